"""What config.toml says of backups: where each goes, and what it is sealed with."""

from collections.abc import Iterator

from config import Config
from hall.backups.backup_key import key_for_the_night
from hall.backups.backup_places import (
    OWN_FOLDER,
    BackupPlace,
    PlaceKind,
    PlaceState,
    state_of,
)
from hall.backups.backup_shelf import BackupPlan
from hall.backups.backup_worker import BackupWorker
from hall.unit_of_work import Hall
from server.check_result import CheckResult, warning
from web.sentences.backups import STICK_FOLDER


def backup_worker(hall: Hall, config: Config) -> BackupWorker:
    return BackupWorker(hall, backup_plan(config))


def missing_backup_places(config: Config) -> Iterator[CheckResult]:
    """The folders that config.toml names and where no backup can be written now."""
    plan = backup_plan(config)
    named = [] if plan.main_is_ours else [BackupPlace(PlaceKind.MAIN, plan.main)]
    if plan.second is not None:
        named.append(BackupPlace(PlaceKind.SECOND, plan.second))
    for place in named:
        state = state_of(place)
        if state is not PlaceState.READY:
            yield warning("backup", "backup_place", folder=place.folder, place_state=state)


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
        secret=lambda: key_for_the_night(config.folder, kept.backup_key),
    )
