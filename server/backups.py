"""What config.toml says of backups: where each goes, and what it is sealed with."""

from config import Config
from hall.backups.backup_places import OWN_FOLDER
from hall.backups.backup_shelf import BackupPlan
from hall.backups.backup_worker import BackupWorker
from hall.database_unusable import DatabaseUnusable
from hall.unit_of_work import Hall
from web.sentences.backups import STICK_FOLDER

#: In ``[storage] backup_key``: a passphrase that is asked for, instead of a file with the key.
ASKED = "ask"


def backup_worker(hall: Hall, config: Config) -> BackupWorker:
    return BackupWorker(hall, backup_plan(config))


def backup_plan(config: Config) -> BackupPlan:
    kept = config.storage
    own = config.storage_folder / OWN_FOLDER
    return BackupPlan(
        url=config.database_url,
        storage=config.storage_folder,
        config_file=config.folder / "config.toml",
        main=config.folder / kept.backup_folder if kept.backup_folder else own,
        main_is_ours=not kept.backup_folder,
        second=config.folder / kept.backup_copy if kept.backup_copy else None,
        stick_folder=STICK_FOLDER,
        seals=bool(kept.backup_key),
        secret=lambda: key_of(config),
    )


def key_of(config: Config) -> bytes | None:
    """None where backups are not sealed. Raises DatabaseUnusable: nobody types a passphrase at
    night, or the key file cannot be read."""
    key = config.storage.backup_key
    if key == ASKED:
        raise DatabaseUnusable("backup_key_asked")
    try:
        return (config.folder / key).read_bytes().strip() if key else None
    except OSError as error:
        raise DatabaseUnusable("backup_key_closed", file=key, error=error.strerror) from error
