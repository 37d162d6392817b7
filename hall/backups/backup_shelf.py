"""Where this hall's backups lie now, what is copied there, and what the rule takes away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hall.backups.backup_names import KeptBackup, kept_in, unfinished_in
from hall.backups.backup_places import BackupPlace, PlaceKind, PlaceState, PlaceUnusable, state_of
from hall.backups.keeping import kept_moments
from hall.backups.making import put_whole
from hall.backups.pace import Breathe
from hall.backups.sticks import MOUNTS, mounted_sticks
from hall.database_presence import known_identity
from hall.database_unusable import DatabaseUnusable
from hall.events import BackupCopied, BackupFailed, BackupsRemoved, Event, StickPrepared
from hall.unit_of_work import Hall

ACTOR = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """What config.toml says of backups."""

    url: str
    storage: Path
    config_file: Path
    main: Path
    main_is_ours: bool  # in the storage folder: made where it is missing
    second: Path | None
    stick_folder: str  # what a folder on a stick is called
    seals: bool
    secret: Callable[[], bytes | None]  # raises DatabaseUnusable where nobody can be asked
    mounts: Path = field(default=MOUNTS)


@dataclass(frozen=True, slots=True)
class PlaceSurvey:
    """A place as it was found a moment ago."""

    place: BackupPlace
    state: PlaceState
    backups: list[KeptBackup]


@dataclass(frozen=True, slots=True)
class BackupSurvey:
    """All places, and sticks that are none."""

    places: list[PlaceSurvey]
    bare_sticks: list[Path]


class BackupShelf:
    """The folders for backups, those on sticks too."""

    def __init__(self, hall: Hall, plan: BackupPlan) -> None:
        self.plan = plan
        self._hall = hall

    @property
    def identity(self) -> str:
        """ "" in a hall that was never opened."""
        return known_identity(self.plan.storage) or ""

    def places(self) -> list[BackupPlace]:
        """Where backups are kept now."""
        sticks = [BackupPlace(PlaceKind.STICK, folder) for folder in self.sticks()]
        second = [BackupPlace(PlaceKind.SECOND, self.plan.second)] if self.plan.second else []
        return [self.main, *second, *sticks]

    def sticks(self) -> list[Path]:
        """The folders for backups on what is plugged in now."""
        folders = (point / self.plan.stick_folder for point in mounted_sticks(self.plan.mounts))
        return [folder for folder in folders if _is_folder(folder)]

    def bare_sticks(self) -> list[Path]:
        """What is plugged in and has no such folder."""
        points = mounted_sticks(self.plan.mounts)
        return [point for point in points if not _is_folder(point / self.plan.stick_folder)]

    def survey(self) -> BackupSurvey:
        """Asked by the worker, not by a page: a network's folder may not answer for minutes."""
        identity = self.identity
        found = [
            PlaceSurvey(place, state_of(place), kept_in(place.folder, identity))
            for place in self.places()
        ]
        return BackupSurvey(found, self.bare_sticks())

    def prepare_stick(self, point: Path, actor: str) -> None:
        """Make the folder on it. Raises OSError, and nothing for one that was pulled out since."""
        if point not in self.bare_sticks():
            return
        (point / self.plan.stick_folder).mkdir()
        self.tell(StickPrepared(folder=str(point / self.plan.stick_folder)), actor=actor)

    @property
    def main(self) -> BackupPlace:
        """Where each backup is made."""
        return BackupPlace(PlaceKind.MAIN, self.plan.main)

    def spread(self, places: Sequence[BackupPlace], breathe: Breathe) -> None:
        """The newest backup, to each of these that has not got it."""
        newest = next(iter(kept_in(self.plan.main, self.identity)), None)
        for place in places if newest else ():
            assert newest is not None
            try:
                self._copy(newest, place, breathe)
            except (DatabaseUnusable, OSError) as error:
                self.tell(failure(place.folder, error))

    def _copy(self, newest: KeptBackup, place: BackupPlace, breathe: Breathe) -> None:
        for left in unfinished_in(place.folder, self.identity) if place.folder.is_dir() else ():
            left.unlink()
        target = place.folder / newest.file.name
        if target.exists():
            return
        must_be_ready(place, newest.size_bytes)
        put_whole(newest.file, target, breathe)
        self.tell(BackupCopied(file=target.name, folder=str(place.folder)))
        self.apply_rule(place)

    def apply_rule(self, place: BackupPlace) -> None:
        """Take away what is kept no longer; nothing while the clock is doubted."""
        with self._hall.read() as snapshot:
            now, doubted = snapshot.now, snapshot.clock_is_doubted
        backups = kept_in(place.folder, self.identity)
        kept = kept_moments([backup.at for backup in backups], now)
        gone = [backup.file for backup in backups if backup.at not in kept and not doubted]
        for file in gone:
            file.unlink()
        if gone:
            names = [file.name for file in gone]
            self.tell(BackupsRemoved(folder=str(place.folder), files=names))

    def tell(self, fact: Event, actor: str = ACTOR) -> None:
        """Into the journal."""
        with self._hall.work(actor) as work:
            work.record(fact)


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # pulled out, and still mounted
        return False


def must_be_ready(place: BackupPlace, needed_bytes: int) -> None:
    """Raises PlaceUnusable."""
    if (state := state_of(place, needed_bytes)) is not PlaceState.READY:
        raise PlaceUnusable(state)


def failure(folder: Path, error: DatabaseUnusable | OSError) -> BackupFailed:
    """As the journal holds it."""
    if isinstance(error, PlaceUnusable):
        return BackupFailed(folder=str(folder), reason=error.state)
    if isinstance(error, DatabaseUnusable):
        detail = str(error.said.get("error", ""))
        return BackupFailed(folder=str(folder), reason=str(error.reason), detail=detail)
    return BackupFailed(folder=str(folder), reason="broken", detail=str(error.strerror or error))
