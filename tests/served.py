"""The real server: ``hall serve`` in a process group of its own, on a port of its own."""

import multiprocessing
import os
import random
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread

from tests.waiting import PATIENCE_SECONDS, wait_until

PROGRAM = Path(sys.executable).with_name("hall")

CONFIG = """\
[hall]
name = "测试大厅"
complaint_phone = "0734-0000000"
hours = "9:00—17:00"

[server]
port = {port}
longest_pause_hours = 87600
public_url = "http://127.0.0.1:{port}"

[database]
url = "sqlite:///hall.sqlite3"
"""


#: Below those that the system lends to connections: one of the browser's own could take the port
#: before its server does, or while that one is killed and started again.
PORTS = range(15_000, 32_000)


def free_port() -> int:
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port


def write_config(folder: Path, more: str = "") -> tuple[Path, int]:
    """A config file with a free port, and that port."""
    port = free_port()
    (folder / "config.toml").write_text(CONFIG.format(port=port) + more, encoding="utf-8")
    return folder / "config.toml", port


def run_hall(*arguments: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """One command of the program, as an installer would run it."""
    return subprocess.run(
        ["timeout", str(PATIENCE_SECONDS), PROGRAM, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        **settings,
    )


def _lives(pid: str) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    state, *more = status.rpartition(")")[2].split()
    return state not in "ZX" or int(more[16]) > 1  # its threads share its files, and outlive it


class ServedHall:
    """``with ServedHall(config, port) as served:`` -- open inside, ended afterwards."""

    def __init__(self, config: Path, port: int) -> None:
        self.port = port
        self._command = [PROGRAM, "serve", "--config", config]
        self.log = config.with_name("serve.log")

    def __enter__(self) -> "ServedHall":
        self._start()
        self.wait_until_open()
        return self

    def _start(self) -> None:
        with self.log.open("ab") as log:
            self._process: subprocess.Popen[bytes] | Ready = subprocess.Popen(
                self._command, stdout=log, stderr=log, start_new_session=True
            )

    def __exit__(self, *_: object) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """As a pulled plug would, for every process of the server at once."""
        self._end(signal.SIGKILL)

    def _children(self) -> list[str]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return children.read_text().split()

    def pids(self) -> list[int]:
        """Of the supervisor and its worker."""
        return [self._process.pid, *map(int, self._children())]

    def open_files(self) -> int:
        return sum(len(os.listdir(f"/proc/{pid}/fd")) for pid in self.pids())

    def kill_worker(self) -> None:
        """Only the process that does the work; its supervisor lives on."""
        for worker in self._children():
            os.kill(int(worker), signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        workers = []
        if self._process.poll() is None:
            workers = self._children()
            os.killpg(self._process.pid, how)
        self.exit_status = self._process.wait(PATIENCE_SECONDS)
        # A worker dies a moment after its supervisor, and until then it holds their port.
        wait_until(lambda: not any(map(_lives, workers)), "the workers of the server end")

    def wait_until_open(self) -> None:
        try:
            wait_until(self._answers_or_ended, "the server answers")
            assert self._process.poll() is None
        except AssertionError as error:
            self.kill()
            raise AssertionError(f"the server did not open:\n{self.log.read_text()}") from error

    def _answers_or_ended(self) -> bool:
        """The port of another process tells nothing until it answers."""
        with suppress(OSError, HTTPException):
            return bool(self.ask("GET", "/api/v1/health"))
        return self._process.poll() is not None

    def ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


class ReadyHall(ServedHall):
    """The same, of a program that has its modules loaded: for those who look at its pages."""

    def _start(self) -> None:
        self._process = Ready(self._command[1:], self.log)


class Ready:
    """What ServedHall asks of a process, of one that a helper with the modules has split off."""

    _helper = multiprocessing.get_context("forkserver")
    _helper.set_forkserver_preload(["app", "commands", "server.gunicorn_server"])

    def __init__(self, command: list[object], log: Path) -> None:
        # Ended with the tests, if they do not end it.
        self._process = self._helper.Process(target=_serve, args=(command, log), daemon=True)
        self._process.start()
        self.pid = self._process.pid or 0

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, seconds: float) -> int:
        self._process.join(seconds)
        assert self._process.exitcode is not None, "the server did not end"
        return self._process.exitcode


def _end_with_the_tests() -> None:
    """Even if they are killed: nobody else would end what they served."""
    tests = multiprocessing.parent_process()
    if tests:
        tests.join()
    os.killpg(0, signal.SIGKILL)


def _serve(command: list[object], log: Path) -> None:
    os.setsid()
    Thread(target=_end_with_the_tests, daemon=True).start()
    with log.open("ab") as said:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(said.fileno(), stream.fileno())
    from commands import main

    main([str(each) for each in command])
