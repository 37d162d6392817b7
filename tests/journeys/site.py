"""A demonstration hall on a port of its own, and what a test asks of it besides its pages."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hall.database import open_database
from hall.people.actions import create_token
from hall.people.model import Scope
from hall.unit_of_work import Hall
from tests.served import ReadyHall, ServedHall, write_config

MACHINES = """
[printer]
url = "virtual:"

[fingerprint_reader]
url = "simulated:"

[id_card_reader]
url = "simulated:"
"""


@dataclass
class Site:
    folder: Path
    config: Path
    port: int
    token: str
    served: ServedHall | None = None
    guests: list[Callable[[], None]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> "Site":
        self.served = ReadyHall(self.config, self.port).__enter__()
        return self

    def close(self) -> None:
        """Whoever is here leaves first: what a page says of a server that goes is no finding."""
        for leave in self.guests:
            leave()
        if self.served:
            self.served.__exit__()

    def pull_the_plug(self) -> None:
        assert self.served
        self.served.kill()

    def open_files(self) -> int:
        """How many files, sockets and pipes the server's processes hold."""
        assert self.served
        return self.served.open_files()

    def ask(self, method: str, path: str, **body: object) -> Any:
        """One request of another program; the answer, which must not be a refusal."""
        status, text = self._ask(method, path, body)
        assert status < 300, text
        return json.loads(text)

    def _ask(self, method: str, path: str, body: dict[str, object]) -> tuple[int, str]:
        assert self.served
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return self.served.ask(method, f"/api/v1{path}", json.dumps(body), headers)

    def try_to_call(self, window: str) -> tuple[int, str]:
        """What the server answers, a refusal too."""
        return self._ask("POST", f"/windows/{window}/call-next", {})

    def take(self, service: str) -> Any:
        return self.ask("POST", "/tickets", service=service)

    def call_next(self, window: str) -> Any:
        return self.ask("POST", f"/windows/{window}/call-next")

    def count(self, table: str) -> int:
        return int(self._read(f"SELECT count(*) FROM {table}"))

    def newest(self, table: str, column: str) -> Any:
        return self._read(f"SELECT {column} FROM {table} ORDER BY id DESC LIMIT 1")

    def _read(self, question: str) -> Any:
        """Straight from the file: what is on disk, whatever the pages say."""
        with closing(sqlite3.connect(self.folder / "hall.sqlite3")) as records:
            return records.execute(question).fetchone()[0]


def build(folder: Path, demo_database: Path) -> Site:
    shutil.copyfile(demo_database, folder / "hall.sqlite3")
    config, port = write_config(folder, MACHINES)
    hall = Hall(open_database(f"sqlite:///{folder / 'hall.sqlite3'}"))
    with hall.work("installer") as work:
        token = create_token(work, name="journeys", scope=Scope.LINE)
    hall.close()
    return Site(folder, config, port, token)
