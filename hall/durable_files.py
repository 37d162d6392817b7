"""Files that a power cut leaves whole: under their name lies the old content or the new one."""

import os
from pathlib import Path


def write_whole(file: Path, content: bytes, *, mode: int = 0o640) -> None:
    """On the disk when this returns. Raises OSError, and then nothing has changed."""
    unfinished = file.with_name(f"{file.name}.unfinished")
    handle = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
    move_whole(unfinished, file)


def move_whole(unfinished: Path, file: Path) -> None:
    """To its name, when all of it is on the disk; the name is there too when this returns.

    Raises OSError.
    """
    _to_disk(unfinished)
    unfinished.replace(file)
    _to_disk(file.parent)  # or the power may take the name away again


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
