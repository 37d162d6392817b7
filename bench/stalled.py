"""A printer that the kernel offers, and that takes not a byte: its driver waits and waits."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp


@contextmanager
def stalled_printer(folder: Path) -> Iterator[str]:
    """Its address: a pipe that is full and that nobody reads."""
    pipe = Path(mkdtemp(dir=folder)) / "lp0"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    try:
        with suppress(BlockingIOError):
            while True:
                os.write(end, bytes(65536))
        with suppress(BlockingIOError):
            while True:
                os.write(end, b"\0")
        yield f"file://{pipe}"
    finally:
        os.close(end)
