"""A real server and a real browser, shared; every page that complains fails its test."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from hall.clock import local, server_clock
from tests.journeys.site import Site, build
from tests.waiting import PATIENCE_MS, PAUSE_SECONDS, wait_until

KIOSK = (1920, 1080)
WALL = (1920, 1080)
DESK = (1366, 768)
PHONE = (390, 844)
#: How a browser tells that nobody listens at the server's port.
CONNECTION_LOST = (
    "ERR_CONNECTION",
    "ERR_EMPTY_RESPONSE",
    "WebSocket connection",
    "ERR_SOCKET",
    "ERR_FAILED",  # as a service worker says it
    "fetching the script",
)

expect.set_options(timeout=PATIENCE_MS)  # a busy machine is no failure
#: A kiosk that takes touches: it leaves a moment between a page and its first one.
READY = ".viewport:not([inert]):not([data-busy])"
#: A page whose wire is there: what happens from now on, it is told; before, it would have to ask.
WIRED = """
    document.addEventListener("wire", ({ detail }) => (window.wired ||= detail.name === "welcome"));
"""
#: A test that began before midnight would look the next day for numbers of the day before.
LONGEST_TEST = timedelta(seconds=90)


@pytest.fixture(autouse=True, scope="module")
def _long_before_midnight_or_after() -> None:
    wait_out_midnight()


@pytest.fixture(autouse=True)
def _before_midnight_or_after() -> None:
    wait_out_midnight()


def wait_out_midnight() -> None:
    """These tests live by the real clock; numbers, their lines and figures by the hall's day."""
    now = local(server_clock())
    if (now + LONGEST_TEST).date() > now.date():
        midnight = (now + LONGEST_TEST).replace(hour=0, minute=0, second=1, microsecond=0)
        time.sleep((midnight - now).total_seconds())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, demo_database: Path) -> Iterator[Site]:
    """One demonstration hall for the tests of a file that leave its server alone."""
    site = build(tmp_path_factory.mktemp("site"), demo_database).open()
    yield site
    site.close()


@pytest.fixture
def own_site(tmp_path: Path, demo_database: Path) -> Iterator[Site]:
    """A hall whose server may be killed."""
    site = build(tmp_path, demo_database).open()
    yield site
    site.close()


@dataclass
class Screens:
    """Opens screens, each as a browser of its own, and listens to what goes wrong in them."""

    browser: Browser
    site: Site
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def context(self, size: tuple[int, int] = DESK, **settings: object) -> BrowserContext:
        viewport = {"width": size[0], "height": size[1]}
        settings.setdefault("locale", "zh-CN")  # a phone that speaks English is answered in it
        context = self.browser.new_context(viewport=viewport, **settings)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        return context

    def close(self) -> None:
        while self.contexts:
            self.contexts.pop().close()

    def open(
        self,
        path: str,
        size: tuple[int, int] = DESK,
        *,
        within: BrowserContext | None = None,
        forgiven: tuple[str, ...] = (),
        script: str = "",
        **settings: object,
    ) -> Page:
        """``forgiven``: what the browser may say of this page, because the test provokes it."""
        page = self.blank(path, within or self.context(size, **settings), forgiven, script)
        page.goto(path if ":" in path else self.site.url + path)
        return awake(page)

    def blank(
        self, path: str, within: BrowserContext, forgiven: tuple[str, ...] = (), script: str = ""
    ) -> Page:
        """Before it goes to ``path``; to ask a page anything counts as touching it."""
        page = within.new_page()
        page.on("console", lambda message: self._listen(message, forgiven))
        page.on("pageerror", lambda error: self._complain(f"{path}: {error}", forgiven))
        page.on("request", lambda request: self._look_at(request.url))
        page.on("websocket", lambda socket: self._look_at(socket.url))
        page.add_init_script(WIRED)
        if script:
            page.add_init_script(script)
        return page

    def touch(self, path: str, size: tuple[int, int] = KIOSK, **more: object) -> Page:
        return self.open(path, size, has_touch=True, **more)  # type: ignore[arg-type]

    def staff(self, account: str, path: str, **more: object) -> Page:
        page = self.open(f"/sign-in?next={path}", **more)  # type: ignore[arg-type]
        page.fill("[name=account]", account)
        page.fill("[name=password]", f"yanshi-{account}")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: urlsplit(url).path.startswith(path))
        return awake(page)

    def _listen(self, message: ConsoleMessage, forgiven: tuple[str, ...]) -> None:
        if message.type == "error":
            self._complain(f"{message.text} {message.location['url']}", forgiven)

    def _complain(self, said: str, forgiven: tuple[str, ...]) -> None:
        if not any(part in said for part in forgiven):
            self.complaints.append(said)

    def _look_at(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1":
            self.complaints.append(f"asked outside: {url}")


def until(page: Page, condition: str) -> None:
    """Wait for a condition in the page; asked from outside, for our pages forbid eval."""
    wait_until(lambda: page.evaluate(condition), condition, meanwhile=lambda: live_on(page))


def happens(page: Page, so: Callable[[], object]) -> None:
    """Wait for something outside the page, which goes on meanwhile."""
    wait_until(so, meanwhile=lambda: live_on(page))


def act(page: Page, action: Callable[[], object], see: Locator | None = None) -> None:
    """Act, then see what comes of it: once the answer to the act before is painted, for until
    then the page may be drawn anew under the finger, and an act is only kept for later."""
    expect(page.locator("[data-busy]")).to_have_count(0)
    action()
    if see:
        see.wait_for()
    expect(page.locator("[data-busy]")).to_have_count(0)


def press(desk: Page, *keys: str) -> None:
    """As a clerk who looks at the page before and after; several keys belong together."""
    act(desk, lambda: [desk.keyboard.press(key) for key in keys])


def live_on(page: Page) -> None:
    """What happens in the page meanwhile is heard: Playwright listens only while it is asked."""
    page.wait_for_timeout(PAUSE_SECONDS * 1000)


def awake(page: Page) -> Page:
    """The page, once all its scripts are mounted: before, keys and touches are plain HTML's."""
    expect(page.locator("[data-module]:not([data-awake=yes])")).to_have_count(0)
    return page


def wired(page: Page) -> Page:
    until(page, "window.wired")
    return page


def settled(kiosk: Page) -> Page:
    """The kiosk, once it takes touches; also the one that has just swapped its page."""
    expect(kiosk.locator("[data-module]:not([data-awake=yes])")).to_have_count(0)
    kiosk.locator(READY).wait_for()
    return kiosk


def tap(kiosk: Page, selector: str) -> None:
    settled(kiosk).locator(selector).first.tap()


@pytest.fixture
def screens_of(chromium: Browser) -> Iterator[Callable[[Site], Screens]]:
    opened: list[Screens] = []

    def open_for(site: Site) -> Screens:
        screens = Screens(chromium, site)
        opened.append(screens)
        site.guests.append(screens.close)
        return screens

    yield open_for
    for screens in opened:
        screens.close()
        screens.site.guests.remove(screens.close)
    assert [complaint for screens in opened for complaint in screens.complaints] == []


@pytest.fixture
def screens(screens_of: Callable[[Site], Screens], site: Site) -> Screens:
    return screens_of(site)


def awake_by_keys(desk: Page) -> None:
    """A clerk's desk hears its keys once their module is there."""
    for part in (".desk[data-awake=yes]", "[data-module=desk-keys][data-awake=yes]"):
        desk.locator(part).wait_for(state="attached")
