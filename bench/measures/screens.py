"""What a real browser sees: how heavy a page is, how quiet, and how soon it shows a call."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic, sleep, time

from playwright.sync_api import Browser, Page, sync_playwright

from bench.figures import p50, percentile
from bench.listeners import Audience
from bench.load import NUMBER
from bench.run import Run
from bench.served import Served, take_many
from bench.table import TableRow, at_most, not_measured, plain
from bench.units import LISTENERS
from bench.wire import HOST, Broken
from tools.chromium import find_chromium

NO_BROWSER = "no Chromium on this machine"
PAGES = ("/kiosk", "/display")
MOST_KB, MOST_REQUESTS = 190, 8
VISIBLE_MS = 95
MINUTE_SECONDS = 60
FONT = "Font"
#: Not about the network: what the page itself holds, such as its icon "data:,".
LOCAL = ("data:", "blob:")

#: Notes when a number stands on the page, and when the browser has painted it.
WATCH_NUMBERS = """() => {
  window.numbersSeen = {};
  const clock = () => performance.timeOrigin + performance.now();
  const look = () => {
    for (const each of document.querySelectorAll(".latest__number, [data-number]")) {
      const number = each.textContent;
      if (!number || numbersSeen[number]) continue;
      const seen = (numbersSeen[number] = { there: clock() });
      requestAnimationFrame(() => setTimeout(() => (seen.painted = clock())));
    }
  };
  const all = { subtree: true, childList: true, characterData: true };
  new MutationObserver(look).observe(document.body, all);
}"""


@contextmanager
def browsing(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def pages(run: Run) -> Iterator[TableRow]:
    """A cold visit: an empty cache, everything that is loaded until the page is at rest."""
    program = find_chromium()
    if not program:
        yield not_measured("weight of the pages", NO_BROWSER)
        return
    with run.served() as served, browsing(program) as browser:
        for path in PAGES:
            yield from _weight_rows(path, Weight(browser, served, path))


class Weight:
    """Bytes on the wire, answers' headers included, as the browser's network counts them."""

    def __init__(self, browser: Browser, served: Served, path: str) -> None:
        self.sizes: dict[str, int] = {}
        self.kinds: dict[str, str] = {}
        self.sockets = 0
        context = browser.new_context()
        page = context.new_page()
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.responseReceived", self._receive)
        network.on("Network.loadingFinished", self._finish)
        page.on("websocket", lambda _: self._count_socket())
        page.goto(_address(served, path), wait_until="networkidle")
        page.wait_for_timeout(500)  # fonts that a late style asks for
        context.close()

    def _receive(self, event: dict[str, object]) -> None:
        answer = event["response"]
        assert isinstance(answer, dict)
        if not str(answer["url"]).startswith(LOCAL):
            self.kinds[str(event["requestId"])] = str(event["type"])

    def _finish(self, event: dict[str, object]) -> None:
        self.sizes[str(event["requestId"])] = int(str(event["encodedDataLength"]).split(".")[0])

    def _count_socket(self) -> None:
        self.sockets += 1

    def requests(self, *, fonts: bool) -> list[str]:
        return [key for key, kind in self.kinds.items() if (kind == FONT) == fonts]

    def kb(self, *, fonts: bool) -> float:
        return sum(self.sizes.get(key, 0) for key in self.requests(fonts=fonts)) / 1024


def _weight_rows(path: str, weight: Weight) -> Iterator[TableRow]:
    bare, fonts = weight.requests(fonts=False), weight.requests(fonts=True)
    yield at_most(f"{path} cold, without fonts", weight.kb(fonts=False), "KB", MOST_KB, 1)
    sample = f"and {weight.sockets} WebSocket, {len(fonts)} fonts"
    yield at_most(f"{path} cold, requests", len(bare), "requests", MOST_REQUESTS, sample)
    yield plain(f"{path} fonts", weight.kb(fonts=True), "KB", f"{len(fonts)} files")


def idle(run: Run) -> Iterator[TableRow]:
    """A display and a hundred sockets while nothing happens, in one and the same minute."""
    program = find_chromium()
    seconds = run.size(MINUTE_SECONDS + 2, 5)
    with run.served() as served:
        alone = _share_of_a_core(served, lambda: sleep(run.size(6, 2)))
        with ExitStack() as stack:
            stack.enter_context(Audience(served.port, LISTENERS))
            page = stack.enter_context(_display(served, program)) if program else None
            asked = _asked_by(page) if page else []
            sleep(2)
            asked.clear()
            wait = page.wait_for_timeout if page else _wait
            share = _share_of_a_core(served, lambda: wait(seconds * 1000))
    if page:
        a_minute = round(len(asked) * MINUTE_SECONDS / seconds, 1)
        sample = f"{len(asked)} in {seconds} s"
        yield at_most("idle display", a_minute, "requests a minute", 3, sample)
    else:
        yield not_measured("idle display", NO_BROWSER)
    sample = f"{seconds} s, user and system time; without any: {alone:.2f} %"
    yield at_most(f"{LISTENERS} idle sockets", share, "% of a core", 0.5, sample)


def _share_of_a_core(served: Served, wait: Callable[[], None]) -> float:
    before, start = served.group.cpu_seconds(), monotonic()
    wait()
    return (served.group.cpu_seconds() - before) / (monotonic() - start) * 100


def _wait(milliseconds: float) -> None:
    sleep(milliseconds / 1000)


@contextmanager
def _display(served: Served, program: str) -> Iterator[Page]:
    with browsing(program) as browser:
        page = browser.new_page()
        page.goto(_address(served, "/display"), wait_until="networkidle")
        yield page


def _asked_by(page: Page) -> list[str]:
    """Grows with everything the page asks for, new WebSockets included."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    return asked


