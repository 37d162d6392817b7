"""A clerk's window, without a mouse."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Screens, awake_by_keys
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


def test_a_morning_by_keyboard(screens: Screens, site: Site) -> None:
    first, second, third = (site.take("E")["number"] for _ in range(3))
    desk = sit_down(screens, "wu", "3")
    number, state = desk.locator(".in-hand__number"), desk.locator(".in-hand__state")

    desk.keyboard.press("n")
    expect(number).to_have_text(first)
    desk.keyboard.press("r")
    expect(state).to_contain_text("已叫 2 次")
    desk.keyboard.press("b")
    expect(state).to_contain_text("办理中")
    desk.keyboard.press("f")
    expect(state).to_have_text("没有正在办理的人")

    desk.keyboard.press("Enter")
    expect(number).to_have_text(second)
    desk.keyboard.press("m")
    expect(desk.locator(".queue").last).to_contain_text(second)

    desk.keyboard.press("+")
    expect(number).to_have_text(third)
    desk.get_by_role("button", name="叫号", exact=True).press("Enter")
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
    desk.keyboard.press("f")
    expect(state).to_have_text("没有正在办理的人")


def test_a_step_on_an_old_page_is_refused_in_a_sentence(screens: Screens, site: Site) -> None:
    site.take("D")
    desk = sit_down(screens, "ji", "4", forgiven=("409",))
    desk.keyboard.press("n")
    steps = desk.locator(".in-hand__steps")
    steps.wait_for()
    desk.keyboard.press("b")
    expect(desk.locator(".in-hand__state")).to_contain_text("办理中")

    # As on a page that slept through "b": it still offers 过号. The page itself is drawn anew.
    steps_taken = iter([f"{site.url}/counter/4/miss"])
    desk.route(
        "**/counter/4/finish",
        lambda route: route.continue_(url=next(steps_taken, route.request.url)),
    )
    desk.keyboard.press("f")

    expect(desk.locator("[data-refusal]")).to_be_visible()
    expect(desk.locator("[data-refusal]")).to_contain_text("现在是“办理中”，不能这样操作")
    # The refusal brings the page up to date; a person reads before pressing again.
    expect(steps.locator("form").first).to_have_attribute("action", "/counter/4/finish")
    desk.keyboard.press("f")
    expect(desk.locator(".in-hand__state")).to_have_text("没有正在办理的人")
    expect(desk.locator("[data-refusal]")).to_be_hidden()


def test_what_is_being_typed_outlives_the_news_and_keys_are_only_letters_in_it(
    screens: Screens, site: Site
) -> None:
    number = site.take("A")["number"]
    desk = sit_down(screens, "bing", "1")
    desk.keyboard.press("n")
    expect(desk.locator(".in-hand__number")).to_have_text(number)
    desk.keyboard.press("p")
    desk.keyboard.type("fnu")
    waiting = desk.locator(".count b").first
    before = waiting.inner_text()

    later = site.take("A")["number"]
    desk.wait_for_timeout(700)

    expect(desk.locator("[name=note]").first).to_have_value("fnu")
    expect(waiting).to_have_text(before)
    desk.keyboard.press("Enter")
    expect(desk.locator("[aria-label=挂起的人]")).to_contain_text("fnu")
    expect(desk.locator("[aria-label=等候的人]")).to_contain_text(later)

    desk.keyboard.press("u")
    expect(desk.locator(".in-hand__number")).to_have_text(number)
    desk.keyboard.press("z")
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="暂停叫号")).to_be_hidden()
    desk.keyboard.press("z")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator(".in-hand__paused")).to_have_text("本窗口已暂停：去复印")
    desk.keyboard.press("z")
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

    def press(*keys: str) -> None:
        for key in keys:
            desk.keyboard.press(key)

    press("NumpadAdd")
    expect(number).to_have_text(first)
    press("NumpadMultiply")
    expect(state).to_contain_text("已叫 2 次")
    press("Numpad1", "Numpad2", "NumpadEnter")  # a number meant for another program
    press("Numpad1", "NumpadEnter")
    expect(state).to_contain_text("办理中")
    press("Numpad0", "NumpadEnter")
    expect(desk.locator("details[open] [name=note]")).to_be_focused()
    press("NumpadEnter")
    expect(desk.locator(".desk")).to_contain_text("回来了")

    press("NumpadEnter")
    expect(number).to_have_text(second)
    press("Numpad4", "NumpadEnter")
    expect(desk.locator("details[open] [name=to]")).to_be_focused()
    press("Numpad1", "NumpadEnter")
    expect(state).to_have_text("没有正在办理的人")
