"""Keeps every core busy while something else runs: a machine as it is on a bad day.

``with busy_cores(2):`` -- the processes end with the block, and by themselves after ``at_most``
seconds or with the process that started them, whatever becomes of it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

AT_MOST_SECONDS = 2 * 3600


def burn(parent: int, at_most_seconds: float) -> None:
    """Until the time is over, or the process that wanted it is gone."""
    ends_at = monotonic() + at_most_seconds
    while monotonic() < ends_at and os.getppid() == parent:
        sum(range(100_000))


@contextmanager
def busy_cores(
    cores: int, at_most_seconds: float = AT_MOST_SECONDS
) -> Iterator[list[subprocess.Popen[bytes]]]:
    program = [sys.executable, "-m", "tools.burner", str(os.getpid()), str(at_most_seconds)]
    burners = [subprocess.Popen(program) for _ in range(cores)]
    try:
        yield burners
    finally:
        for burner in burners:
            burner.terminate()
        for burner in burners:
            burner.wait()


if __name__ == "__main__":
    burn(int(sys.argv[1]), float(sys.argv[2]))
