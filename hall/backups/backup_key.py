"""The key that seals the night's backup, when there is nobody to ask for a passphrase."""

from pathlib import Path

from hall.database_unusable import DatabaseUnusable

#: In ``[storage] backup_key``: a passphrase that is asked for, instead of a file with the key.
ASKED = "ask"


def key_for_the_night(folder: Path, key: str) -> bytes | None:
    """None where backups are not sealed; ``key`` is a file, from the folder of config.toml.

    Raises DatabaseUnusable: it is a passphrase, or the file cannot be read.
    """
    if key == ASKED:
        raise DatabaseUnusable("backup_key_asked")
    try:
        return (folder / key).read_bytes().strip() if key else None
    except OSError as error:
        raise DatabaseUnusable("backup_key_closed", file=key, error=error.strerror) from error
