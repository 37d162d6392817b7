"""The sign of life: sent only after the hall was found alive."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from hall.disk_room import DiskState
from hall.periodic_worker import PeriodicWorker
from server.heartbeat import LOOK_SECONDS, SignOfLife, answers_at
from server.service_manager import ServiceManager
from tests.waiting import wait_until


class Systemd:
    def __init__(self, place: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self._socket.bind(str(place))
        self.manager = ServiceManager(address=str(place), watchdog_seconds=6.0)

    def heard(self) -> list[str]:
        told = []
        try:
            while True:
                told.append(self._socket.recv(4096).decode())
        except BlockingIOError:
            return told

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def systemd(short_folder: Path) -> Iterator[Systemd]:
    listening = Systemd(short_folder / "notify")
    yield listening
    listening.close()


def beat_of(systemd: Systemd, hall, *, answers=lambda: True, threads=()) -> SignOfLife:
    return SignOfLife(systemd.manager, answers, hall, threads, "正在运行")


def test_the_first_sign_says_ready_and_the_next_ones_that_it_lives(hall, systemd):
    beat = beat_of(systemd, hall)

    assert [beat.run_guarded(), beat.run_guarded()] == [2.0, 2.0]

    assert systemd.heard() == ["READY=1\nWATCHDOG=1\nSTATUS=正在运行", "WATCHDOG=1"]


def test_nothing_is_said_before_a_page_was_answered(hall, systemd):
    answers = iter([False, True, False])
    beat = beat_of(systemd, hall, answers=lambda: next(answers))

    assert beat.run_guarded() < 1
    assert systemd.heard() == []
    beat.run_guarded()
    assert len(systemd.heard()) == 1
    assert beat.run_guarded() == LOOK_SECONDS
    assert systemd.heard() == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_ended_unasked_is_no_life(hall, systemd):
    def end() -> float:
        raise KeyboardInterrupt  # what no round outlives

    worker = PeriodicWorker("ends", end)
    beat = beat_of(systemd, hall, threads=[worker])
    assert beat.is_alive()  # it has not begun

    worker.start()
    worker.join()

    assert not beat.is_alive()


def test_a_thread_that_was_asked_to_end_is_no_fault(hall, systemd):
    worker = PeriodicWorker("goes", lambda: 60.0)
    worker.start()
    worker.stop()

    assert beat_of(systemd, hall, threads=[worker]).is_alive()


def test_while_somebody_keeps_the_write_lock_no_sign_is_sent(hall, systemd):
    asked, found = Event(), []
    beat = beat_of(systemd, hall, answers=lambda: asked.set() or True)
    looking = Thread(target=lambda: found.append(beat.run_guarded()), daemon=True)

    with hall.work("clerk"):
        looking.start()
        wait_until(looking.is_alive)
        assert (asked.is_set(), systemd.heard()) == (False, [])

    looking.join()
    assert asked.is_set()
    assert len(systemd.heard()) == 1


def test_a_full_disk_is_told_by_pages_and_no_reason_to_start_again(hall, systemd, monkeypatch):
    monkeypatch.setattr("hall.disk_room.DiskRoom.state", DiskState.FULL)

    assert beat_of(systemd, hall).is_alive()


class Answering(BaseHTTPRequestHandler):
    body = b'{"status": 503}'

    def do_GET(self) -> None:
        self.send_response(503)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(("body", "alive"), [(b'{"status": 503}', True), (b"<html>", False)])
def test_whatever_our_server_says_of_itself_it_lives(body, alive):
    handler = type("Answers", (Answering,), {"body": body})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.handle_request)
        thread.start()

        assert answers_at("0.0.0.0", server.server_port)() is alive

        thread.join()


def test_where_nobody_listens_nobody_lives():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))

        assert not answers_at("127.0.0.1", bound.getsockname()[1])()
