"""python -m bench.soak [--rounds N]: weeks of a hall in minutes, and what piles up in its server.

One round is a hundred numbers taken and called, one screen that comes back, and ten changes of
notices. A thousand rounds are the 100,000 numbers of eight busy hours a day for a year and more.
Memory, open files, threads and the time of an answer are measured twelve times on the way; the
program ends with 1 when memory, files or threads went on growing. Times are told, not judged.

The thread that was to ask a screen next whether it is there sleeps on when the screen has gone, for
20 s at most (Engine.IO): what is measured is the server after that, with nothing left to forget.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import sleep
from urllib.parse import urlencode

from bench.listeners import CONNECT, SOCKET_IO, Ear
from bench.served import DemoHall, Served
from bench.wire import HttpConnection, spelled
from server.capacity import PING_SECONDS

NUMBERS_A_ROUND = 100
NOTICES_A_ROUND = 5  # each comes on and is taken down
SAMPLES = 12
WINDOWS = ("1", "6")
#: How much each may have grown between the first and the second half, caches once filled.
MOST_MB, MOST_FILES, MOST_THREADS = 12.0, 8, 4
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Sample:
    """What the server holds after so many rounds."""

    rounds: int
    megabytes: float
    files: int
    threads: int
    median_ms: float
    slowest_ms: float  # of a hundred

    @classmethod
    def of(cls, served: Served, rounds: int, milliseconds: Sequence[float]) -> "Sample":
        folders = [Path(f"/proc/{pid}") for pid in served.group.pids()]
        return cls(
            rounds,
            served.group.pss_mb(),
            sum(len(list((folder / "fd").iterdir())) for folder in folders),
            sum(len(list((folder / "task").iterdir())) for folder in folders),
            median(milliseconds),
            quantiles(milliseconds, n=100)[-1],
        )


class ComersIn:
    """Everybody who comes in again and again."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._line = served.line()
        self._keys = count()
        self._director, self._deputy = (
            _signed_in(self._line, account) for account in ("jia", "yi")
        )

    def round(self) -> list[float]:
        """Milliseconds of every number."""
        taken = [self._number() for _ in range(NUMBERS_A_ROUND)]
        self._screen_comes_back()
        for _ in range(NOTICES_A_ROUND):
            self._notice()
        return taken

    def _number(self) -> float:
        key = f"soak-{next(self._keys)}"
        taken, answer = self._line.timed(self._served.take("A", key), 201)
        window = WINDOWS[json.loads(answer.body)["id"] % len(WINDOWS)]
        self._line.timed(self._served.call_next(window))
        return taken

    def _screen_comes_back(self) -> None:
        self._line.timed(self._served.get("/display/main"))
        ear = Ear(self._served.port, SOCKET_IO.format(room="board"))
        ear.say(CONNECT)
        ear.socket.close()

    def _notice(self) -> None:
        title = f"停电通知 {next(self._keys)}"
        draft = {"kind": "text", "title": title, "body": "明天停电。" * 20}
        page = self._press("/office/notices/new", self._director, draft)
        self._press(f"{page}/submit", self._director, {})
        self._press(f"{page}/approve", self._deputy, {})
        self._press(f"{page}/withdraw", self._director, {"remark": "来电了"})

    def _press(self, path: str, session: dict[str, str], form: dict[str, str]) -> str:
        request = spelled("POST", path, session, urlencode(form).encode())
        head = self._line.timed(request, 303)[1].head
        location = head.lower().partition(b"\r\nlocation:")[2].partition(b"\r\n")[0]
        return location.decode().strip().partition("?")[0]


def _signed_in(line: HttpConnection, account: str) -> dict[str, str]:
    form = urlencode({"account": account, "password": f"yanshi-{account}"}).encode()
    cookie = line.timed(spelled("POST", "/sign-in", FORM, form), 302)[1].cookie
    return {**FORM, "Cookie": cookie}


def soak(served: Served, rounds: int) -> list[Sample]:
    """The samples, each printed when it is taken."""
    comers, samples = ComersIn(served), []
    print("  ".join(f"{field.name:>10}" for field in fields(Sample)))
    milliseconds: list[float] = []
    for done in range(1, rounds + 1):
        milliseconds += comers.round()
        if done % max(1, rounds // SAMPLES) == 0:
            sleep(PING_SECONDS + 1)
            samples.append(Sample.of(served, done, milliseconds))
            print("  ".join(f"{value:>10.4g}" for value in astuple(samples[-1])), flush=True)
            milliseconds = []
    return samples


def growth(samples: Sequence[Sample]) -> tuple[float, float, float]:
    """Of memory, files and threads: the least of the last third over the least of the second."""
    third = max(1, len(samples) // 3)
    before, after = samples[third : 2 * third] or samples[:1], samples[-third:]
    return (
        min(sample.megabytes for sample in after) - min(sample.megabytes for sample in before),
        min(sample.files for sample in after) - min(sample.files for sample in before),
        min(sample.threads for sample in after) - min(sample.threads for sample in before),
    )


def main() -> int:
    parser = ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000)
    rounds = parser.parse_args().rounds
    with TemporaryDirectory(prefix="hall-soak-") as folder:
        demo_hall = DemoHall.in_folder(Path(folder) / "demo")
        with Served(demo_hall, Path(folder) / "hall") as served:
            megabytes, files, threads = growth(soak(served, rounds))
    print(f"growth: {megabytes:+.1f} MB, {files:+.0f} files, {threads:+.0f} threads")
    return int(megabytes > MOST_MB or files > MOST_FILES or threads > MOST_THREADS)


if __name__ == "__main__":
    sys.exit(main())
