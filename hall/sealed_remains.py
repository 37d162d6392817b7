"""What is forgotten waits a week, sealed: somebody may have accepted a wrong clock.

One file a deletion in the storage folder, ``forgotten/20250303T013000000000Z-opinion.sealed``:
nonce | AES-256-GCM of JSON, one object a row, under a key derived from ``secret.key``. It is on the
disk before the deletion is committed; where it cannot be written, nothing is deleted. The seal
keeps the rows from whoever sees a copy of the folder without the key, and from search and reports;
it does not keep them from a thief who has the whole disk. ``hall forgotten`` opens it.
"""

import json
import re
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import inspect

from hall.base import Base
from hall.durable_files import write_whole
from hall.errors import NotFound
from hall.events import DataForgotten, RemainsOpened
from hall.unit_of_work import Hall, UnitOfWork

KEPT = timedelta(days=7)
FOLDER, NONCE_BYTES = "forgotten", 12
NAME = re.compile(r"(\d{8}T\d{12}Z)-([a-z_]+)\.sealed")
STAMP = "%Y%m%dT%H%M%S%fZ"

#: Called inside the work that deletes these rows, before they are changed.
Keep = Callable[[UnitOfWork, Sequence[Base]], None]


def keep_nothing(work: UnitOfWork, rows: Sequence[Base]) -> None:
    """For a hall without a storage folder."""


class SealedRemains:
    """The folder of sealed files."""

    def __init__(self, storage: Path, secret: str) -> None:
        self._folder = storage / FOLDER
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"hall forgotten")
        self._cipher = AESGCM(derived.derive(secret.encode()))

    def keep(self, work: UnitOfWork, rows: Sequence[Base]) -> None:
        """Seal the rows as they are now. Raises OSError, so that they are not deleted."""
        if not rows:
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = json.dumps([_told(row) for row in rows], ensure_ascii=False).encode()
        nonce = secrets.token_bytes(NONCE_BYTES)
        name = f"{work.now.astimezone(UTC):{STAMP}}-{rows[0].__tablename__}.sealed"
        sealed = nonce + self._cipher.encrypt(nonce, content, None)
        write_whole(self._folder / name, sealed, mode=0o600)
        keys = sorted(inspect(row).identity or () for row in rows)
        work.record(
            DataForgotten(
                table=rows[0].__tablename__,
                count=len(rows),
                first=_key(keys[0]),
                last=_key(keys[-1]),
                file=name,
                sha256=sha256(sealed).hexdigest(),
            )
        )

    def names(self) -> list[str]:
        """Of the sealed files, the oldest first."""
        if not self._folder.is_dir():
            return []
        return sorted(file.name for file in self._folder.iterdir() if NAME.fullmatch(file.name))

    def opened(self, hall: Hall, name: str, actor: str) -> list[dict[str, Any]]:
        """The rows of a file; that it was opened, and by whom, stands in the journal first.

        Raises NotFound: no such file, or sealed with another key.
        """
        if name not in self.names():
            raise NotFound(file=name)
        sealed = (self._folder / name).read_bytes()
        try:
            content = self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except InvalidTag:
            raise NotFound(file=name) from None
        with hall.work(actor) as work:
            work.record(RemainsOpened(file=name))
        rows: list[dict[str, Any]] = json.loads(content)
        return rows

    def forget_old(self, hall: Hall) -> int:
        """Remove what has waited a week; returns how many. None while the clock is doubted.

        One dated ahead was sealed while a wrong clock was believed: it waits a week from now.
        """
        with hall.read() as snapshot:
            now, doubted = snapshot.now, snapshot.clock_is_doubted
        removed = 0
        for name in [] if doubted else self.names():
            stamp, file = name.partition("-")[0], self._folder / name
            sealed_at = datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
            if sealed_at > now + timedelta(days=1):
                file.rename(self._folder / name.replace(stamp, f"{now.astimezone(UTC):{STAMP}}"))
            elif sealed_at < now - KEPT:
                file.unlink()
                removed += 1
        return removed


def table_of(name: str) -> str:
    """Of which table the rows in a file are. Raises NotFound for what is no name of one."""
    found = NAME.fullmatch(name)
    if found is None:
        raise NotFound(file=name)
    return found[2]


def _told(row: Base) -> dict[str, Any]:
    return {
        column.key: _plain(getattr(row, column.key)) for column in inspect(type(row)).column_attrs
    }


def _key(identity: tuple[Any, ...]) -> str:
    return "/".join(map(str, identity))


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a moment too
        return value.isoformat()
    return value if isinstance(value, int | float | list | dict | None) else str(value)
