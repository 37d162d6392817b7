"""The call board: nobody's call is lost, and the wall mends itself."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from announcer.voice import ogg
from announcer.voice.phrasing import every_part
from hall.database import open_database
from hall.line.calling import call_next
from hall.line.queries import window_by_name
from hall.settings import change_setting
from hall.unit_of_work import Hall
from tests.browser_plugin import FLAGS
from tests.journeys.conftest import CONNECTION_LOST, WALL, Screens, happens, until, wired
from tests.journeys.site import Site, build
from tools.chromium import find_chromium

pytestmark = pytest.mark.browser

#: Writes down what every sound does and how much of it was played, and every call that is really
#: shown.
WITNESS = """
    window.heard = []; window.calls = [];
    const Plain = window.Audio;
    window.Audio = function () {
        const audio = new Plain();
        const played = () => [...Array(audio.played.length).keys()].reduce(
            (sum, each) => sum + audio.played.end(each) - audio.played.start(each), 0);
        const note = ({ type }) => window.heard.push([type, played(), audio.duration]);
        for (const what of ["play", "ended"]) audio.addEventListener(what, note);
        return audio;
    };
    addEventListener("DOMContentLoaded", () => {
        const overlay = document.querySelector("[data-overlay]");
        const number = overlay.querySelector("[data-number]");
        new MutationObserver(() => {
            if (!overlay.hidden) window.calls.push(number.textContent);
        }).observe(number, { childList: true });
    });
"""
#: Writes down every tone that is begun and has no end, and how loud it goes on.
HUMMING = """
    window.sounding = [];
    const [connect, start] = [AudioNode.prototype.connect, OscillatorNode.prototype.start];
    AudioNode.prototype.connect = function (to) { this.into = to; return connect.call(this, to); };
    OscillatorNode.prototype.start = function () {
        window.sounding.push([this.frequency.value, this.into.gain.value]);
        return start.apply(this, arguments);
    };
"""
SHORT_CLIP = ogg.write(ogg.silence(0.2))
ENDED = "window.heard.filter(([what]) => what === 'ended').length"
#: The page as an older server would have given it, the first time.
OLD_AT_FIRST = """
    if (location.protocol === "http:" && !sessionStorage.aged) new MutationObserver((_, watch) => {
        if (!document.body) return;
        document.body.dataset.version = "old";
        sessionStorage.aged = "yes";
        watch.disconnect();
    }).observe(document, { childList: true, subtree: true });
