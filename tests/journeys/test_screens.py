"""Screens that tell the truth, take orders, and outlive their server."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hall.notices.levels import Level
from hall.notices.model import NoticeKind
from hall.notices.writing import Draft
from tests.journeys.conftest import CONNECTION_LOST, WALL, Screens, until
from tests.journeys.site import Site
from tests.journeys.test_every_page import AXE, AXE_RULES, PORTRAIT, STICKS_OUT
from tests.journeys.test_notices import Desk, beating

pytestmark = pytest.mark.browser

EVERY_ROLE = ("/display", "/display/notices", "/display/door", "/display/wall")
#: How long each number stood on the page in one piece, to the moment that the page changed it:
#: a count by a timer of the page would tell how busy the machine is.
SEEN = """
    window.seen = {};
    const overlay = "[data-overlay]:not([hidden])";
    const standing = () => {
        const places = `${overlay} :is([data-number], [data-others] b), .sign__now b`;
        const list = document.querySelector(overlay) ? "" : ", .latest__number, .earlier__number";
        const all = [...document.querySelectorAll(places + list)];
        return new Set(all.filter((each) => each.offsetHeight).map((each) => each.textContent));
    };
    let [stood, changed] = [new Set(), performance.now()];
    const count = () => {
        const [now, numbers] = [performance.now(), standing()];
        for (const number of stood) {
            const seen = window.seen[number];
            seen.whole += now - changed;
            seen.longest = Math.max(seen.longest, seen.whole);
        }
        for (const number of numbers) {
            window.seen[number] ??= { whole: 0, longest: 0 };
            if (!stood.has(number)) window.seen[number].whole = 0;
        }
        [stood, changed] = [numbers, now];
    };
    window.stoodFor = (number) => (count(), window.seen[number]?.longest ?? 0);
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    addEventListener("DOMContentLoaded", () => new MutationObserver(count).observe(document, all));
"""


def told(office: Page, screen: str, order: str) -> None:
    with office.expect_event("load"):
        office.get_by_role("button", name=f"{order}：{screen}", exact=True).click()


def condition(office: Page, screen: str):
    card = office.locator(".screen-map__screen", has=office.locator("b", has_text=screen)).first
    return card.locator("strong")


@pytest.mark.slow_because("two screens are darkened, woken and loaded anew, one after the other")
def test_the_office_names_darkens_and_reloads_one_screen_and_no_other(
    screens_of: Callable[[Site], Screens], own_site: Site
) -> None:
    screens = screens_of(own_site)
    wall = screens.open("/display", WALL, forgiven=CONNECTION_LOST)
    door = screens.open("/display/door", WALL, forgiven=CONNECTION_LOST)
    for each in (wall, door):
        beating(each)
    office = screens.staff("jia", "/office/screens", forgiven=CONNECTION_LOST)
    expect(condition(office, "main")).to_have_text("正常")

    told(office, "main", "亮出名字")
    expect(wall.locator("[data-identity]")).to_contain_text("大厅正面")
    expect(door.locator("[data-identity]")).to_be_hidden()

    told(office, "main", "变黑")
    expect(wall.locator(".dark-line")).to_be_visible()
    expect(condition(office, "main")).to_contain_text("已按要求变黑")
    with wall.expect_event("load"):
        told(office, "main", "重新加载")
    expect(wall.locator(".dark-line")).to_be_visible()  # dark from the first picture on
    expect(wall.locator("[data-identity]")).to_be_hidden()  # missed, and not done later

    number = own_site.take("A")["number"]
    own_site.call_next("1")
    overlay = wall.locator("[data-overlay]")
    expect(overlay).to_contain_text(number)
    assert on_top_of(wall, "[data-overlay]")
    beating(wall)  # hears orders again
    told(office, "main", "恢复显示")
    expect(wall.locator(".dark-line")).to_be_hidden()
    expect(door.locator(".dark-line")).to_be_hidden()


#: CSS counts the minutes of a sign that is cut off; here they are put forward to a second.
AFTER_SECONDS = """(seconds) => document.getAnimations()
    .filter(({ animationName }) => ["unbelieved", "calm"].includes(animationName))
    .map((each) => (each.currentTime = seconds * 1000)).length"""


def test_an_emergency_comes_through_on_a_dark_screen_and_leaves_a_sign_that_is_cut_off(
    screens_of: Callable[[Site], Screens], own_site: Site
) -> None:
    screens = screens_of(own_site)
    office = screens.staff("jia", "/office/screens", forgiven=CONNECTION_LOST)
    told(office, "main", "变黑")
    wall = screens.open("/display", WALL, forgiven=CONNECTION_LOST)
    expect(wall.locator(".dark-line")).to_be_visible()
    assert on_top_of(wall, ".dark-line")
    calm = {"reduced_motion": "reduce"}  # as a slow computer is often set; ten minutes all the same
    sign = screens.open("/display/window-1", (1280, 640), forgiven=CONNECTION_LOST, **calm)
    desk = Desk(own_site)

    desk.publish(Draft(kind=NoticeKind.TEXT, title="台风", body="请避险", level=Level.EMERGENCY))

    expect(wall.locator(".notice--emergency")).to_be_visible()
    assert on_top_of(wall, ".notice--emergency")
    expect(sign.locator(".sign__emergency")).to_be_visible()
    desk.hall.close()
    own_site.pull_the_plug()
    expect(sign.locator(".sign-frame")).to_have_attribute("data-lost", "")
    assert sign.evaluate(AFTER_SECONDS, 599) == 2
    expect(sign.locator(".sign__emergency")).to_be_visible()
    sign.evaluate(AFTER_SECONDS, 600)
    expect(sign.locator(".sign__emergency")).to_be_hidden()
    expect(sign.locator(".sign-frame")).to_have_css("background-color", "rgb(11, 78, 162)")


def on_top_of(page: Page, selector: str) -> bool:
    """Whether whoever looks at the middle of it sees it, and nothing else."""
    return bool(
        page.evaluate(
            """(selector) => {
                const box = document.querySelector(selector).getBoundingClientRect();
                const middle = [box.x + box.width / 2, box.y + box.height / 2];
                return Boolean(document.elementFromPoint(...middle)?.closest(selector));
            }""",
            selector,
        )
    )


@pytest.mark.slow_because("each of three calls stands for eight seconds")
def test_every_call_is_seen_on_every_screen_for_eight_seconds(
    screens_of: Callable[[Site], Screens], own_site: Site
) -> None:
    """Three at one moment, so that one could hide another; and the sign of its own window. That
    they are there within a second, ``python -m bench visible`` measures."""
    screens = screens_of(own_site)
    paths = (*EVERY_ROLE, "/display/window-2")
    pages = {
        path: screens.open(
            path,
            PORTRAIT if "notices" in path else WALL,
            script=SEEN,
            forgiven=CONNECTION_LOST,
        )
        for path in paths
    }
    for service in "BDE":
        own_site.take(service)

    called = [own_site.call_next(window)["number"] for window in ("2", "4", "5")]

    for path, page in pages.items():
        for number in called[:1] if "window" in path else called:
            until(page, f"window.stoodFor('{number}') >= 8000")


def test_a_screen_that_comes_back_before_its_server_shows_the_halls_name_and_no_error(
    screens_of: Callable[[Site], Screens], own_site: Site
) -> None:
    desk = Desk(own_site)
    desk.publish(Draft(kind=NoticeKind.TEXT, title="要撤下的通知", body="一", level=Level.NOTICE))
    desk.hall.close()
    wall = screens_of(own_site).open(
        "/display", WALL, forgiven=(*CONNECTION_LOST, "ERR_"), bypass_csp=True
    )
    kept = "caches.match('/display/_resting').then(Boolean)"
    until(wall, kept)
    until(wall, "Boolean(navigator.serviceWorker.controller)")
    assert wall.evaluate("caches.keys()") == ["screen"]
    addresses = wall.evaluate("""async () => {
        const shelf = await caches.open("screen");
        return (await shelf.keys()).map(({ url }) => url);
    }""")
    assert all("/assets/" in each or each.endswith("/_resting") for each in addresses)

    own_site.pull_the_plug()
    wall.goto(f"{own_site.url}/display", wait_until="domcontentloaded")

    expect(wall.locator(".resting__hall")).to_have_text("测试大厅")
    expect(wall.locator(".resting__time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(wall.get_by_text("留意窗口人员呼叫")).to_be_visible()
    assert "要撤下的通知" not in wall.content()
    wall.add_script_tag(path=AXE)
    for size in (WALL, PORTRAIT):
        wall.set_viewport_size({"width": size[0], "height": size[1]})
        assert wall.evaluate(STICKS_OUT) == []
        assert wall.evaluate(AXE_RULES) == []

    own_site.open()
    expect(wall.locator("[data-module=board]")).to_be_visible()
