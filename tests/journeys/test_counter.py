"""A clerk's window, without a mouse."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import Page, expect

from hall.database import open_database
from hall.settings import DEFAULTS, change_setting
from hall.unit_of_work import Hall
from tests.journeys.conftest import Screens, act, awake_by_keys, press
from tests.journeys.site import Site
from tests.journeys.test_kiosk import posts

pytestmark = pytest.mark.browser


def sit_down(screens: Screens, account: str, window: str, **more: object) -> Page:
    """Sign in and choose the window, by keyboard alone."""
    desk = screens.staff(account, "/counter", **more)
    if desk.locator(".desk").count() == 0:
        desk.get_by_role("button", name=f"{window} 号窗口").press("Enter")
    awake_by_keys(desk)
    return desk


@contextmanager
def no_time_between_calls(site: Site) -> Iterator[None]:
    """Who was missed is called again at once: the office has set it so meanwhile."""
    hall = Hall(open_database(f"sqlite:///{site.folder / 'hall.sqlite3'}"))
    for seconds in ("0", DEFAULTS["recall_gap_seconds"]):
        with hall.work("staff:1") as work:
            change_setting(work, "recall_gap_seconds", seconds)
        if seconds == "0":
            yield
    hall.close()


def test_a_morning_by_keyboard(screens: Screens, site: Site) -> None:
    first, second, third = (site.take("E")["number"] for _ in range(3))
    desk = sit_down(screens, "wu", "3")
    number, state = desk.locator(".in-hand__number"), desk.locator(".in-hand__state")

    press(desk, "n")
    expect(number).to_have_text(first)
    press(desk, "r")
    expect(state).to_contain_text("已叫 2 次")
    press(desk, "b")
    expect(state).to_contain_text("办理中")
    press(desk, "f")
    expect(state).to_have_text("没有正在办理的人")

    press(desk, "Enter")
    expect(number).to_have_text(second)
    press(desk, "m")
    expect(desk.locator(".queue").last).to_contain_text(second)

    press(desk, "+")
    expect(number).to_have_text(third)
    row = desk.locator(".queue__row--steps", has_text=second)
    row.get_by_text("叫号", exact=True).press("Enter")  # asks first: somebody is at the window
    with no_time_between_calls(site):
        row.get_by_role("button", name=f"办结 {third}，请 {second} 过来").press("Enter")
        expect(desk.locator(".queue").last).not_to_contain_text(second)


def test_a_key_held_down_calls_once(screens: Screens, site: Site) -> None:
    numbers = [site.take("C")["number"] for _ in range(3)]
    desk = sit_down(screens, "geng", "5")
    asked = posts(desk)

    for _ in range(5):
        desk.keyboard.down("n")
    desk.keyboard.up("n")

    expect(desk.locator(".in-hand__number")).to_have_text(numbers[0])
    assert len(asked) == 1


def test_a_key_pressed_before_the_answer_is_not_lost(screens: Screens, site: Site) -> None:
    number = site.take("A")["number"]
    desk = sit_down(screens, "bing", "1")
    state = desk.locator(".in-hand__state")

    desk.keyboard.type("nnb")

    expect(desk.locator(".in-hand__number")).to_have_text(number)
    expect(state).to_contain_text("办理中")
    press(desk, "f")
    expect(state).to_have_text("没有正在办理的人")


def test_a_step_on_an_old_page_is_refused_in_a_sentence(screens: Screens, site: Site) -> None:
    site.take("D")
    desk = sit_down(screens, "ji", "4", forgiven=("409", "WebSocket"))
    desk.route_web_socket("**/socket.io/**", lambda _: None)  # asleep: nobody tells it anything
    desk.reload()
    awake_by_keys(desk)
    state, refusal = desk.locator(".in-hand__state"), desk.locator("[data-refusal]")
    act(desk, lambda: desk.keyboard.press("n"), desk.locator(".in-hand__steps"))
    site.ask("POST", f"/tickets/{site.newest('ticket', 'id')}/serve")  # elsewhere

    act(desk, lambda: desk.keyboard.press("m"), refusal)

    expect(refusal).to_contain_text("现在是“办理中”。这一步没有做")
    # The refusal brings the page up to date; a person reads before pressing again.
    expect(state).to_contain_text("办理中")
    act(desk, lambda: desk.keyboard.press("f"), desk.get_by_text("没有正在办理的人"))
    expect(refusal).to_be_hidden()


def test_what_is_being_typed_outlives_the_news_and_keys_are_only_letters_in_it(
    screens: Screens, site: Site
) -> None:
    number = site.take("A")["number"]
    desk = sit_down(screens, "bing", "1")
    press(desk, "n")
    expect(desk.locator(".in-hand__number")).to_have_text(number)
    press(desk, "p")
    desk.keyboard.type("fnu")
    waiting = desk.locator(".count b").first
    before = waiting.inner_text()

    source = str(desk.locator(".desk").get_attribute("data-source"))
    with desk.expect_event("requestfinished", lambda request: request.url.endswith(source)):
        later = site.take("A")["number"]
    desk.evaluate("(source) => fetch(source).then((after) => after.text())", source)

    expect(desk.locator("[name=note]").first).to_have_value("fnu")
    expect(waiting).to_have_text(before)
    press(desk, "Enter")
    expect(desk.locator("[aria-label=挂起的人]")).to_contain_text("fnu")
    expect(desk.locator("[aria-label=等候的人]")).to_contain_text(later)

    press(desk, "u")
    expect(desk.locator(".in-hand__number")).to_have_text(number)
    press(desk, "z")
    press(desk, "Escape")
    expect(desk.get_by_role("button", name="暂停叫号")).to_be_hidden()
    press(desk, "z")
    press(desk, "Tab")
    press(desk, "Enter")
    expect(desk.locator(".in-hand__paused")).to_have_text("本窗口已暂停：去复印")
    press(desk, "z")
    expect(desk.locator(".in-hand__paused")).to_have_count(0)


def test_a_wrong_password_is_told_and_the_account_kept(screens: Screens) -> None:
    page = screens.open("/sign-in?next=/counter", forgiven=("401",))
    page.keyboard.type("bing")
    page.keyboard.press("Tab")
    page.keyboard.type("falsch")
    page.keyboard.press("Enter")

    expect(page.locator("[data-refusal]")).to_have_text("账号或密码不对，请重新输入。")
    expect(page.locator("[name=account]")).to_have_value("bing")
    expect(page.locator("[name=password]")).to_be_focused()


def test_any_number_pad_is_a_call_pad(screens: Screens, site: Site) -> None:
    first, second = (site.take("D")["number"] for _ in range(2))
    desk = sit_down(screens, "ji", "4")
    number, state = desk.locator(".in-hand__number"), desk.locator(".in-hand__state")

    press(desk, "NumpadAdd")
    expect(number).to_have_text(first)
    press(desk, "NumpadMultiply")
    expect(state).to_contain_text("已叫 2 次")
    press(desk, "Numpad1", "Numpad2", "NumpadEnter")  # a number meant for another program
    press(desk, "Numpad1", "NumpadEnter")
    expect(state).to_contain_text("办理中")
    press(desk, "Numpad0", "NumpadEnter")
    expect(desk.locator("details[open] [name=note]")).to_be_focused()
    press(desk, "NumpadEnter")
    expect(desk.locator(".desk")).to_contain_text("回来了")

    press(desk, "NumpadEnter")
    expect(number).to_have_text(second)
    press(desk, "Numpad4", "NumpadEnter")
    expect(desk.locator("details[open] [name=to]")).to_be_focused()
    press(desk, "Numpad1", "NumpadEnter")
    expect(state).to_have_text("没有正在办理的人")


def test_no_word_at_the_end_of_the_line_sticks_out_of_its_button(
    screens: Screens, site: Site
) -> None:
    """The last one of this file: from here on somebody was left over."""
    left_over = site.take("E")["id"]
    with closing(sqlite3.connect(site.folder / "hall.sqlite3")) as records:
        yesterday = "day = date(day, '-1 day'), sequence = -id"
        records.execute(f"UPDATE ticket SET {yesterday} WHERE id = {left_over}")
        records.commit()

    desk = sit_down(screens, "wu", "3")

    expect(desk.get_by_text("没办完的人")).to_be_visible()
    wide = "all => all.filter(each => each.scrollWidth > each.clientWidth + 1).length"
    assert desk.locator(".queue__find .button").evaluate_all(wide) == 0
