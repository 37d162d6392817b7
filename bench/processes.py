"""Programs that a measurement starts: found, weighed and ended as one group, and no others."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parent.parent
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
GRACE_SECONDS = 6.0
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class Group:
    """A program, and whatever it starts in its turn: one session of their own."""

    def __init__(self, command: Sequence[str | Path], log: Path | None = None) -> None:
        with open(log or os.devnull, "ab") as errors:
            self.leader = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE if log is None else errors,
                stderr=errors,
                cwd=ROOT,
                text=True,
                start_new_session=True,
                preexec_fn=_end_with_the_bench,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        if self.leader.poll() is None:
            self._signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.leader.wait(GRACE_SECONDS)
        self.kill()
        for pipe in (self.leader.stdin, self.leader.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()

    def kill(self) -> None:
        """As a power cut does: at once, all of them."""
        self._signal(signal.SIGKILL)
        self.leader.wait()

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.leader.pid, number)

    def pids(self) -> list[int]:
        """Every living process of the session."""
        return [pid for pid, session, _ in _processes() if session == self.leader.pid]

    def cpu_seconds(self) -> float:
        """User and system time of the whole group so far."""
        return sum(cpu for _, session, cpu in _processes() if session == self.leader.pid)

    def pss_mb(self) -> float:
        """Memory as the kernel shares it out: pages of several processes count once."""
        return sum(_pss_kb(pid) for pid in self.pids()) / 1024


def _end_with_the_bench() -> None:
    """Even if the bench itself is killed, nothing that it started goes on."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def module(name: str, *arguments: object) -> list[str]:
    """How to run one of our own modules as a program."""
    return [sys.executable, "-m", name, *(str(argument) for argument in arguments)]


def _processes() -> Iterator[tuple[int, int, float]]:
    """Of every process: its number, its session, its seconds on a processor."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):  # ended meanwhile
                after_name = (folder / "stat").read_text().rpartition(")")[2].split()
                ticks = int(after_name[11]) + int(after_name[12])
                yield int(folder.name), int(after_name[3]), ticks / TICKS_A_SECOND


def _pss_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
