"""Makes the night's backup, and those that are asked for; copies them to what is plugged in.

One thread, so that no two are made at once; against ``hall backup`` stands the lock of
hall/backups/underway.py. Nothing is made by itself or removed while the clock is doubted.
"""

from contextlib import suppress
from pathlib import Path

from hall.backups.backup_names import kept_in, name_of
from hall.backups.backup_places import BackupPlace, PlaceKind
from hall.backups.backup_shelf import (
    ACTOR,
    BackupPlan,
    BackupShelf,
    BackupSurvey,
    failure,
    must_be_ready,
)
from hall.backups.due import backup_hour, is_due, last_good_backup
from hall.backups.making import BackupSource, MadeBackup, make_backup
from hall.backups.pace import BackupCalledOff, Pace
from hall.backups.underway import underway
from hall.database_presence import file_of, note_backup
from hall.database_unusable import DatabaseUnusable
from hall.events import StickFound
from hall.periodic_worker import PeriodicWorker
from hall.unit_of_work import Hall

LOOKED_EVERY_SECONDS = 3.0
#: Ten minutes: at the opening everybody is served first.
SETTLED_AFTER_ROUNDS = 200
ASKED_EVERY_ROUNDS = 20
#: A night's backup that failed is tried again so much later.
TRIED_AGAIN_ROUNDS = 600


class BackupWorker(PeriodicWorker):
    def __init__(self, hall: Hall, plan: BackupPlan) -> None:
        super().__init__("backups", self.run_once, pause_seconds=LOOKED_EVERY_SECONDS)
        self.shelf = BackupShelf(hall, plan)
        self.pace: Pace | None = None  # of the one that is being made
        self.asked_by: str | None = None
        self.seen: BackupSurvey | None = None  # as of the last round
        self._hall = hall
        self._known_sticks: set[Path] | None = None
        self._rest_rounds = SETTLED_AFTER_ROUNDS

    def ask_for(self, actor: str) -> None:
        """Make one now; the second press before it begins makes no second one."""
        self.asked_by = actor
        self.wake()

    @property
    def seals(self) -> bool:
        """Whether backups are sealed."""
        return self.shelf.plan.seals

    def prepare_stick(self, point: Path, actor: str) -> None:
        """Make the folder on a stick, which then gets its backup. Raises OSError."""
        self.shelf.prepare_stick(point, actor)
        self.wake()

    def run_once(self) -> float:
        """Sticks that appeared, then a backup that is asked for or due; seconds to the next."""
        with suppress(BackupCalledOff):
            self._greet_sticks()
            if self.asked_by is not None:
                self._make(self.asked_by)
            elif self._rest_rounds > 0:
                self._rest_rounds -= 1
            elif self._is_due():
                self._make(ACTOR)
            else:
                self._rest_rounds = ASKED_EVERY_ROUNDS
            self.seen = self.shelf.survey()
        return self.pause_seconds

    def _is_due(self) -> bool:
        with self._hall.read() as snapshot:
            if snapshot.clock_is_doubted:
                return False
            last = last_good_backup(snapshot)
            return is_due(snapshot.now, backup_hour(snapshot), last.at if last else None)

    def _make(self, actor: str) -> None:
        shelf = self.shelf
        self._rest_rounds = TRIED_AGAIN_ROUNDS  # first: what fails is not tried at once again
        self.pace = Pace(self.stopping.wait)
        try:
            made = self._made(self.pace)
        except (DatabaseUnusable, OSError) as error:
            shelf.tell(failure(shelf.plan.main, error), actor=actor)
        else:
            shelf.tell(made.fact(), actor=actor)
            self._rest_rounds = 0
            self._spread([place for place in shelf.places() if place.kind is not PlaceKind.MAIN])
            shelf.apply_rule(shelf.main)
        finally:
            self.asked_by = self.pace = None

    def _made(self, pace: Pace) -> MadeBackup:
        shelf, plan, now = self.shelf, self.shelf.plan, self._hall.now()
        if plan.main_is_ours:
            plan.main.mkdir(mode=0o750, parents=True, exist_ok=True)
        must_be_ready(shelf.main, self._needed_bytes())
        source = BackupSource(
            url=plan.url, storage=plan.storage, config_file=plan.config_file, secret=plan.secret()
        )
        file = plan.main / name_of(shelf.identity, now)
        with underway(plan.storage, file):
            made = make_backup(source, file, pace)
            note_backup(plan.storage, file, now)
        return made

    def _needed_bytes(self) -> int:
        """About: twice the database, and films as many as the last time."""
        plan, database = self.shelf.plan, file_of(self.shelf.plan.url)
        newest = next(iter(kept_in(plan.main, self.shelf.identity)), None)
        size = database.stat().st_size if database and database.exists() else 0
        return 2 * size + (newest.size_bytes if newest else 0)

    def _greet_sticks(self) -> None:
        """One that was there when the server began is no news, and gets its copy too."""
        found, known = set(self.shelf.sticks()), self._known_sticks
        self._known_sticks = found
        new = sorted(found - (known or set()))
        for folder in new if known is not None else ():
            self.shelf.tell(StickFound(folder=str(folder)))
        self._spread([BackupPlace(PlaceKind.STICK, folder) for folder in new])

    def _spread(self, places: list[BackupPlace]) -> None:
        if places:
            self.shelf.spread(places, Pace(self.stopping.wait))
