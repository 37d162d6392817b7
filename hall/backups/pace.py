"""How quickly a backup reads and writes: never so that whoever takes a number would wait for it."""

from collections.abc import Callable
from typing import IO

CHUNK_BYTES = 1024 * 1024
#: Slower than any disk: three quarters of its time are left to the hall.
BYTES_PER_SECOND = 20 * 1024 * 1024

#: Told how many bytes were just read or written; may wait, and may raise.
Breathe = Callable[[int], object]


class BackupCalledOff(Exception):  # somebody's wish, no error
    """The server stops: what is under way is left, and made at the next start."""


def unhurried(_bytes: int) -> None:
    """For whoever waits at the command line."""


class Pace:
    """Counts what was done, and waits after each chunk; ``wait`` says whether to stop."""

    def __init__(self, wait: Callable[[float], bool]) -> None:
        self._wait = wait
        self.done_bytes = 0

    def __call__(self, done: int) -> None:
        """Raises BackupCalledOff."""
        self.done_bytes += done
        if self._wait(done / BYTES_PER_SECOND):
            raise BackupCalledOff


def copied(source: IO[bytes], target: IO[bytes], breathe: Breathe) -> None:
    """Everything, in chunks of a megabyte. Raises OSError, and what ``breathe`` raises."""
    while chunk := source.read(CHUNK_BYTES):
        target.write(chunk)
        breathe(len(chunk))
