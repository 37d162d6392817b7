"""How the kiosk feels on a slow computer: when it can be used, and how soon a touch shows."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from bench.figures import p50, percentile
from bench.measures.screens import NO_BROWSER, browsing
from bench.run import Run
from bench.served import Served
from bench.table import TableRow, at_most, not_measured
from bench.wire import HOST
from tools.chromium import find_chromium

SLOWER = 4  # than this processor
USABLE_MS, ANSWERED_MS = 1000, 100
WIDTH, HEIGHT = 1920, 1080
#: From the navigation until every module of the page has been mounted.
USABLE = """new Promise(done => {
  const look = () => document.querySelector("[data-module]:not([data-awake=yes])")
    ? requestAnimationFrame(look) : done(performance.now());
  look();
})"""
#: From the touch, as the browser timed it, until the frame that shows it has been handed over.
LISTEN = """() => {
  window.answers = [];
  const answered = ({ timeStamp }) => answers.push(performance.now() - timeStamp);
  document.addEventListener("pointerdown", event =>
    requestAnimationFrame(() => setTimeout(() => answered(event))));
}"""


def feel(run: Run) -> Iterator[TableRow]:
    program = find_chromium()
    if not program:
        yield not_measured("how the kiosk feels", NO_BROWSER)
        return
    with run.served() as served, browsing(program) as browser:
        usable = [_usable(_slow_page(browser), served) for _ in range(run.size(9, 2))]
        answers = _answers(_slow_page(browser), served, run.size(60, 5))
    throttled = f"processor throttled {SLOWER}x"
    sample = f"{len(usable)} cold starts, slowest {max(usable):.0f}; {throttled}"
    yield at_most("/kiosk usable after", p50(usable), "ms p50", USABLE_MS, sample)
    sample = f"{len(answers)} touches, p50 {p50(answers):.0f}; {throttled}"
    worst = percentile(answers, 0.99)
    yield at_most("a touch shows after", worst, "ms p99", ANSWERED_MS, sample)


def _slow_page(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def _usable(page: Page, served: Served) -> float:
    page.goto(f"http://{HOST}:{served.port}/kiosk", wait_until="commit")
    milliseconds = float(page.evaluate(USABLE))
    page.context.close()
    return milliseconds


def _answers(page: Page, served: Served, count: int) -> list[float]:
    """Touches in the header, where nothing else is set going."""
    page.goto(f"http://{HOST}:{served.port}/kiosk")
    page.evaluate(USABLE)
    page.evaluate(LISTEN)
    for place in range(count):
        page.touchscreen.tap(WIDTH // 2 + place, 30)
    page.wait_for_timeout(500)  # the last one's frame
    answers: list[float] = page.evaluate("answers")
    page.context.close()
    return answers
