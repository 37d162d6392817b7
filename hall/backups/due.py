"""When the night's backup is due, and which backup was the last good one."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select

from hall import journal
from hall.clock import HALL_ZONE, local
from hall.events import BackupCopied, BackupFailed, BackupMade
from hall.journal import JournalEntry
from hall.parsing import time_of_day
from hall.settings import change_setting, setting
from hall.unit_of_work import ReadSession, UnitOfWork

SETTING = "backup_at"
#: Older than this, the last good backup is something to do: a night, and a little more.
OLD_AFTER = timedelta(hours=36)
#: More than all folders together hold.
LATELY = 200


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last one that was opened and found whole."""

    file: str
    folder: str
    at: datetime
    age: timedelta

    @property
    def is_old(self) -> bool:
        """A night went by without one."""
        return self.age > OLD_AFTER


def last_good_backup(snapshot: ReadSession) -> LastBackup | None:
    """None where none was made yet."""
    entry = journal.latest_of(snapshot.session, (BackupMade.kind,))
    if entry is None:
        return None
    age = snapshot.now - entry.at
    return LastBackup(entry.details["file"], entry.details["folder"], entry.at, age)


def last_failure(snapshot: ReadSession) -> journal.JournalEntry | None:
    """Why there is none since the last good one; None where nothing failed since."""
    kinds = (BackupMade.kind, BackupFailed.kind, BackupCopied.kind)
    entry = journal.latest_of(snapshot.session, kinds)
    return entry if entry is not None and entry.kind == BackupFailed.kind else None


def opened_backups(snapshot: ReadSession) -> dict[str, str]:
    """Which this hall has opened and found whole lately: their SHA-256 by their names."""
    made = select(JournalEntry).where(JournalEntry.kind == BackupMade.kind)
    latest = snapshot.session.scalars(made.order_by(JournalEntry.seq.desc()).limit(LATELY))
    return {entry.details["file"]: entry.details["sha256"] for entry in latest}


def is_due(now: datetime, at: time | None, last: datetime | None) -> bool:
    """Whether the set hour came by since the last one: once a night, later if the hall was off."""
    if at is None:
        return False
    today = datetime.combine(local(now).date(), at, HALL_ZONE)
    since = today if today <= now else today - timedelta(days=1)
    return last is None or last < since


def backup_hour(snapshot: ReadSession) -> time | None:
    """As the office set it; None: never by itself."""
    kept = setting(snapshot.session, SETTING)
    return time_of_day(kept) if kept else None


def set_backup_hour(work: UnitOfWork, at: time | None) -> None:
    """None: never by itself."""
    change_setting(work, SETTING, f"{at:%H:%M}" if at else "")