"""


@pytest.fixture
def quick_site(tmp_path: Path, demo_database: Path) -> Iterator[Site]:
    """A hall whose voice says each call once, and in short clips: what is heard, is heard whole."""
    site = build(tmp_path, demo_database)
    folder = site.folder / "var" / "voice" / "quick"
    folder.mkdir(parents=True)
    for part in every_part():
        (folder / f"{part.name}.opus").write_bytes(SHORT_CLIP)
    hall = Hall(open_database(f"sqlite:///{site.folder / 'hall.sqlite3'}"))
    with hall.work("staff:1") as work:
        change_setting(work, "voice", "quick")
        change_setting(work, "voice_repeats", "1")
    hall.close()
    yield site.open()
    site.close()


def board(screens: Screens, **more: object) -> Page:
    page = screens.open("/display", WALL, **more)  # type: ignore[arg-type]
    page.eval_on_selector("[data-module=board]", "board => board.dataset.shownMs = 300")
    return page


def reports_of(page: Page) -> list[str]:
    """What the page tells the server of its announcements, as it goes on."""
    told: list[str] = []

    def listen(request: Request) -> None:
        if found := re.search(r"/display/announcements/\d+/(\w+)", request.url):
            told.append(found[1])

    page.on("request", listen)
    return told


def lost_voices(site: Site) -> int:
    return site.count("journal WHERE kind = 'MachineLost' AND details LIKE '%voice%'")


def test_calls_of_one_moment_are_each_shown_and_heard_whole_in_turn(
    screens_of: Callable[[Site], Screens], quick_site: Site
) -> None:
    wall = board(screens_of(quick_site), script=WITNESS, forgiven=CONNECTION_LOST)
    reports = reports_of(wall)
    for service in "BDE":
        quick_site.take(service)

    called = [quick_site.call_next(window)["number"] for window in ("2", "4", "5")]

    expect(wall.locator("[data-caption]")).to_contain_text(f"请 {called[0]} 号到 2 号窗口办理")
    until(wall, f"{ENDED} === 3")
    shown = wall.evaluate("window.calls")
    assert set(shown) == set(called)
    assert [number for number in shown if number != called[0]][-2:] == called[1:]
    heard = wall.evaluate("window.heard")
    assert [what for what, _, _ in heard] == ["play", "ended"] * 3
    for _, played, length in heard[1::2]:
        assert played > 0.9 * length, "not heard whole"
        assert length > 0.6, "three clips of a fifth of a second"
    expect(wall.locator("[data-caption]")).to_be_hidden()
    expect(wall.locator("[data-mute]")).to_be_hidden()
    happens(wall, lambda: len(reports) >= 6)
    assert reports == ["began", "ended"] * 3
    assert lost_voices(quick_site) == 0
    expect(wall.locator(".latest__number")).to_have_text(called[-1])
    for number in called[:-1]:
        expect(wall.locator(".earlier")).to_contain_text(number)


def test_only_one_of_two_displays_is_heard_and_the_other_takes_over(
    screens_of: Callable[[Site], Screens], quick_site: Site
) -> None:
    screens = screens_of(quick_site)
    walls = [board(screens, script=WITNESS, forgiven=CONNECTION_LOST) for _ in range(2)]
    quick_site.take("B")
    quick_site.take("D")
    quick_site.call_next("2")
    until(walls[0], f"{ENDED} === 1")
    assert walls[1].evaluate("window.heard") == []
    expect(walls[1].locator("[data-caption]")).to_be_hidden()

    walls[0].close()
    quick_site.call_next("4")

    until(walls[1], f"{ENDED} === 1")


def test_a_sound_that_does_not_come_is_told_and_the_call_is_shown_all_the_same(
    screens_of: Callable[[Site], Screens], own_site: Site
) -> None:
    wall = board(screens_of(own_site), script=WITNESS, forgiven=(*CONNECTION_LOST, "503"))
    wall.route("**/display/sounds/*", lambda route: route.fulfill(status=503))
    own_site.take("B")

    number = own_site.call_next("2")["number"]

    until(wall, "window.calls.length > 0")
    assert wall.evaluate("window.calls")[0] == number
    happens(wall, lambda: lost_voices(own_site))


@pytest.fixture
def quiet_browser(chromium: Browser) -> Iterator[Browser]:
    """As it comes from its maker: it sounds once somebody is there."""
    asks = "--autoplay-policy=document-user-activation-required"
    flags = [asks if "autoplay" in flag else flag for flag in FLAGS]
    browser = chromium.browser_type.launch(executable_path=find_chromium(), args=flags)
    yield browser
    browser.close()


def test_a_browser_that_may_not_sound_is_woken_by_a_touch_and_by_a_key(
    quiet_browser: Browser, quick_site: Site
) -> None:
    """Each in a browser of its own: one that was touched may sound after a reload too."""
    screens = Screens(quiet_browser, quick_site)
    address = f"{quick_site.url}/display"
    for wake in (
        lambda wall: wall.touchscreen.tap(300, 300),
        lambda wall: wall.keyboard.press("a"),
    ):
        browser = screens.context(WALL, has_touch=True)
        wall = screens.blank("/display", browser, ("AudioContext",), WITNESS)
        with wall.expect_request("**/announcements/0/failed?*"):  # to ask it anything is a touch
            wall.goto(address)
        mute = wall.locator("[data-mute]")
        expect(mute).to_be_visible()
        quick_site.take("B")
        quick_site.call_next("2")
        happens(wall, lambda: lost_voices(quick_site))  # that nobody heard it is known
        assert wall.evaluate(ENDED) == 0

        wake(wall)

        expect(mute).to_be_hidden()
        quick_site.take("D")
        quick_site.call_next("4")
        until(wall, f"{ENDED} > 0")  # at once, though it had said that it could not
        wall.context.close()
    assert screens.complaints == []
    screens.close()


def test_the_way_to_the_loudspeaker_is_kept_open_by_what_nobody_can_hear(screens: Screens) -> None:
    wall = screens.open("/display", WALL, script=HUMMING)

    until(wall, "window.sounding.length > 0")
    hertz, gain = wall.evaluate("window.sounding[0]")

    assert 0 < hertz < 30
    assert 0 < gain < 0.001, "60 dB below the loudest"


def test_the_flash_is_slow_enough_for_everybody(screens: Screens) -> None:
    wall = board(screens)

    seconds = wall.eval_on_selector(
        "[data-overlay]", "overlay => parseFloat(getComputedStyle(overlay).animationDuration)"
    )

    assert seconds > 1 / 3, "more than three flashes a second, WCAG 2.3.1"


def called_while_the_wall_is_cut_off(site: Site, window: str) -> None:
    """By another process, straight into the records: no message of it ever comes."""
    hall = Hall(open_database(f"sqlite:///{site.folder / 'hall.sqlite3'}"))
    with hall.work() as work:
        call_next(work, window_by_name(work.session, window))
    hall.close()


def test_the_board_outlives_its_server_and_is_right_again_by_itself(
    screens_of: Callable[[Site], Screens], own_site: Site
) -> None:
    wall = board(screens_of(own_site), forgiven=CONNECTION_LOST)
    first, second = (own_site.take("A")["number"] for _ in range(2))
    own_site.call_next("1")
    expect(wall.locator(".latest__number")).to_have_text(first)
    tries: list[str] = []
    wall.on("websocket", lambda socket: tries.append(socket.url))

    own_site.pull_the_plug()
    expect(wall.locator("[data-stale]")).to_be_visible()
    expect(wall.locator("[data-stale]")).to_contain_text(
        re.compile(r"^\d\d:\d\d 起与服务器断开，画面是断开前的")
    )
    expect(wall.locator(".latest__number")).to_have_text(first)
    happens(wall, lambda: len(tries) >= 2)  # in vain, and it waits longer between tries

    called_while_the_wall_is_cut_off(own_site, "1")
    own_site.open()
    expect(wall.locator("[data-overlay]")).to_contain_text(second)
    expect(wall.locator(".latest__number")).to_have_text(second)
    expect(wall.locator("[data-stale]")).to_be_hidden()


def test_a_page_of_an_older_version_is_loaded_anew_once(screens: Screens) -> None:
    wall = screens.open("about:blank", WALL)
    wall.add_init_script(OLD_AT_FIRST)
    loads: list[str] = []
    wall.on("request", lambda asked: asked.is_navigation_request() and loads.append(asked.url))
    wall.goto(f"{screens.site.url}/display")

    expect(wall.locator("body")).not_to_have_attribute("data-version", "old")
    wired(wall)  # by now it has been told the version
    assert len(loads) == 2


def test_notices_take_turns_and_a_long_one_is_turned_page_by_page(screens: Screens) -> None:
    # Put forward by the clock, a question may be late although its answer is on the way.
    wall = screens.open("about:blank", WALL, forgiven=("signal timed out", "WebSocket connection"))
    wall.clock.install()
    wall.goto(f"{screens.site.url}/display")
    title = wall.locator(".notice:visible .notice__title")
    expect(title).to_have_text("服务宗旨")
    wall.evaluate("document.fonts.ready")

    seen = [title.inner_text()]
    pages = []
    for _ in range(20):
        wall.clock.run_for(12_000)
        seen.append(title.inner_text())
        if number := wall.locator(".notice:visible .notice__number:visible").all_inner_texts():
            pages += number

    assert "服务承诺" in seen
    assert "服务制度" in seen
    assert any("第 2 页" in page for page in pages)


def test_the_clock_and_the_name_of_the_hall_are_there(screens: Screens) -> None:
    wall = board(screens)

    expect(wall.locator(".hall-name")).to_have_text("测试大厅")
    expect(wall.locator(".clock__time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    expect(wall.locator(".clock__day")).to_have_text(re.compile(r"^\d+年\d+月\d+日 星期.$"))
