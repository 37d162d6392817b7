"""The touch screen: one number for one wish, patience with the server, nothing left behind."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.journeys.conftest import CONNECTION_LOST, KIOSK, Screens, awake, settled
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

HEADINGS = [
    "申报材料", "办理时限", "收费依据及标准", "申请条件", "办理程序", "法律依据", "投诉渠道及电话",
]  # fmt: skip
#: Longer than the kiosk leaves between a page and its first tap.
LATER_MS = 600
#: How far apart the halves of a double tap are.
SOON_MS = 300


def posts(page: Page) -> list[Request]:
    """Every number that the page asks for from now on."""
    asked: list[Request] = []
    page.on("request", lambda request: request.method == "POST" and asked.append(request))
    return asked


def tap_quickly(page: Page, selector: str, times: int) -> None:
    box = page.locator(selector).first.bounding_box()
    assert box
    for _ in range(times):  # by the page's own time, in one moment
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def with_stopped_time(screens: Screens, path: str, script: str = "") -> Page:
    """A kiosk whose time passes only by ``clock.run_for``."""
    kiosk = screens.open("about:blank", KIOSK, has_touch=True, script=script)
    kiosk.clock.install(time=0)
    kiosk.goto(screens.site.url + path)
    awake(kiosk)
    kiosk.clock.pause_at(30)  # well after its loading, and before anything happens by itself
    kiosk.touchscreen.tap(5, 5)
    return kiosk


def at_rest(kiosk: Page) -> None:
    """Once the guide has slid to where it was sent: for a quarter of a second it did not move."""
    kiosk.locator(".guide__text").evaluate("""async (box) => {
        for (let still = 0, at = null; still < 15; still += 1) {
            if (box.scrollTop !== at) [at, still] = [box.scrollTop, 0];
            await new Promise(requestAnimationFrame);
        }
    }""")


def shown(page: Page) -> str | None:
    return page.locator("[data-page]").get_attribute("data-page")


@pytest.mark.parametrize("times", [2, 3])
def test_hasty_taps_make_one_number(screens: Screens, site: Site, times: int) -> None:
    kiosk = with_stopped_time(screens, "/kiosk/take")
    asked, before = posts(kiosk), site.count("ticket")

    tap_quickly(kiosk, ".service", times)

    expect(kiosk.locator(".ticket__number")).to_be_visible()
    kiosk.clock.run_for(LATER_MS)
    settled(kiosk)
    assert len(asked) == 1
    assert site.count("ticket") == before + 1


def test_a_double_tap_does_not_press_what_comes_up_beneath_it(screens: Screens) -> None:
    kiosk = with_stopped_time(screens, "/kiosk")
    asked = posts(kiosk)

    tap_quickly(kiosk, ".home__take", 1)
    expect(kiosk.locator("[data-page=take]")).to_be_visible()
    kiosk.clock.run_for(SOON_MS)
    tap_quickly(kiosk, ".service", 2)
    assert asked == []

    kiosk.clock.run_for(LATER_MS)
    tap_quickly(kiosk, ".service", 1)
    expect(kiosk.locator(".ticket__number")).to_be_visible()
    assert len(asked) == 1


def test_after_ninety_seconds_without_touch_it_warns_first_and_returns(screens: Screens) -> None:
    kiosk = with_stopped_time(screens, "/kiosk/take")
    warning = kiosk.locator("[data-warning]")

    kiosk.clock.run_for(88_000)
    expect(warning).to_be_hidden()
    kiosk.clock.run_for(4_000)
    expect(warning).to_be_visible()
    expect(warning).to_contain_text(re.compile(r"(28|29|30) 秒后返回首页"))

    kiosk.clock.run_for(31_000)
    expect(kiosk.locator("[data-page=home]")).to_be_visible()
    expect(warning).to_be_hidden()


def test_whoever_is_still_there_stays_and_presses_nothing_else(screens: Screens) -> None:
    kiosk = with_stopped_time(screens, "/kiosk/take")
    asked = posts(kiosk)
    kiosk.clock.run_for(95_000)
    expect(kiosk.locator("[data-warning]")).to_be_visible()

    tap_quickly(kiosk, "[data-warning] button", 1)
    expect(kiosk.locator("[data-warning]")).to_be_hidden()
    kiosk.clock.run_for(SOON_MS)
    tap_quickly(kiosk, ".service", 1)  # the second half of a double tap

    kiosk.clock.run_for(60_000)
    expect(kiosk.locator("[data-warning]")).to_be_hidden()
    assert shown(kiosk) == "take"
    assert asked == []


def test_reloading_and_going_back_show_nobodys_number_and_take_none(
    screens: Screens, site: Site
) -> None:
    kiosk = screens.touch("/kiosk")
    kiosk.get_by_role("link", name="取号").tap()
    kiosk.get_by_role("button", name="民政救助").tap()
    expect(kiosk.locator(".ticket__number")).to_be_visible()
    taken = site.count("ticket")

    for move in (kiosk.reload, kiosk.go_back, kiosk.go_forward):
        move()
        assert kiosk.locator(".ticket__number").count() == 0
    assert shown(kiosk) == "home"
    assert site.count("ticket") == taken


def test_an_answer_lost_on_the_way_makes_no_second_number(screens: Screens, site: Site) -> None:
    kiosk = screens.touch("/kiosk/take", forgiven=CONNECTION_LOST)
    asked, before = posts(kiosk), site.count("ticket")

    def lose_the_first_answer(route: Route) -> None:
        if len(asked) > 1:
            return route.continue_()
        route.fetch()
        return route.abort("connectionreset")

    kiosk.route("**/kiosk/tickets", lose_the_first_answer)
    kiosk.get_by_role("button", name="不动产登记").tap()

    expect(kiosk.locator(".ticket__number")).to_be_visible()
    assert len(asked) == 2
    assert site.count("ticket") == before + 1


def test_a_server_that_dies_is_waited_for_and_the_wish_fulfilled_once(
    screens_of: Callable[[Site], Screens], own_site: Site
) -> None:
    kiosk = screens_of(own_site).touch("/kiosk/take", forgiven=CONNECTION_LOST)
    own_site.pull_the_plug()

    kiosk.get_by_role("button", name="户籍办理").tap()
    expect(kiosk.locator("[data-wait]")).to_be_visible()
    expect(kiosk.locator("[data-wait]")).to_contain_text("不会重复取号")
    own_site.open()

    expect(kiosk.locator(".ticket__number")).to_have_text("B001")
    expect(kiosk.locator("[data-wait]")).to_be_hidden()
    assert own_site.count("ticket") == 1


@pytest.mark.slow_because("every page of a long guide is turned, and each turn is seen")
def test_a_guide_shows_its_seven_headings_in_order_and_is_turned_by_buttons(
    screens: Screens,
) -> None:
    kiosk = screens.touch("/kiosk")
    for module in ("办理事项", "查询事项", "公开事项"):
        kiosk.get_by_role("link", name=module).tap()
        expect(kiosk.locator(".page__title")).to_have_text(module)
        kiosk.get_by_role("link", name="返回首页").tap()
    kiosk.get_by_role("link", name="办理事项").tap()
    kiosk.get_by_role("link", name="卫生健康").tap()
    kiosk.get_by_role("link", name="生育证办理").tap()
    expect(kiosk.locator(".disclosure").last).to_be_attached()

    assert kiosk.locator(".disclosure__name").all_inner_texts() == HEADINGS

    up, down = (kiosk.get_by_role("button", name=name) for name in ("往上看", "往下看"))
    expect(up).to_be_disabled()
    down.tap()
    expect(up).to_be_enabled()
    at_rest(kiosk)
    kiosk.get_by_role("button", name="投诉渠道及电话").tap()
    expect(kiosk.locator(".disclosure").last).to_be_in_viewport()
    expect(down).to_be_disabled()
    at_rest(kiosk)
    kiosk.get_by_role("button", name=HEADINGS[0]).tap()
    expect(kiosk.locator(".disclosure").first).to_be_in_viewport()
    at_rest(kiosk)
    up.tap()
    expect(up).to_be_disabled()  # above the seven only where and when


def test_notices_are_read_from_the_first_page(screens: Screens) -> None:
    kiosk = screens.touch("/kiosk")

    kiosk.get_by_role("link", name="服务承诺").tap()

    expect(kiosk.locator(".page__title")).to_have_text("服务承诺")
    expect(kiosk.locator(".guide__text")).to_contain_text("收规定以外的费用")


def test_the_complaint_phone_is_always_in_sight(screens: Screens) -> None:
    kiosk = screens.touch("/kiosk")
    phone = kiosk.locator(".bottom .complaint")
    in_sight = """phone => {
        const {left, top, width, height} = phone.getBoundingClientRect();
        const seen = document.elementFromPoint(left + width / 2, top + height / 2);
        return phone.contains(seen) && top + height <= innerHeight;
    }"""

    for path in ("", "/take", "/items/apply", "/item/YS-B-01", "/notices/1"):
        kiosk.goto(f"{screens.site.url}/kiosk{path}")
        assert phone.evaluate(in_sight), path
    for overlay in ("[data-wait]", "[data-warning]"):
        kiosk.eval_on_selector(overlay, "overlay => overlay.hidden = false")
        assert phone.evaluate(in_sight), overlay
    expect(phone).to_contain_text("0734-0000000")


def test_a_refused_page_leads_back_to_the_kiosks_start(screens: Screens) -> None:
    kiosk = screens.touch("/kiosk/notices/9999", forgiven=("404",))

    expect(kiosk.locator(".refused__sentence")).to_contain_text("没有找到您要的内容")
    kiosk.get_by_role("link", name="返回首页").tap()

    expect(kiosk.locator("[data-page=home]")).to_be_visible()
