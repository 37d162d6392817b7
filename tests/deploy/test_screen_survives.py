"""The whole screen package but for systemd: cage and Chromium, a television that goes off and on,
pages that crash, folders that are damaged, a server that is not there yet.

``make test-screen`` switches the television off twenty times; ``make test`` twice.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hall_screen import sentences

from tests.deploy.screen_computer import ScreenComputer, missing
from tests.deploy.small_server import SmallServer
from tests.served import free_port
from tests.waiting import wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(missing()), reason=f"the screen package was not tried: no {' '.join(missing())}"
    ),
]
TIMES = int(os.environ.get("SCREEN_TIMES", "2"))


@pytest.fixture
def server() -> SmallServer:
    return SmallServer(free_port(), free_port())


@pytest.fixture
def computer(server: SmallServer, request: pytest.FixtureRequest) -> Iterator[ScreenComputer]:
    page, silent_seconds = getattr(request, "param", ("/display", 60))
    settings = {
        "SERVER": f"http://127.0.0.1:{server.port}",
        "PAGE": page,
        "AGENT_PORT": server.page.partition(b"127.0.0.1:")[2].partition(b"/")[0].decode(),
        "SILENT_SECONDS": silent_seconds,
        "FIRST_SECONDS": 30,
    }
    with ScreenComputer(**settings) as computer:
        yield computer


def loaded(server: SmallServer, times: int) -> None:
    wait_until(lambda: len(server.told.loads) >= times, f"the page was loaded {times} times")


def words_of(sentence: str) -> str:
    return sentence.partition("{")[0]


def test_a_server_that_is_down_at_boot_is_waited_for_and_its_page_opened(
    computer: ScreenComputer, server: SmallServer
) -> None:
    computer.start()
    waiting = sentences.WAITING.rpartition("}")[2].strip()
    wait_until(lambda: waiting in computer.said(), "the screen says that it waits")

    with server:
        loaded(server, 1)


@pytest.mark.slow_because("a crash is known from a silence of five seconds")
@pytest.mark.parametrize("computer", [("/display", 5)], indirect=True)
def test_a_page_that_crashes_comes_back_and_a_larger_screen_is_filled(
    computer: ScreenComputer, server: SmallServer
) -> None:
    with server:
        computer.start()
        loaded(server, 1)
        wait_until(lambda: server.told.size == "1024x768", "the page fills the screen")
        computer.resize(800, 1280)
        wait_until(lambda: server.told.size == "800x1280", "the page fills the turned screen")

        assert computer.kill_pages()
        loaded(server, 2)
        assert sentences.SILENT in computer.said()


def on_the_disk(computer: ScreenComputer) -> None:
    """The browser writes its cookies half a minute late; who stops it before may lose them."""
    wait_until(
        lambda: any(map(rows_of, computer.folder.rglob("Cookies"))), "the credential is kept"
    )


def rows_of(cookies: Path) -> int:
    """Looked at beside the browser, which does not share the file."""
    try:
        with closing(sqlite3.connect(f"file:{cookies}?mode=ro&immutable=1", uri=True)) as found:
            return int(found.execute("SELECT count(*) FROM cookies").fetchone()[0])
    except sqlite3.Error:
        return 0


@pytest.mark.slow_because("the browser writes its cookies half a minute late")
@pytest.mark.parametrize("computer", [("/kiosk", 60)], indirect=True)
def test_a_kiosk_keeps_nothing_but_its_credential(
    computer: ScreenComputer, server: SmallServer
) -> None:
    with server:
        computer.start()
        loaded(server, 1)
        on_the_disk(computer)
        computer.stop()
        computer.start()
        loaded(server, 2)
        computer.stop()

    assert (server.told.loads[0], server.told.loads[-1]) == ("", "secret")
    assert not list(computer.runtime.glob("hall-browser.*"))


@pytest.mark.skipif(TIMES < 20, reason="半分钟以后才写的凭证要等，make test-screen 试")
@pytest.mark.slow_because("three starts of a browser, of which two are in vain")
def test_a_damaged_folder_is_rebuilt_and_the_credential_kept(
    computer: ScreenComputer, server: SmallServer
) -> None:
    with server:
        for times in (1, 2):  # the second start keeps a copy of what the first was given
            computer.start()
            loaded(server, times)
            on_the_disk(computer)
            computer.stop()
        damage(computer.home / ".cache/hall-display")
        computer.start()
        loaded(server, 3)

    assert (server.told.loads[0], server.told.loads[-1]) == ("", "secret")


def damage(folder: Path) -> None:
    """As after a power cut on a bad card: what was a file is noise, and some are gone."""
    assert (folder / "Default/Cookies").exists()
    for file in [each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()]:
        file.write_bytes(b"\xff\0damaged" * 200)


@pytest.mark.slow_because("a browser starts anew for each time that the television goes on")
def test_the_page_is_back_each_time_the_television_was_off(
    computer: ScreenComputer, server: SmallServer
) -> None:
    seconds = []
    with server:
        computer.start()
        loaded(server, 1)
        for time_off in range(TIMES):
            computer.switch_off()
            wait_until(
                lambda: words_of(sentences.TV_AWAY) in computer.said().splitlines()[-1],
                "the screen waits for its television",
            )
            computer.switch_on()
            began = time.monotonic()
            loaded(server, time_off + 2)
            seconds.append(time.monotonic() - began)

    report_times(seconds)


def report_times(seconds: list[float]) -> None:
    """Told and not judged: a busy machine is no failure."""
    sys.stdout.write(f"off and on {len(seconds)} times; the page was back after ")
    sys.stdout.write(f"{', '.join(f'{each:.1f}' for each in seconds)} seconds\n")
