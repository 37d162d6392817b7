"""Every page of the kiosk in every setting, with the longest words that the office may write: all
that is there can be read, reached and pressed, and telephones read every code.
"""

import io
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, expect

from kiosk.comfort import CHOICES
from tests.journeys.conftest import KIOSK, Screens, awake
from tests.journeys.long_hall import CODE, LINK, long_hall
from tests.journeys.site import Site
from tests.journeys.test_every_page import PORTRAIT, WIDER, done_code, show
from tests.journeys.test_kiosk_for_everybody import faults_of

pytestmark = pytest.mark.browser

LEGIBLE = Path(__file__).with_name("legible.js").read_text(encoding="utf-8")
SAID = "kind=complaint&phrases=manner&phrases=waited_long&phrases=on_paper"
CARRY = f"/kiosk/item/{CODE}/carry?piece=2"
PATHS = (
    "/kiosk",
    "/kiosk/take",
    "/kiosk/take?size=6",
    "/kiosk/take?several=1&chosen=A&chosen=B",
    "/kiosk/take/together",
    "/kiosk/take/priority",
    "/kiosk/take/card?service=A&key=card",
    "/kiosk/give-back",
    "/kiosk/return",
    "/kiosk/reprint",
    "/kiosk/later/A",
    f"/kiosk/return-slips/{LINK}",
    "/kiosk/items/apply",
    "/kiosk/items/apply?page=2",
    "/kiosk/items/disclose",
    "/kiosk/life/house",
    f"/kiosk/item/{CODE}",
    f"/kiosk/item/{CODE}/carry",
    CARRY,
    "/kiosk/search/",
    "/kiosk/search/?q=bd",
    "/kiosk/search/?q=jm",
    "/kiosk/notices/2",
    "/kiosk/notices/999",  # there is none
    "/kiosk/rating",
    "/kiosk/rating/thanks",
    "/kiosk/opinion",
    "/kiosk/opinion/managers",
    f"/kiosk/opinion/say?{SAID}",
    f"/kiosk/opinion/about?{SAID}",
    f"/kiosk/opinion/telephone?{SAID}",
    "/kiosk/opinion/answer",
)
#: In staff's own language.
CHINESE_PATHS = ("/kiosk/staff",)
#: What a visitor leaves behind there, whose pages show the longest numbers.
FORMS = (
    ("/kiosk/tickets", "service=A&size=6&card=no&key=a"),
    ("/kiosk/tickets", "service=A&chosen=B&chosen=C&chosen=D&chosen=E&chosen=ZF&card=no&key=b"),
    ("/kiosk/tickets", "service=ZF&card=no&key=c"),
    ("/kiosk/opinion", f"{SAID}&key=o"),
    (f"/kiosk/item/{CODE}/card", "key=d"),
)
SEND = """async ([path, body]) => {
    const answer = await fetch(path, { method: "POST", body: new URLSearchParams(body) });
    return new URL(answer.url).pathname;
}"""
#: As the frame does it, so that no page is loaded anew.
SHOW = """async (path) => {
    const viewport = document.querySelector(".viewport");
    const answer = await fetch(path, { headers: { "X-Fragment": "yes" } });
    for (const part of viewport.querySelectorAll("[data-module]"))
        part.dispatchEvent(new Event("leave"));
    document.dispatchEvent(new Event("alive"));
    viewport.innerHTML = await answer.text();
    viewport.scrollTop = 0;
    const { wake } = await import(document.querySelector("script[src*='js/main']").src);
    wake(viewport);
}"""
LOOK_ANEW = "new Promise(requestAnimationFrame)"
#: Turned to where it is whole, and nothing upon it: its place.
TURN_TO_CODE = """place => {
    const code = document.querySelectorAll(".code")[place];
    const stage = document.querySelector(".viewport");
    stage.inert = false;
    const parts = [0.01, 0.25, 0.5, 0.75, 0.99];
    const isWhole = () => {
        const { x, y, width, height } = code.getBoundingClientRect();
        return parts.every(across => parts.every(down =>
            document.elementFromPoint(x + across * width, y + down * height) === code));
    };
    for (stage.scrollTop = 0; !isWhole(); stage.scrollTop += 40)
        if (stage.scrollTop + stage.clientHeight >= stage.scrollHeight - 1) return null;
    const { x, y, width, height } = code.getBoundingClientRect();
    return { x, y, width, height };
}"""


