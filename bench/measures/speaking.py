"""From a call to its first sound, in a real browser: sent, told, fetched, playing."""

from collections.abc import Iterator
from time import monotonic, sleep, time

from playwright.sync_api import Page, sync_playwright

from bench.figures import p50, percentile
from bench.measures.screens import NO_BROWSER
from bench.run import Run
from bench.served import Served, take_many
from bench.table import TableRow, at_most, not_measured
from bench.wire import HOST, Broken
from tools.chromium import find_chromium

FIRST_SOUND_MS = 300
WHAT = "call-next until its sound is playing"
FLAGS = ("--no-sandbox", "--autoplay-policy=no-user-gesture-required")
PATIENCE_SECONDS = 30
#: When each sound really began, as the browser itself says.
WITNESS = """
    window.began = [];
    const Plain = window.Audio;
    window.Audio = function () {
        const audio = new Plain();
        audio.addEventListener("playing", () => window.began.push(Date.now()));
        audio.addEventListener("playing", () => setTimeout(() => (audio.currentTime = 1e6), 50));
        return audio;
    };
"""


def first_sound(run: Run) -> Iterator[TableRow]:
    """Each call is let begin, and wound on to its end."""
    program = find_chromium()
    if not program:
        yield not_measured(WHAT, NO_BROWSER)
        return
    size = run.size(20, 3)
    with run.served() as served, sync_playwright() as playwright:
        take_many(served, size + 1, "speak")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page()
        page.add_init_script(WITNESS)
        page.goto(f"http://{HOST}:{served.port}/display")
        page.locator("[data-module=board][data-awake=yes]").wait_for(state="attached")
        times = [_one(served, page, number) for number in range(size + 1)][1:]  # the first warms
        browser.close()
    sample = f"{len(times)} calls; p95 {percentile(times, 0.95):.0f} ms"
    yield at_most(WHAT, p50(times), "ms p50", FIRST_SOUND_MS, sample)


def _one(served: Served, page: Page, before: int) -> float:
    with served.line() as line:
        start = time()
        line.timed(served.call_next())
    deadline = monotonic() + PATIENCE_SECONDS
    while len(page.evaluate("window.began")) <= before:
        if monotonic() > deadline:
            raise Broken("no sound came")
        page.wait_for_timeout(20)
    sleep(0.5)  # until the page has told that it ended
    return float(page.evaluate("window.began.at(-1)") - start * 1000)