def visible(run: Run) -> Iterator[TableRow]:
    """From sending call-next until the number stands on a page of a fresh browser."""
    program = find_chromium()
    if not program:
        yield not_measured("call-next until visible", NO_BROWSER)
        return
    count = run.size(60, 4)
    with run.served() as served, browsing(program) as browser:
        take_many(served, count + 3, "seen")
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(_address(served, "/display"), wait_until="networkidle")
        page.evaluate(WATCH_NUMBERS)
        sent = _called(served, page, count + 3)
        page.wait_for_timeout(300)
        seen: dict[str, dict[str, float]] = page.evaluate("numbersSeen")
    yield from _visible_rows(dict(list(sent.items())[3:]), seen)


def _called(served: Served, page: Page, count: int) -> dict[str, float]:
    """When each number's call was sent, in milliseconds of the machine's clock."""
    sent = {}
    with served.line() as line:
        for turn in range(count):
            sleep(0.1 + (turn * 7 % 17) / 1000)  # at no fixed beat with the browser's frames
            start = time() * 1000
            found = NUMBER.search(line.timed(served.call_next())[1].body)
            assert found
            sent[found[1].decode()] = start
            page.evaluate("0")  # let the driver take what the browser told it
    return sent


def _visible_rows(sent: dict[str, float], seen: dict[str, dict[str, float]]) -> Iterator[TableRow]:
    if missing := sent.keys() - seen.keys():
        raise Broken(f"{len(missing)} of {len(sent)} calls were never visible")
    there = [seen[number]["there"] - start for number, start in sent.items()]
    painted = [seen[number]["painted"] - start for number, start in sent.items()]
    sample = f"{len(there)}, p50 {p50(there):.1f} ms"
    what = "call-next until the number stands on the page"
    yield at_most(f"{what}, p95", percentile(there, 0.95), "ms", VISIBLE_MS, sample)
    sample = f"{len(painted)}, p50 {p50(painted):.1f} ms"
    yield plain(f"{what}, painted, p95", percentile(painted, 0.95), "ms", sample)


def _address(served: Served, path: str) -> str:
    return f"http://{HOST}:{served.port}{path}"
