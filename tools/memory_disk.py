"""Where tests keep their databases: in memory, if there is enough of it.

Every commit of the hall waits for the disk; some fifty thousand of them are half of the time of
all tests, and prove nothing there: what a power cut leaves is tried by killing processes, which
outlive no fsync. Where memory is scarce (a container's /dev/shm often has 64 MB), the system's
usual folder serves as before.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
#: All tests together leave less than 1 GiB behind; as much again for browsers beside them.
ENOUGH_BYTES = 2 * 1024**3


@contextmanager
def folder_for_tests(memory: Path = MEMORY) -> Iterator[Path]:
    """A folder of this run's own, gone with everything in it afterwards."""
    place = memory if _has_room(memory) else None
    with tempfile.TemporaryDirectory(
        prefix="township-hall-tests-", dir=place, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def _has_room(folder: Path) -> bool:
    try:
        free = shutil.disk_usage(folder).free
        available = _available_memory_bytes()
    except (OSError, ValueError):
        return False
    return free >= ENOUGH_BYTES and available >= 2 * ENOUGH_BYTES


def _available_memory_bytes() -> int:
    """MemAvailable of proc(5), which is in KiB."""
    for line in Path("/proc/meminfo").read_text("ascii").splitlines():
        name, _, amount = line.partition(":")
        if name == "MemAvailable":
            return int(amount.split()[0]) * 1024
    return 0
