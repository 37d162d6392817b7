"""What holds for every page: nothing from outside, nothing cut off, nothing hard to read or hit."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.journeys.conftest import DESK, KIOSK, PHONE, WALL, Screens, awake
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
#: WCAG 2.2 up to AA, and of AAA the contrast of 7:1.
AXE_RULES = """() => axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { "color-contrast-enhanced": { enabled: true } },
}).then(found => found.violations.flatMap(each =>
    each.nodes.map(node => `${each.id}: ${node.html.slice(0, 160)}`)))"""

PORTRAIT = (1080, 1920)
KIOSK_PATHS = (
    "/kiosk",
    "/kiosk/take",
    "/kiosk/items/apply",
    "/kiosk/items/disclose",
    "/kiosk/life/house",
    "/kiosk/item/YS-B-02",
    "/kiosk/item/YS-B-03/carry",
    "/kiosk/search/",
    "/kiosk/search/?q=bd",
    "/kiosk/notices/2",
    "/kiosk/rating",
    "/kiosk/notices/999",  # there is none
)
OTHER_PATHS = ("/", "/g/3", "/display", "/timeclock", "/timeclock/pin", "/sign-in", "/nowhere")
STAFF_PATHS = {
    "ren": ("/counter", "/counter/6", "/counter/6/guide", "/counter/6/rating", "/me"),
    "jia": (
        "/office",
        "/office/leave",
        "/office/leave/settings",
        "/office/opinions",
        "/office/one-time",
        "/office/areas/people",
        "/office/rights",
        "/office/people/3",
        "/office/people/3/leaving",
        "/office/search?q=jia",
        "/help/people",
        "/office/lists/people",
        "/office/journal",
        "/office/changes",
    ),
}
CATALOGUE_PATHS = tuple(
    f"/office/items/{path}"
    for path in ("", "?q=none", "new", "1", "1/versions", "import", "counts/")
)
LIGHT_KB, FEW_REQUESTS = 190, 8
#: 20 mm, and a letter of 7.3 mm, on a 21.5-inch panel of 0.248 mm a pixel.
TARGET_PX, LETTER_PX = 81, 33

#: What sticks out of the screen, or of a box that cuts it off. Texts that may be shortened with
#: an ellipsis, and boxes that are made to be turned, are left out.
#: Of a footer of one line the last entry leaves it whole, and is not seen, where there is no room.
STICKS_OUT = """() => {
    const isLeftOut = (each) => each.matches(":is(.bottom, .sign-foot) > :last-child")
        && each.offsetTop >= each.parentElement.offsetTop + each.parentElement.offsetHeight;
    const spared = ".scroll:not(.viewport), .scroll:not(.viewport) *, .notice__pages"
        + ", .notice__pages *, .unseen, .earlier__row, .earlier__row *, .board__call *";
    return [...document.querySelectorAll("body *")]
        .filter(each => !each.matches(spared) && each.getClientRects().length)
        .filter(each => !isLeftOut(each))
        .filter(each => {
            const box = each.getBoundingClientRect();
            const style = getComputedStyle(each);
            const cut = style.overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1;
            return cut || box.left < -1 || box.right > innerWidth + 1
                || box.top < -1 || box.bottom > innerHeight + 1;
        })
        .map(each => `${each.tagName} ${each.className}`);
}"""
SMALL_TARGETS = """least => [...document.querySelectorAll("a, button")]
    .map(each => [each.textContent.trim(), each.getBoundingClientRect()])
    .filter(([, box]) => box.width && Math.min(box.width, box.height) < least)
    .map(([text, box]) => `${text} ${box.width}×${box.height}`)"""
SMALL_LETTERS = """least => {
    const small = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { data, parentElement: element } = texts.currentNode;
        if (!data.trim() || !element.getClientRects().length) continue;
        if (parseFloat(getComputedStyle(element).fontSize) < least) small.push(data.trim());
    }
    return small;
}"""
WIDER = "document.documentElement.scrollWidth > innerWidth"


def show(page: Page, url: str) -> Page:
    """As people see it: scripts awake, letters there."""
    page.goto(url)
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    return awake(page)


def new_code(site: Site) -> str:
    site.take("A")
    return str(site.newest("ticket", "code"))


def done_code(site: Site, service: str = "F") -> str:
    """Of a visit that is over and not rated yet."""
    number, code = site.take(service)["number"], str(site.newest("ticket", "code"))
    called = site.call_next("6")
    while called["number"] != number:  # somebody else still waits there
        called = site.call_next("6")
    site.ask("POST", f"/tickets/{called['id']}/finish")
    return code


@dataclass
class Tour:
    """Every page once, with the network cut and axe looking on."""

    site: Site
    barriers: list[str] = field(default_factory=list)
    asked_outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    assets: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)

    def cut_off(self, route: Route) -> None:
        self.asked_outside.append(route.request.url)
        route.abort("internetdisconnected")

    def note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # by us, going on to the next page
            self.failed.append(f"{request.url}: {request.failure}")

    def note_asset(self, request: Request) -> None:
        """Its text is asked for later: the browser forgets it with the page."""
        if request.resource_type in {"stylesheet", "script"}:
            self.assets.add(request.url)

    def look_at(self, page: Page) -> None:
        self.texts[page.url] = page.content()
        page.add_script_tag(path=AXE)
        path = page.url.removeprefix(self.site.url)
        self.barriers += [f"{path}: {barrier}" for barrier in page.evaluate(AXE_RULES)]


@pytest.fixture(scope="module")
def tour(chromium: Browser, site: Site) -> Tour:
    tour = Tour(site)
    screens = Screens(chromium, site)
    context = screens.context(KIOSK, bypass_csp=True)  # axe is put into the page as a script
    context.route(re.compile(rf"^(?!{re.escape(site.url)}/|data:)"), tour.cut_off)
    context.on("requestfailed", tour.note_failure)
    context.on("request", tour.note_asset)
    page = screens.open("about:blank", within=context)
    code = new_code(site)
    for path in (*KIOSK_PATHS, *OTHER_PATHS, f"/t/{code}", f"/kiosk/tickets/{code}"):
        tour.look_at(show(page, site.url + path))
    done = done_code(site)
    for path in (f"/t/{done}", f"/t/{done}/rating", f"/kiosk/tickets/{done}/rating"):
        tour.look_at(show(page, site.url + path))
    for account, paths in STAFF_PATHS.items():
        page = screens.staff(account, paths[0], within=context)
        if account == "ren":
            page.evaluate("fetch('/counter/6/sit', { method: 'POST' })")
        tour.look_at(page)
        for path in paths[1:]:
            tour.look_at(show(page, site.url + path))
    for path in CATALOGUE_PATHS:
        tour.look_at(show(page, site.url + path))
    tour.texts |= {url: context.request.get(url).text() for url in tour.assets}
    context.close()
    return tour


def test_axe_finds_no_barrier(tour: Tour) -> None:
    assert tour.barriers == []


def test_with_the_network_cut_every_page_has_all_it_needs(tour: Tour) -> None:
    assert tour.asked_outside == []
    assert tour.failed == []


def test_no_page_names_another_host(tour: Tour) -> None:
    """But the vendored library does, in its advice to programmers; it asks none of them."""
    named = {
        url: hosts
        for url, text in tour.texts.items()
        if "/vendor/" not in url
        and (hosts := set(re.findall(r"(?:https?|wss?):?//([\w.-]+\w)", text)) - {"127.0.0.1"})
    }

    assert named == {}
    assert {"style", "script"} <= {("style" if ".css" in url else "script") for url in tour.texts}


@pytest.mark.parametrize("size", [KIOSK, PORTRAIT])
def test_the_kiosk_fits_its_panel_and_can_be_read_and_hit(
    screens: Screens, site: Site, size: tuple[int, int]
) -> None:
    page = screens.open("about:blank", size, has_touch=True, forgiven=("404",))

    done = f"/kiosk/tickets/{done_code(site)}/rating"
    for path in (*KIOSK_PATHS, f"/kiosk/tickets/{new_code(site)}", done):
        show(page, site.url + path)
        assert page.evaluate(STICKS_OUT) == [], path
        assert page.evaluate(SMALL_TARGETS, TARGET_PX) == [], path
        assert page.evaluate(SMALL_LETTERS, LETTER_PX) == [], path


@pytest.mark.parametrize("size", [WALL, PORTRAIT, (3840, 2160)])
def test_the_wall_fits_its_panel_and_its_numbers_are_tall(
    screens: Screens, site: Site, size: tuple[int, int]
) -> None:
    site.take("F")
    site.call_next("6")
    wall = show(screens.open("about:blank", size), f"{site.url}/display")

    assert wall.evaluate(STICKS_OUT) == []
    font = wall.locator(".latest__number").evaluate("each => getComputedStyle(each).fontSize")
    assert float(font.removesuffix("px")) >= 0.18 * min(size)  # EN 301 549 at ten metres


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_the_timeclock_fits(screens: Screens, site: Site, size: tuple[int, int]) -> None:
    page = screens.open("about:blank", size)

    for path in ("/timeclock", "/timeclock/pin"):
        assert show(page, site.url + path).evaluate(STICKS_OUT) == [], path


def test_no_page_is_wider_than_its_screen(screens: Screens, site: Site) -> None:
    phone = screens.open("about:blank", PHONE)
    done = done_code(site)
    for path in (
        f"/t/{new_code(site)}",
        f"/t/{done}",
        f"/t/{done}/rating",
        "/g/3",
        "/",
        "/sign-in",
    ):
        assert not show(phone, site.url + path).evaluate(WIDER), path

    desk = screens.staff("jia", "/office", size=DESK)
    desk.locator(".figures").wait_for()
    assert not desk.evaluate(WIDER)
    for path in CATALOGUE_PATHS:
        assert not show(desk, site.url + path).evaluate(WIDER), path


@pytest.mark.parametrize(("path", "size"), [("/kiosk", KIOSK), ("/display", WALL)])
def test_a_cold_start_is_light(screens: Screens, path: str, size: tuple[int, int]) -> None:
    page = screens.open("about:blank", size)
    urls: dict[str, str] = {}
    weights: dict[str, int] = {}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on(
        "Network.responseReceived",
        lambda seen: urls.update({seen["requestId"]: seen["response"]["url"]}),
    )
    wire.on(
        "Network.loadingFinished",
        lambda seen: weights.update({seen["requestId"]: seen["encodedDataLength"]}),
    )

    # The page's time stands still: what it asks for after three seconds never comes among it.
    page.clock.install(time=0)
    page.clock.pause_at(1)
    page.goto(screens.site.url + path)
    awake(page)
    page.wait_for_load_state("networkidle")

    counted = {
        urls[key]: weight
        for key, weight in weights.items()
        if key in urls and "woff2" not in urls[key] and not urls[key].startswith("data:")
    }
    assert len(counted) <= FEW_REQUESTS, counted
    assert sum(counted.values()) <= LIGHT_KB * 1024, counted
