"""A hall being served for a measurement: a real ``hall serve`` in a folder of its own."""

import json
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Self

from bench.processes import ROOT, Group
from bench.wire import HOST, KEY, SERVICE, Broken, HttpConnection, connected, spelled

HALL = Path(sys.executable).with_name("hall")
CLERK = "bing"
WINDOW = "1"  # serves A, and nobody else does but window 6
SERVICES = "ABCDEF"
OPENING_SECONDS = 20.0
DATABASE = "hall.sqlite3"

CONFIG = """
[hall]
name = "云集镇政务服务中心"
complaint_phone = "0734-0000000"
hours = "8:30—17:30"
[server]
port = {port}
longest_pause_hours = 87600
[database]
url = "sqlite:///{database}"
[storage]
folder = "."
[printer]
url = "{printer}"
[fingerprint_reader]
url = "{reader}"
"""


@dataclass(frozen=True, slots=True)
class DemoHall:
    """A folder with a demonstration hall, to be copied, and the key to its API."""

    folder: Path
    bearer: str

    @classmethod
    def in_folder(cls, folder: Path) -> Self:
        folder.mkdir()
        config = write_config(folder, port=1)
        _hall("demo", "--config", config)
        created = _hall("token", "create", "--scope", "line", "--name", "bench", "--config", config)
        return cls(folder, created.strip())


def _hall(*arguments: str | Path) -> str:
    done = subprocess.run([HALL, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Broken(f"hall {arguments[0]}: {done.stderr.strip()}")
    return done.stdout


def write_config(
    folder: Path, *, port: int, printer: str = "none:", reader: str = "none:", name: str = "config"
) -> Path:
    file = folder / f"{name}.toml"
    values = {"port": port, "database": DATABASE, "printer": printer, "reader": reader}
    file.write_text(CONFIG.format(**values), encoding="utf-8")
    return file


def free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])


class Served:
    """One ``hall serve``, its address and what to say to it."""

    def __init__(
        self,
        demo_database: DemoHall,
        folder: Path,
        *,
        printer: str = "none:",
        reader: str = "none:",
    ) -> None:
        self.folder = folder
        if not folder.exists():
            shutil.copytree(demo_database.folder, folder)
        self.port = free_port()
        config = write_config(
            folder, port=self.port, printer=printer, reader=reader, name=str(self.port)
        )
        self._key = {"Authorization": f"Bearer {demo_database.bearer}"}
        self._log = folder / f"{self.port}.log"
        self._started = monotonic()
        self.group = Group([HALL, "serve", "--config", config], self._log)

    def __enter__(self) -> Self:
        try:
            self.wait_until_open()
        except BaseException:
            self.group.end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.group.kill()  # its folder is thrown away; a polite end takes two seconds each time

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    def wait_until_open(self, path: str = "/kiosk", pause_seconds: float = 0.02) -> float:
        """Seconds from the start of the program to its first page."""
        while monotonic() < self._started + OPENING_SECONDS:
            if self.group.leader.poll() is not None:
                break
            try:
                with HttpConnection(self.port) as line:
                    line.timed(spelled("GET", path))
                return monotonic() - self._started
            except OSError:
                sleep(pause_seconds)
        raise Broken(f"hall serve did not open: {self._log.read_text()[-500:]}")

    def line(self, source: str = "") -> HttpConnection:
        """``source`` is the address that it comes from."""
        return HttpConnection(self.port, source)

    def take(self, service: str = SERVICE, key: str = KEY) -> bytes:
        """The request for a number over the API."""
        headers = {**self._key, "Idempotency-Key": key, "Content-Type": "application/json"}
        return spelled(
            "POST", "/api/v1/tickets", headers, json.dumps({"service": service}).encode()
        )

    def call_next(self, window: str = WINDOW) -> bytes:
        return spelled("POST", f"/api/v1/windows/{window}/call-next", self._key)

    def get(self, path: str) -> bytes:
        return spelled("GET", path, self._key)

    def is_open(self) -> bool:
        try:
            connected(self.port).close()
        except OSError:
            return False
        return True


def take_many(served: Served, count: int, prefix: str, service: str = "A") -> None:
    """Fill the line."""
    with served.line() as line:
        for number in range(count):
            line.timed(served.take(service, f"{prefix}-{number}"), 201)


def entered(line: HttpConnection, account: str) -> dict[str, str]:
    """Somebody of the demonstration; the headers of a page that is signed in."""
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    words = f"account={account}&password=yanshi-{account}".encode()
    answer = line.timed(spelled("POST", "/sign-in", form, words), 302)[1]
    return {**form, "Cookie": answer.cookie}


def signed_in(line: HttpConnection, window: str = WINDOW) -> dict[str, str]:
    """A clerk at a window; the headers of a page that is signed in."""
    session = entered(line, CLERK)
    line.timed(spelled("POST", f"/counter/{window}/sit", session), 303)
    return session
