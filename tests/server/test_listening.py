"""The door: taken by the server itself, or handed over by systemd, which keeps it."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread

import pytest

from config import Config, ConfigError
from server.listening import listen
from server.service_manager import NOBODY, ServiceManager
from tests.served import PROGRAM, free_port, write_config
from tests.waiting import PATIENCE_SECONDS, wait_until

HALL = {"hall": {"name": "厅", "complaint_phone": "1", "hours": "9"}}
#: As systemd does it: the door is descriptor 3, and LISTEN_PID the process that gets it.
HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""


def config_at(host: str, port: int) -> Config:
    return Config.parse({**HALL, "server": {"host": host, "port": port}}, Path())


@pytest.fixture
def door():
    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", free_port()))
        yield bound


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_the_door_that_was_handed_over_is_taken(door, host):
    port = door.getsockname()[1]
    handed = ServiceManager(handed=os.dup(door.fileno()))

    with listen(config_at(host, port), handed) as taken:
        assert taken.getsockname() == door.getsockname()


@pytest.mark.parametrize(("host", "off"), [("0.0.0.0", 0), ("127.0.0.1", 1)])
def test_another_door_than_config_toml_says_is_refused_and_let_go(door, host, off):
    port = door.getsockname()[1]
    handed = os.dup(door.fileno())

    with pytest.raises(ConfigError) as refused:
        listen(config_at(host, port + off), ServiceManager(handed=handed))

    assert refused.value.why == "door_elsewhere"
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handed)


def test_without_anybody_in_front_the_server_takes_the_port_itself():
    with listen(config_at("127.0.0.1", port := free_port()), NOBODY) as taken:
        assert taken.getsockname() == ("127.0.0.1", port)


class Supervised:
    """A server whose door its parent keeps, as systemd does."""

    def __init__(self, config: Path, door: socket.socket) -> None:
        self._command = [
            sys.executable, "-c", HAND_OVER, str(door.fileno()), str(PROGRAM), "serve",
            "--config", str(config),
        ]  # fmt: skip
        self._door = door
        self.log = config.with_name("serve.log")
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, pass_fds=[self._door.fileno()], start_new_session=True,
                stdout=log, stderr=log,
            )  # fmt: skip

    def end(self, how: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            if how is signal.SIGKILL:
                os.killpg(self._process.pid, how)
            else:
                self._process.send_signal(how)
        self._process.wait()


class Callers:
    """Somebody at the door again and again, until told that it is enough."""

    def __init__(self, port: int) -> None:
        self._port, self._enough = port, Event()
        self.answered: list[int] = []
        self.refused = 0
        self._thread = Thread(target=self._come, name="callers", daemon=True)
        self._thread.start()

    def _come(self) -> None:
        while not self._enough.is_set():
            with closing(HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_SECONDS)) as call:
                try:
                    call.request("GET", "/api/v1/health", headers={"Connection": "close"})
                    answer = call.getresponse()
                    answer.read()
                except ConnectionRefusedError:
                    self.refused += 1
                except (OSError, HTTPException):
                    continue  # who was being answered by a process that was killed
                else:
                    self.answered.append(answer.status)

    def wait_for_more(self) -> None:
        seen = len(self.answered)
        wait_until(lambda: len(self.answered) > seen + 3)

    def go(self) -> None:
        self._enough.set()
        self._thread.join(PATIENCE_SECONDS)


@pytest.mark.slow
@pytest.mark.slow_because("a real server starts three times")
def test_whoever_comes_while_the_server_starts_anew_is_not_refused(tmp_path):
    config, port = write_config(tmp_path)
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", port))
        door.listen(128)
        door.set_inheritable(True)
        server = Supervised(config, door)
        callers = Callers(port)
        try:
            for how in (signal.SIGTERM, signal.SIGKILL):
                callers.wait_for_more()
                server.end(how)
                server.start()
            callers.wait_for_more()
        finally:
            callers.go()
            server.end(signal.SIGKILL)

    assert callers.refused == 0
    assert set(callers.answered) == {200}