#: Between the smallest and the largest: each reach once is enough.
BETWEEN = "2"
PHONES = ((360, 780), (390, 844))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, demo_database: Path) -> Iterator[Site]:
    site = long_hall(tmp_path_factory.mktemp("long"), demo_database).open()
    yield site
    site.close()


def left_by_visitors(page: Page, site: Site) -> list[str]:
    for _ in range(12):
        site.take("A")
    left = [str(page.evaluate(SEND, list(form))) for form in FORMS]
    return [*left, f"{left[0]}/give-back"]


def looks(page: Page) -> Iterator[str]:
    """Each as size, contrast and reach, in both orientations."""
    for width, height in (KIOSK, PORTRAIT):
        page.set_viewport_size({"width": width, "height": height})
        for size, reach in product(CHOICES["size"], CHOICES["reach"]):
            if size == BETWEEN and (reach == "low") == (width > height):
                continue
            contrast = "high" if (size, reach) == ("3", "whole") else "plain"
            yield f"{size}.{contrast}.{reach}"


def unread_codes(page: Page) -> list[str]:
    codes = page.locator(".code")
    unread = [f"code {place}" for place in range(codes.count()) if not is_read(page, place)]
    page.evaluate("document.querySelector('.viewport').scrollTop = 0")
    return unread


def is_read(page: Page, place: int) -> bool:
    box: FloatRect | None = page.evaluate(TURN_TO_CODE, place)
    if box is None:
        return False
    picture = Image.open(io.BytesIO(page.screenshot(clip=box))).convert("L")
    return any(found.text for found in zxingcpp.read_barcodes(np.array(picture)))


@pytest.mark.slow_because("forty pages are drawn in ten looks")
@pytest.mark.parametrize("language", CHOICES["language"])
def test_every_page_is_whole_in_every_setting(chromium: Browser, site: Site, language: str) -> None:
    """One page loaded once: a look is nothing but attributes of <html>."""
    page = Screens(chromium, site).open("about:blank", bypass_csp=True, has_touch=True)
    comfort = f"1.plain.whole.{language}"
    page.context.add_cookies([{"name": "comfort", "value": comfort, "url": f"{site.url}/kiosk"}])
    page.goto(f"{site.url}/kiosk")
    awake(page)
    paths = [*PATHS, *left_by_visitors(page, site)]
    faults: list[str] = []
    for path in paths if language == "en" else [*paths, *CHINESE_PATHS]:
        page.evaluate(SHOW, path)
        awake(page)
        expect(page.locator(".slip-status--busy")).to_have_count(0)
        for look in looks(page):
            found = faults_of(page, look)
            page.evaluate(LOOK_ANEW)
            found += page.evaluate(LEGIBLE)
            found += unread_codes(page) if path == CARRY else []
            faults += [f"{path} {page.viewport_size} {look} {fault}" for fault in found]
    page.context.close()

    assert faults == []


@pytest.mark.slow_because("every page of a telephone is opened and looked through")
@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_a_telephone_shows_every_page_whole(chromium: Browser, site: Site, locale: str) -> None:
    page = Screens(chromium, site).open("/opinion", bypass_csp=True, locale=locale)
    ticket, *_, opinion, _, _ = left_by_visitors(page, site)
    waiting, left = ticket.rpartition("/")[2], opinion.rpartition("/")[2]
    done = done_code(site, "ZF")
    paths = ["/opinion", "/opinion/answer", f"/o/{left}", f"/b/{LINK}", "/g/3", "/g/13"]
    paths += [f"/t/{waiting}", f"/t/{done}", f"/t/{done}/rating"]
    faults: list[str] = []
    for path in paths:
        show(page, site.url + path)
        for width, height in PHONES:
            page.set_viewport_size({"width": width, "height": height})
            found = page.evaluate(LEGIBLE)
            found += ["pushed sideways"] if page.evaluate(WIDER) else []
            faults += [f"{path} {width} {fault}" for fault in found]
    page.context.close()

    assert faults == []
