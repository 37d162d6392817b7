"""One server for a database and for a storage folder: the lock lies beside each, not at a port.

Held by the running process, so that a power cut leaves nothing behind that somebody would have to
delete. A second server, and a restore, find it held and end.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from hall.database_presence import file_of
from hall.database_unusable import DatabaseUnusable


@contextmanager
def only_server(url: str, storage: Path) -> Iterator[None]:
    """Nobody else serves or restores this database or this folder while the block runs.

    Raises DatabaseUnusable when somebody does, or the lock cannot be made.
    """
    database = file_of(url)
    locks = [storage / "hall.lock"]
    if database is not None:
        locks.append(database.with_name(f"{database.name}.lock"))
    with ExitStack() as held:
        for file in locks:
            held.enter_context(_locked(file))
        yield


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DatabaseUnusable("no_lock", file=file, error=error.strerror) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip()
            raise DatabaseUnusable("served_already", file=file, pid=holder or "?") from error
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode("ascii"), 0)
        yield
    finally:
        os.close(handle)  # and with it the lock; the file stays: deleting it could free two
