"""Where the sentences lie: one file each, named by its words, in a folder for each voice.

They may take a bounded room. What no guide needs any more goes first, the oldest before the rest.
"""

import re
import shutil
from collections.abc import Set
from pathlib import Path

MOST_BYTES = 1_000_000_000
#: What must stay free beside it: the hall's records come before its voice.
FREE_BYTES = 2_000_000_000
NAME = re.compile(r"text-[0-9a-f]{16}")


class RecordingStore:
    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most_bytes

    def voices(self) -> list[str]:
        return sorted(file.name for file in self._folder.glob("*/") if file.is_dir())

    def of_voice(self, voice: str) -> Path:
        return self._folder / voice

    def names(self, voice: str) -> frozenset[str]:
        return frozenset(file.stem for file in self.of_voice(voice).glob("*.opus"))

    def read(self, voice: str, name: str) -> bytes | None:
        if not NAME.fullmatch(name):
            return None
        try:
            return (self.of_voice(voice) / f"{name}.opus").read_bytes()
        except OSError:
            return None

    def size(self) -> int:
        return sum(file.stat().st_size for file in self._folder.glob("*/*.opus"))

    def is_full(self) -> bool:
        there = next(folder for folder in (self._folder, *self._folder.parents) if folder.exists())
        return self.size() >= self._most or shutil.disk_usage(there).free < FREE_BYTES

    def make_room(self, needed: Set[Path]) -> None:
        """Throws away what nobody needs, until there is room again."""
        for half in self._folder.glob("*/*.part"):
            half.unlink(missing_ok=True)  # the power failed while it was written
        files = [file for file in self._folder.glob("*/*.opus") if file not in needed]
        for file in sorted(files, key=lambda file: file.stat().st_mtime):
            if not self.is_full():
                return
            file.unlink(missing_ok=True)
