"""Rating a visit, and the guide beside the clerk, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from hall.line.codes import check_of
from tests.journeys.conftest import KIOSK, PHONE, Screens, awake, press
from tests.journeys.site import Site
from tests.journeys.test_counter import sit_down

pytestmark = pytest.mark.browser

TABLET = (1280, 800)
#: 20 mm on a 10-inch tablet of 1280×800, 0.17 mm a pixel.
TARGET_PX = 118


def visit(site: Site, service: str, window: str) -> tuple[str, str]:
    """Somebody is served; their number and code."""
    number = str(site.take(service)["number"])
    code = str(site.newest("ticket", "code"))
    finish(site, number, window)
    return number, code


def finish(site: Site, number: str, window: str) -> None:
    """Whoever still waits there from another test is served first."""
    called = site.call_next(window)
    while called["number"] != number:
        called = site.call_next(window)
    site.ask("POST", f"/tickets/{called['id']}/finish")


def type_in(page: Page, text: str) -> None:
    for key in text:
        page.locator(f"[data-key='{key}']").tap()


@pytest.mark.slow_because("the thanks stand for as long as people read them")
def test_the_faces_at_the_window_ask_and_thank_by_themselves(screens: Screens, site: Site) -> None:
    before = site.count("rating")
    tablet = sit_down(screens, "geng", "5", size=TABLET, has_touch=True)
    tablet.get_by_role("link", name="评价屏").tap()
    tablet.get_by_role("button", name="打开评价屏").tap()
    awake(tablet)
    expect(tablet.locator(".tablet__hall")).to_have_text("测试大厅")
    clerk = sit_down(screens, "geng", "5")

    number, _ = visit(site, "C", "5")

    expect(tablet.locator(".tablet__ask b")).to_have_text(number)
    faces = tablet.locator(".faces__one")
    sizes = [faces.nth(each).bounding_box() for each in range(5)]
    assert all(min(box["width"], box["height"]) >= TARGET_PX for box in sizes if box)
    faces.nth(3).dblclick()  # a double tap is one rating
    expect(tablet.locator(".tablet__thanks")).to_be_visible()
    expect(tablet.locator(".tablet__hall")).to_be_visible()
    assert site.count("rating") == before + 1
    assert site.newest("rating", "grade") == 4
    assert "满意" not in clerk.locator(".desk").inner_text()


def test_at_the_kiosk_by_touch_alone(screens: Screens, site: Site) -> None:
    number, code = visit(site, "D", "4")
    kiosk = screens.touch("/kiosk", KIOSK, forgiven=("409",))
    kiosk.locator("a[href='/kiosk/rating']").tap()
    expect(kiosk.locator(".number-entry[data-awake=yes]")).to_be_visible()
    expect(kiosk.locator(".viewport")).not_to_have_attribute("inert", "")

    right = check_of(code)
    type_in(kiosk, number + f"{(int(right) + 1) % 10000:04d}")
    kiosk.get_by_role("button", name="下一步").tap()
    expect(kiosk.locator("[data-refusal]")).to_contain_text("没有找到这个号")
    expect(kiosk.locator(".number-entry[data-awake=yes]")).to_be_visible()
    expect(kiosk.locator(".viewport")).not_to_have_attribute("inert", "")
    type_in(kiosk, right)  # the number is still there
    kiosk.get_by_role("button", name="下一步").tap()
    expect(kiosk.locator(".page__title")).to_contain_text(number)
    expect(kiosk.locator(".viewport")).not_to_have_attribute("inert", "")
    kiosk.get_by_role("button", name="基本满意").tap()

    expect(kiosk.get_by_role("heading", level=1)).to_contain_text("谢谢您的评价")
    assert site.newest("rating", "grade") == 3


def test_the_phone_asks_when_the_visit_is_over(screens: Screens, site: Site) -> None:
    number = site.take("E")["number"]
    phone = screens.open(f"/t/{site.newest('ticket', 'code')}", PHONE, has_touch=True)
    finish(site, number, "3")

    phone.locator(".rate .faces__one").nth(4).tap()
    expect(phone.locator("[name=grade]:checked")).to_have_value("5")
    phone.locator("textarea").fill("等太久")
    phone.get_by_role("button", name="提交评价").tap()

    expect(phone.locator(".rate__thanks")).to_be_visible()
    assert site.newest("rating", "words") == "等太久"
    assert site.newest("opinion_case", "rating_id") == site.newest("rating", "id")


def test_ticks_outlive_the_news_and_the_guide_follows_the_visit(
    screens: Screens, site: Site
) -> None:
    while site.ask("GET", "/services")[0]["waiting"]:  # from another test
        site.call_next("1")
    first = site.ask("POST", "/tickets", service="A", item="YS-B-01")
    desk = sit_down(screens, "bing", "1")
    guide = desk.locator(".guide")
    press(desk, "n")
    expect(desk.locator(".in-hand__number")).to_have_text(first["number"])
    expect(guide.locator(".guide__name")).to_have_text("社保医保办卡补卡")
    boxes = guide.locator("[name=missing]")
    boxes.nth(1).check()
    guide.locator("[name=remark]").fill("请换证")

    second = site.take("A")["number"]
    expect(desk.locator("[aria-label=等候的人]")).to_contain_text(second)
    expect(boxes.nth(1)).to_be_checked()
    expect(guide.locator("[name=remark]")).to_have_value("请换证")

    with desk.context.expect_page() as opened:
        guide.get_by_role("button", name="出一次性告知书").click()
    paper = awake(opened.value)
    expect(paper.locator(".paper")).to_have_count(2)
    expect(paper.locator(".paper__missing li").first).to_have_text("旧社会保障卡")
    expect(paper.get_by_role("button", name="打印两联")).to_be_visible()
    paper.close()

    boxes.nth(1).focus()
    press(desk, "n")  # with the focus on a tick, keys are still the desk's
    expect(desk.locator(".in-hand__number")).to_have_text(second)
    expect(guide.locator(".guide__name")).to_contain_text("办哪一项")
    guide.locator("[name=q]").fill("低保")
    press(desk, "Enter")
    expect(guide.locator(".guide__name")).to_contain_text("找到")
    guide.locator("a[data-guide]").first.click()
    expect(guide.locator("[name=missing]").first).to_be_visible()
    press(desk, "f")
