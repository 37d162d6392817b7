"""The shelf of uploaded files: each under the name of its content, written before the commit.

A file is first whole and on the disk under a draft's name, then renamed; a power cut leaves a
draft, never half a file. What no notice refers to is swept away after an hour, so that neither
a refused work nor a crash between file and commit leaves anything behind for long.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from enum import StrEnum
from hashlib import file_digest
from pathlib import Path

from hall.durable_files import move_whole

NAME = re.compile(r"[0-9a-f]{64}\.(?:webp|mp4|webm|vtt|pdf)")
KEPT_SECONDS = 3600


class MediaState(StrEnum):
    SOUND = "sound"
    MISSING = "missing"
    ALTERED = "altered"  # not what its name says: a broken disk, or somebody changed it


class MediaStore:
    """Raises OSError when the disk is full or cannot be written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "notices"

    @contextmanager
    def workbench(self) -> Iterator[Path]:
        """A folder on the same disk, gone afterwards with all that is in it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        bench = Path(tempfile.mkdtemp(prefix="draft-", dir=self.folder))
        try:
            yield bench
        finally:
            shutil.rmtree(bench, ignore_errors=True)

    def keep(self, file: Path) -> str:
        """Put a finished file on the shelf; returns its name. The same content lies once.

        It is on the disk when this returns, and an orphan until a commit refers to it.
        """
        with file.open("rb") as content:
            name = f"{file_digest(content, 'sha256').hexdigest()}{file.suffix}"
        move_whole(file, self.folder / name)
        os.utime(self.folder / name)  # an orphan's name that is wanted anew is young again
        return name

    def path(self, name: str) -> Path | None:
        """Where a kept file lies; None for any other name."""
        file = self.folder / name
        return file if NAME.fullmatch(name) and file.is_file() else None

    def judge(self, name: str) -> MediaState:
        """Whether it is there and still what it was; reads the whole file."""
        return verdict(self.folder, name)

    def sweep(self, wanted: Collection[str]) -> int:
        """Remove what is an hour old and not wanted; returns how many files and folders."""
        if not self.folder.is_dir():
            return 0
        old = time.time() - KEPT_SECONDS
        orphans = [
            orphan
            for orphan in self.folder.iterdir()
            if orphan.name not in wanted and orphan.stat().st_mtime < old
        ]
        for orphan in orphans:
            shutil.rmtree(orphan) if orphan.is_dir() else orphan.unlink()
        return len(orphans)


def verdict(folder: Path, name: str) -> MediaState:
    """Without a shelf: a folder of a backup is judged by the same rule."""
    try:
        with (folder / name).open("rb") as content:
            is_sound = file_digest(content, "sha256").hexdigest() == name.partition(".")[0]
    except FileNotFoundError:
        return MediaState.MISSING
    except OSError:
        return MediaState.ALTERED
    return MediaState.SOUND if is_sound else MediaState.ALTERED
