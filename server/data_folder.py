"""The folder of what must outlive the program, and the secret kept in it."""

import os
import secrets
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from config import Config, ConfigError
from hall.column_seal import ColumnSeal

FOLDER, KEY = "[storage] folder", "secret.key"
#: Where files show when the hall was last in use, and at how many of each it is looked.
KEPT_IN, MOST_FILES = (".", "notices", "voice", "slips"), 1000
WRITTEN_AT_START = (".lock", ".sqlite3", KEY, "first-start")


def check_storage(config: Config) -> None:
    """Refuse a folder that cannot be made or written, before anything is. Raises ConfigError."""
    folder = config.storage_folder
    try:
        while not folder.exists():
            folder = folder.parent
        usable = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        usable = False
    if not usable:
        raise ConfigError("folder_unusable", where=FOLDER, folder=folder)


def newest_file(folder: Path) -> datetime | None:
    """When what lies in the storage folder was written last; None for a new folder.

    Not what every start writes: that would ask the clock that is in question.
    """
    written = [
        file.stat().st_mtime
        for place in KEPT_IN
        for file in islice((folder / place).glob("*"), MOST_FILES)
        if file.is_file() and not any(word in file.name for word in WRITTEN_AT_START)
    ]
    return datetime.fromtimestamp(max(written), UTC) if written else None


def seal_in(folder: Path) -> ColumnSeal:
    """What seals secrets in the database. Raises ConfigError as ``secret_in``."""
    return ColumnSeal(secret_in(folder))


def seal_there(folder: Path) -> ColumnSeal:
    """The same for who only looks: a key that is lost is not made anew. Raises OSError."""
    file = folder / KEY
    return ColumnSeal(file.read_text().strip() if file.exists() else "")


def secret_in(folder: Path) -> str:
    """The key that signs cookies: made once, readable by the server's account alone."""
    file = folder / KEY
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        if secret := file.read_text().strip():
            return secret
        file.unlink()  # the power failed between making the file and writing it
        return secret_in(folder)
    except OSError as error:
        raise ConfigError("folder_unwritable", where=FOLDER, error=error.strerror) from error
    with os.fdopen(handle, "w") as key:
        key.write(secret := secrets.token_urlsafe(32))
        key.flush()
        os.fsync(key.fileno())
    return secret
