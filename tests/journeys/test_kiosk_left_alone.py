"""The kiosk by keys alone, by one switch, and by nobody: what a visitor did is gone after them."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import KIOSK, Screens, awake, until
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

#: What somebody types; nothing else on any page reads like it.
LETTERS, DIGITS, NUMBER = "qxzvj", "918273", "Z7391"
SETTLED_MS = 700
STORES = """async () => ({
    session: { ...sessionStorage }, local: { ...localStorage },
    databases: (await indexedDB.databases()).map(each => each.name),
    caches: await caches.keys(), cookies: document.cookie,
    asked: performance.getEntriesByType("resource").map(each => each.name),
    page: document.documentElement.outerHTML,
    fields: [...document.querySelectorAll("input, textarea")].map(each => each.value),
})"""


@pytest.fixture
def kiosk(screens: Screens) -> Page:
    """A kiosk whose time passes only by ``clock.run_for``."""
    page = screens.open("about:blank", KIOSK, has_touch=True, forgiven=("404", "409"))
    page.clock.install(time=0)
    page.goto(f"{screens.site.url}/kiosk")
    awake(page)
    page.clock.pause_at(30)
    page.clock.run_for(1000)
    expect(page.locator("[data-later=keys]")).to_have_attribute("data-awake", "yes")
    return page


def go(kiosk: Page, page: str, selector: str) -> None:
    kiosk.locator(selector).first.tap()
    expect(kiosk.locator(f"[data-page={page}]")).to_be_visible()
    kiosk.clock.run_for(SETTLED_MS)
    awake(kiosk)


def focused(kiosk: Page) -> str:
    return str(kiosk.evaluate("document.activeElement.textContent.trim()"))


def step_to(kiosk: Page, name: str, key: str) -> None:
    for _ in range(40):
        if focused(kiosk).startswith(name):
            return
        kiosk.keyboard.press(key)
    pytest.fail(f"{key} never reached {name}")


def test_with_only_a_keyboard_a_number_is_taken_and_the_way_back_found(kiosk: Page) -> None:
    step_to(kiosk, "取号", "Tab")
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("[data-page=take]")).to_be_visible()
    kiosk.clock.run_for(SETTLED_MS)

    kiosk.keyboard.press("Escape")
    expect(kiosk.locator("[data-page=home]")).to_be_visible()
    kiosk.clock.run_for(SETTLED_MS)
    step_to(kiosk, "取号", "ArrowDown")
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("[data-page=take]")).to_be_visible()
    kiosk.clock.run_for(SETTLED_MS)
    step_to(kiosk, "社保医保", "ArrowDown")
    kiosk.keyboard.press("ArrowRight")
    assert focused(kiosk).startswith("户籍办理")
    outline = kiosk.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 5
    kiosk.keyboard.press("Enter")

    expect(kiosk.locator(".ticket__number")).to_be_visible()


def hold(kiosk: Page, key: str) -> None:
    """Until the scan by switches begins."""
    kiosk.keyboard.down(key)
    kiosk.clock.run_for(1300)
    kiosk.keyboard.down(key)  # still held: keyboards repeat
    kiosk.keyboard.up(key)


def test_with_one_switch_the_focus_comes_round_and_a_press_takes_it(kiosk: Page) -> None:
    hold(kiosk, "Space")
    expect(kiosk.locator("[data-caption]")).to_contain_text("开关操作")

    seen = set()
    for _ in range(30):
        kiosk.clock.run_for(1800)
        seen.add(focused(kiosk))
        if focused(kiosk).startswith("办理事项"):
            break
    assert any(each.startswith("取号") for each in seen)
    kiosk.keyboard.press("Space")

    expect(kiosk.locator("[data-page=items]")).to_be_visible()


def test_with_two_switches_one_steps_and_the_other_presses(kiosk: Page) -> None:
    hold(kiosk, "Enter")

    step_to(kiosk, "取号", "Space")
    before = focused(kiosk)
    kiosk.clock.run_for(10_000)
    assert focused(kiosk) == before  # it waits for the hand
    kiosk.keyboard.press("Enter")

    expect(kiosk.locator("[data-page=take]")).to_be_visible()


#: The keys that the frame lies around, whole.
LIT = """() => {
    const frame = document.querySelector(".scan-highlight").getBoundingClientRect();
    return [...document.querySelectorAll(".key")].filter(key => {
        const box = key.getBoundingClientRect();
        return frame.width && box.left >= frame.left - 1 && box.right <= frame.right + 1
            && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
    }).map(key => key.textContent.trim());
}"""


@pytest.mark.parametrize("comfort", ["1.plain.whole", "3.high.low"])
def test_with_one_switch_letters_are_typed_by_row_and_then_by_key(
    kiosk: Page, comfort: str
) -> None:
    size, contrast, reach = comfort.split(".")
    chosen = {"size": size, "contrast": contrast, "reach": reach}
    kiosk.evaluate("chosen => Object.assign(document.documentElement.dataset, chosen)", chosen)
    go(kiosk, "search", "a[href*=search]")
    hold(kiosk, "Space")
    steps = 0

    def on_to(reached: Callable[[], bool]) -> None:
        nonlocal steps
        while not reached():
            steps += 1
            assert steps < 60, "it never came round"
            kiosk.clock.run_for(1800)

    for letter in "ZD":
        on_to(lambda wanted=letter: wanted in kiosk.evaluate(LIT))
        assert focused(kiosk) != letter  # one frame at a time
        kiosk.keyboard.press("Space")
        on_to(lambda wanted=letter: focused(kiosk) == wanted)
        kiosk.keyboard.press("Space")

    expect(kiosk.locator("[data-typed]")).to_have_value("zd")
    assert "A" in kiosk.evaluate(LIT)  # and from the first row on for the next letter
    assert steps < 40  # key by key it were 60 and more


def test_a_choice_shows_at_once_and_lasts_from_page_to_page(kiosk: Page) -> None:
    root = kiosk.locator("html")
    kiosk.get_by_role("button", name="字号").tap()
    kiosk.get_by_role("button", name="高对比").tap()
    assert root.get_attribute("data-size") == "2"
    expect(kiosk.get_by_role("button", name="高对比")).to_have_attribute("aria-pressed", "true")

    go(kiosk, "take", ".home__take")
    kiosk.wait_for_load_state("networkidle")
    kiosk.reload()

    expect(root).to_have_attribute("data-size", "2")
    expect(root).to_have_attribute("data-contrast", "high")


def test_the_language_changes_and_what_was_typed_stays(kiosk: Page) -> None:
    go(kiosk, "search", "a[href*=search]")
    kiosk.locator("[data-typed]").fill(LETTERS)

    kiosk.locator("[name=language]").tap()
    expect(kiosk.locator("html")).to_have_attribute("lang", "en")

    expect(kiosk.locator("[data-typed]")).to_have_value(LETTERS)


def test_the_number_stays_when_the_language_changes(kiosk: Page) -> None:
    go(kiosk, "take", ".home__take")
    kiosk.get_by_role("button", name="民政救助").tap()
    number = kiosk.locator(".ticket__number").inner_text()
    kiosk.clock.run_for(SETTLED_MS)

    kiosk.locator("[name=language]").tap()
    expect(kiosk.locator("html")).to_have_attribute("lang", "en")

    expect(kiosk.locator(".ticket__number")).to_have_text(number)


def type_everywhere(kiosk: Page) -> None:
    go(kiosk, "search", "a[href*=search]")
    for letter in LETTERS:
        kiosk.locator(f"[data-letter={letter}]").tap()
    expect(kiosk.locator("[data-found]")).to_contain_text("没有找到")
    go(kiosk, "home", ".back")
    go(kiosk, "rating-find", "a[href$=rating]")
    kiosk.locator("[name=number]").fill(NUMBER)
    kiosk.locator("[name=check]").fill("1234")
    go(kiosk, "rating-find", ".number-entry .tile--main")
    expect(kiosk.locator("[name=number]")).to_have_value(NUMBER)
    kiosk.get_by_role("button", name="字号").tap()
    kiosk.get_by_role("button", name="低位").tap()
    kiosk.evaluate(f"localStorage.x = sessionStorage.y = '{DIGITS}'; caches.open('{DIGITS}')")


def test_whoever_walks_away_leaves_nothing_behind(kiosk: Page, site: Site) -> None:
    length = kiosk.evaluate("history.length")
    type_everywhere(kiosk)

    kiosk.clock.run_for(140_000)  # half as long again as usual: the letters are large
    expect(kiosk.locator("[data-warning]")).to_be_visible()
    kiosk.clock.run_for(45_000)
    expect(kiosk.locator("[data-page=home]")).to_be_visible()
    kiosk.clock.run_for(SETTLED_MS)

    until(kiosk, "caches.keys().then((names) => names.length === 0)")
    left = kiosk.evaluate(STORES)
    assert {left["cookies"], *left["session"], *left["local"]} == {""}
    assert left["databases"] == left["caches"] == []
    told = " ".join([left["page"], *left["fields"], *left["asked"], kiosk.url])
    log = site.served.log.read_text() if site.served else ""
    for typed in (LETTERS, LETTERS.upper(), DIGITS, NUMBER, "1234"):
        assert typed not in told
        assert typed not in log
    assert kiosk.locator("html").get_attribute("data-size") == "1"
    assert kiosk.locator("html").get_attribute("data-reach") == "whole"
    assert [each["name"] for each in kiosk.context.cookies()] == []
    assert kiosk.evaluate("history.length") == length
    assert urlsplit(kiosk.url).path == "/kiosk"


def test_done_ends_the_visit_at_once(kiosk: Page) -> None:
    kiosk.get_by_role("button", name="高对比").tap()
    go(kiosk, "take", ".home__take")
    kiosk.get_by_role("button", name="民政救助").tap()
    expect(kiosk.locator(".ticket__number")).to_be_visible()
    kiosk.clock.run_for(SETTLED_MS)

    go(kiosk, "home", ".ticket__done")

    expect(kiosk.locator("html")).to_have_attribute("data-contrast", "plain")


def test_while_something_is_read_aloud_nobody_is_asked(kiosk: Page) -> None:
    go(kiosk, "take", ".home__take")
    for _ in range(3):
        kiosk.clock.run_for(80_000)
        kiosk.evaluate("document.dispatchEvent(new Event('alive'))")

    expect(kiosk.locator("[data-warning]")).to_be_hidden()
    expect(kiosk.locator("[data-page=take]")).to_be_visible()


def test_every_touch_is_answered_before_anything_else_happens(kiosk: Page) -> None:
    answered = kiosk.evaluate("""() => {
        const tile = document.querySelector(".home__take");
        const { left, top } = tile.getBoundingClientRect();
        const touch = (kind, x, y) => document.elementFromPoint(x, y).dispatchEvent(
            new PointerEvent(kind, { bubbles: true, clientX: x, clientY: y }));
        touch("pointerdown", left + 20, top + 20);
        const pressed = "pressed" in tile.dataset;
        touch("pointerdown", 3, innerHeight / 2);
        const ring = document.querySelector(".touch-ring");
        return [pressed, "pressed" in tile.dataset, ring.hidden, ring.style.translate];
    }""")

    assert answered == [True, False, False, "3px 540px"]


def test_the_warning_is_asked_aloud_once_and_stops_when_it_is_answered(kiosk: Page) -> None:
    asked: list[str] = []
    kiosk.on("request", lambda request: asked.append(urlsplit(request.url).path))
    expect(kiosk.locator("audio[data-awake=yes]")).to_be_attached()
    # So slowly that a busy machine too is there before its end.
    kiosk.evaluate("document.querySelector('audio').defaultPlaybackRate = 0.25")
    go(kiosk, "take", ".home__take")

    kiosk.clock.run_for(95_000)
    until(kiosk, "document.querySelector('audio').currentTime > 0.1")
    kiosk.clock.run_for(5000)
    kiosk.locator("[data-warning] button").tap()

    expect(kiosk.locator("[data-warning]")).to_be_hidden()
    until(kiosk, "document.querySelector('audio').paused")
    assert kiosk.evaluate("document.querySelector('audio').currentTime") < 4
    assert asked.count("/kiosk/still-there") == 1


def test_in_english_nothing_is_said(kiosk: Page) -> None:
    asked: list[str] = []
    kiosk.on("request", lambda request: asked.append(urlsplit(request.url).path))
    kiosk.locator("[name=language]").tap()
    expect(kiosk.locator("html")).to_have_attribute("lang", "en")
    kiosk.clock.run_for(SETTLED_MS)
    go(kiosk, "take", ".home__take")

    kiosk.clock.run_for(95_000)

    expect(kiosk.locator("[data-warning]")).to_be_visible()
    assert "/kiosk/still-there" not in asked
