"""No called number is ever covered or cut, whatever else a board has to say at the moment.

Every state is drawn, and where each number and its window stand is looked at point by point; of the
fullest states the picture is read: beside the same words drawn alone, the same pixels are ink.
"""

import io
from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from hall.database import open_database
from hall.line.queries import services
from hall.line.services_and_windows import WindowSettings, add_window
from hall.screens.legibility import Panel
from hall.screens.model import ScreenRole
from hall.screens.reading_distance import readable_from
from hall.screens.screen_letters import CALLED_MM_PER_METRE, READ_MM_PER_METRE
from hall.unit_of_work import Hall
from tests.journeys.conftest import WALL, Screens
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

#: A panel of 3840×2160 is drawn as the first, in twice the pixels.
SIZES = (WALL, (1080, 1920), (768, 384), (1366, 768))
NUMBERED = tuple("123456")
MORE_WINDOWS = ("综合服务二窗口", "7", "8", "9", "10", "12")
#: Two letters before the number, over a thousand of them, and the longest name.
LONGEST = ("MW1001", "综合服务大厅一号")
CAPTION = "请 A001 号到综合服务二窗口办理"
LOST = "16:02 起与服务器断开，画面是断开前的，正在自动恢复，请留意窗口人员呼叫。"
#: Makes the page what it is in one moment; a board of its own takes the calls.
DRAW = """async ({ emergency, lost, caption, muted, calls }) => {
    const modules = document.querySelector("script[src*=main]").src.replace("main.js", "modules");
    const { Board } = await import(`${modules}/board.js`);
    const [bell, openVoice] = [{ listen() {}, ring() {} }, async () => ({})];
    const board = new Board(document.querySelector("[data-module=board]"), { bell, openVoice });
    const { fitToDistance } = await import(`${modules.replace("modules", "lib")}/fitting.js`);
    fitToDistance(board.element);
    document.querySelectorAll("[data-age]").forEach((row) => (row.dataset.age = 3600));
    const notices = document.querySelector(".board__notices");
    notices.querySelector(".notice--emergency")?.remove();
    if (emergency) notices.insertAdjacentHTML("beforeend", `<article class="notice
        notice--emergency"><h2 class="notice__title">${emergency}</h2><div class="notice__pages">
        <div class="notice__body"><p>${emergency}</p></div></div></article>`);
    const say = (part, words) => {
        const element = document.querySelector(`[data-${part}]`);
        if (part !== "mute") element.textContent = words;
        element.hidden = !words;
    };
    say("stale", lost);
    say("caption", caption);
    say("mute", muted);
    board.seeCalls({ opened: true });
    calls.forEach(([number, window]) => board.call({ number, window }));
    board.show();
}"""
#: What has to be read now; where each stands, and whatever hides a part of it.
LOOK = """() => {
    const large = document.querySelector("[data-overlay]:not([hidden])");
    const within = large ?? document.querySelector(".calls");
    const numbers = ".called__number, .earlier__number, [data-others] b";
    document.querySelectorAll("[data-read]").forEach((each) => each.removeAttribute("data-read"));
    return [...within.querySelectorAll(`${numbers}, [data-where]`)].map((each) => {
        each.dataset.read = "";
        const range = document.createRange();
        range.selectNodeContents(each);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        const faults = [];
        for (let part = each.parentElement; part; part = part.parentElement) {
            const box = part.getBoundingClientRect();
            const clips = getComputedStyle(part).overflowX !== "visible" || part === document.body;
            const isWithin = left >= box.left - 1 && right <= box.right + 1;
            // Of a line of our font the letters take the middle 69 hundredths.
            const room = (bottom - top) * 0.15;
            const isHigh = top + room >= box.top && bottom - room <= box.bottom;
            if (clips && !(isWithin && isHigh)) faults.push(`cut by ${part.className}`);
        }
        for (const along of [0.04, 0.3, 0.5, 0.7, 0.96]) {
            for (const down of [0.25, 0.5, 0.75]) {
                const [x, y] = [left + along * (right - left), top + down * (bottom - top)];
                const seen = document.elementFromPoint(x, y);
                if (!each.contains(seen)) faults.push(`under ${seen?.className}`);
            }
        }
        const words = each.textContent.replace(/\\s+/g, " ").trim();
        return { words, box: [left, top, right, bottom].map(Math.round), faults,
            isNumber: each.matches(numbers), letters: parseFloat(getComputedStyle(each).fontSize) };
    });
}"""
DRAW_AND_LOOK = f"async (state) => {{ await ({DRAW})(state); return ({LOOK})(); }}"
ALONE = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { visibility: hidden !important; overflow: visible !important; }
        [data-read], [data-read] * { visibility: visible !important; color: black !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""
NOT_ALONE = "() => (document.adoptedStyleSheets = [])"


@pytest.fixture(scope="module")
def busy(site: Site) -> list[tuple[str, str]]:
    """Twelve windows, some with names of their own, and somebody at each: number and window."""
    hall = Hall(open_database(f"sqlite:///{site.folder / 'hall.sqlite3'}"))
    with hall.work("installer") as work:
        wish = WindowSettings(department="自然资源和不动产登记", services=services(work.session))
        for name in MORE_WINDOWS:
            add_window(work, name, wish)
    hall.close()
    for service in "ABCDEF" * 2:
        site.take(service)
    windows = (*NUMBERED, *MORE_WINDOWS)
    return [(site.call_next(quote(window))["number"], window) for window in windows]


@pytest.fixture
def wall(screens: Screens, busy: list[tuple[str, str]]) -> Page:
    """A page that stands still: no script of its own wakes, and nothing changes it but the test."""
    wall = screens.open("about:blank", WALL, reduced_motion="reduce")
    wall.route("**/js/main.js", lambda route: route.fulfill(content_type="text/javascript"))
    wall.goto(f"{screens.site.url}/display")
    wall.evaluate("document.fonts.ready")
    return wall


def states(calls: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Of one size; the fullest of them last."""
    for emergency, lost, caption, many in product(
        ("", "台风红色预警，请从东门离开"), ("", LOST), ("", CAPTION), range(7)
    ):
        yield {
            "emergency": emergency,
            "lost": lost,
            "caption": caption,
            "muted": caption,
            "calls": [*calls[-4:], *calls[:1], LONGEST][6 - many :],
        }


@pytest.mark.slow_because("some hundred states are drawn one after the other, in one page")
def test_no_called_number_is_covered_or_cut_in_any_state_of_any_board(
    wall: Page, busy: list[tuple[str, str]]
) -> None:
    everybody = {number for number, _ in busy}
    for size in SIZES:
        wall.set_viewport_size({"width": size[0], "height": size[1]})
        for state in states(busy):
            found = wall.evaluate(DRAW_AND_LOOK, state)
            shown = [each["words"] for each in found if each["isNumber"]]
            wanted = {number for number, _ in state["calls"]} or everybody
            assert set(shown) == wanted, (size, state)
            assert len(shown) == len(wanted)
            assert [each for each in found if each["faults"]] == [], (size, state)
            if state["lost"] and state["caption"] and len(state["calls"]) in (0, 6):
                assert unread(wall, found) == [], (size, state)


def unread(page: Page, found: list[dict[str, Any]]) -> list[str]:
    """What of the words cannot be read in the picture of the page as well as alone on white."""
    picture = seen(page)
    page.evaluate(ALONE)
    alone = seen(page).mean(axis=2)
    page.evaluate(NOT_ALONE)
    return [each["words"] for each in found if not is_read(picture, alone, each["box"])]


def seen(page: Page) -> np.ndarray:
    png = page.screenshot(animations="disabled", scale="css")
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=float)


def is_read(picture: np.ndarray, alone: np.ndarray, box: list[int]) -> bool:
    """The strokes are where they are when nothing else is drawn, and stand out from the ground."""
    left, top, right, bottom = box
    room = round((bottom - top) * 0.15)  # neither line above nor line below
    top, bottom = top + room, bottom - room
    part, strokes = picture[top:bottom, left:right], alone[top:bottom, left:right]
    inside, outside = strokes < 60, strokes > 220  # what lies between is the edge of a stroke
    if not (inside.any() and outside.any()):
        return False
    ink, ground = np.median(part[inside], axis=0), np.median(part[outside], axis=0)
    nearer = ((part - ink) ** 2).sum(axis=2) < ((part - ground) ** 2).sum(axis=2)
    as_alone = nearer[inside].mean() > 0.98 and nearer[outside].mean() < 0.02
    return contrast(ink, ground) >= 4.5 and bool(as_alone)


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """WCAG 2.2, 1.4.3."""

    def luminance(colour: np.ndarray) -> float:
        part = colour / 255
        linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("size", "panel_mm"), [(WALL, (1210, 680)), ((1080, 1920), (680, 1210))])
def test_the_office_is_told_the_distance_that_the_page_really_gives(
    wall: Page, busy: list[tuple[str, str]], size: tuple[int, int], panel_mm: tuple[int, int]
) -> None:
    wall.set_viewport_size({"width": size[0], "height": size[1]})
    wall.evaluate(DRAW, next(states(busy)))
    found = {each["words"]: each["letters"] for each in wall.evaluate(LOOK)}
    latest, row = found[busy[-1][0]], found[busy[0][0]]

    told = readable_from(Panel(ScreenRole.BOARD, *panel_mm, 5000), [*NUMBERED, *MORE_WINDOWS], 6)

    millimetres = panel_mm[0] / size[0]
    assert told.called == pytest.approx(latest * millimetres / CALLED_MM_PER_METRE, rel=0.06)
    assert told.rows == pytest.approx(row * millimetres / READ_MM_PER_METRE, rel=0.12)
    assert latest * millimetres / CALLED_MM_PER_METRE >= 5
