"""What an interrupted backup left beside its file is cleared at the next start or backup.

While a backup is being made its place is noted in the storage folder, under a lock that ends with
the process: what is noted and not locked was interrupted.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOTE = "backup-underway"
#: What it may leave beside its name.
LEFT = (".unfinished", ".database", ".database.unfinished", ".database.unfinished-journal")


@contextmanager
def underway(storage: Path, file: Path) -> Iterator[None]:
    """A backup into this file is made while the block runs. Raises OSError."""
    clear_unfinished(storage)
    storage.mkdir(parents=True, exist_ok=True)
    handle = _locked_note(storage / NOTE)
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(file.resolve()).encode(), 0)
        os.fsync(handle)
        yield
    finally:
        (storage / NOTE).unlink(missing_ok=True)  # a backup that is refused leaves nothing itself
        os.close(handle)


def _locked_note(note: Path) -> int:
    """Whoever waited for a note that its owner then took away begins again: two that hold two
    files of one name would both go on."""
    while True:
        handle = os.open(note, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            if os.path.sameopenfile(handle, other := os.open(note, os.O_RDWR)):
                os.close(other)
                return handle
            os.close(other)
        except FileNotFoundError:
            pass
        os.close(handle)


def clear_unfinished(storage: Path) -> list[Path]:
    """Delete what was left; returns it. Nothing while that backup is being made.

    Raises OSError, but not where the stick with it is no longer plugged in.
    """
    try:
        handle = os.open(storage / NOTE, os.O_RDWR)
    except FileNotFoundError:
        return []
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        noted = os.read(handle, 4096).decode("utf-8", "replace")
        left = [Path(f"{noted}{suffix}") for suffix in LEFT if noted]
        found = [path for path in left if path.is_file()]
        for path in found:
            path.unlink()
        os.ftruncate(handle, 0)
    except BlockingIOError:
        return []
    finally:
        os.close(handle)
    return found
