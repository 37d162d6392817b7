"""The tray under a virtual printer: the slips it drew, as PNG files in a folder.

Names count up, so they sort by age without a clock, also after a restart.
"""

import os
import re
from pathlib import Path

from hall.durable_files import write_whole

KEPT_SLIPS = 200
NAME = re.compile(r"slip-\d{8}\.png")


class PngTray:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def slips(self) -> list[str]:
        """Names, newest first."""
        try:
            names = os.listdir(self._folder)
        except FileNotFoundError:  # made with the first slip
            return []
        return sorted(filter(NAME.fullmatch, names), reverse=True)

    def picture(self, name: str) -> bytes | None:
        """The PNG of this name; None for one that is gone, or never was a slip's."""
        if not NAME.fullmatch(name):  # a name comes from a web address: no path gets through
            return None
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, picture: bytes) -> str:
        """Add a slip so that it is there whole or not at all; drop all but the latest 200.

        Raises OSError when the folder cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        names = self.slips()
        number = int(names[0][5:13]) + 1 if names else 1
        name = f"slip-{number:08}.png"
        write_whole(self._folder / name, picture)
        for old in names[KEPT_SLIPS - 1 :]:
            (self._folder / old).unlink(missing_ok=True)
        return name
