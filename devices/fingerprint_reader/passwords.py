"""The module's password, in a file of its own: no copy of the database gives it away.

A password that is lost makes the module useless. So a new one is on disk before the module is
told, and the old one is not forgotten before the module has answered to the new.
"""

import secrets
from collections.abc import Iterator
from pathlib import Path

from hall.durable_files import move_whole, write_whole

FILE = "fingerprint-reader.password"
PASSWORDS = range(1, 1 << 32)  # 0 is what the factory sets


class Passwords:
    def __init__(self, folder: Path | None, configured: int = 0) -> None:
        """``folder`` None: only the configured one is ever tried, and no new one can be set."""
        self._file = folder / FILE if folder else None
        self._configured = configured

    def candidates(self) -> list[int]:
        """What may open the module, likeliest first; 0 is the factory's."""
        return list(dict.fromkeys([*self._kept(), self._configured]))

    def propose(self) -> int:
        """Think of a new one and write it down beside the present one, readable by us alone.

        Raises FileNotFoundError when there is no folder for it.
        """
        if self._file is None:
            raise FileNotFoundError("no storage folder for the password")
        password = secrets.choice(PASSWORDS)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._proposed, f"{password:08x}\n".encode(), mode=0o600)
        return password

    def accept(self) -> None:
        """The module answers to the proposed one: it takes the place of the old one on disk."""
        if self._file:
            move_whole(self._proposed, self._file)

    @property
    def _proposed(self) -> Path:
        assert self._file
        return self._file.with_suffix(".proposed")

    def _kept(self) -> Iterator[int]:
        if self._file is None:
            return
        for file in (self._file, self._proposed):
            try:
                yield int(file.read_text(), 16)
            except (OSError, ValueError):  # not there, or cut short by a power failure
                continue
