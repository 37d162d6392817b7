"""Trying the fingerprint reader each morning, so that its fault is known before people stand at it.

Once a day, in the hour before the hall opens: it is met, its glass is looked at, and what it holds
is compared with the register. The result is a fact; what is wrong stands in its health as well.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance import queries
from hall.attendance.reader_job_queue import ReaderJobQueue
from hall.attendance.reader_jobs import ReaderJobReport, must_be_ours
from hall.clock import HALL_ZONE, hall_day
from hall.errors import ReaderBusy
from hall.events import ReaderTried
from hall.hours.queries import timetable
from hall.journal import JournalEntry
from hall.machines import FingerprintReader, MachineUnavailable
from hall.periodic_worker import PeriodicWorker
from hall.unit_of_work import Hall, ReadSession

BEFORE_OPENING = timedelta(hours=1)
#: Where no hours were entered.
USUAL_OPENING = time(8)
LOOK_SECONDS = 60.0
ACTOR = "fingerprint_reader"


class MorningTrial(PeriodicWorker):
    """Hands the trial to the reader's own worker, which alone may use its cable."""

    def __init__(self, hall: Hall, desk: ReaderJobQueue) -> None:
        super().__init__("morning trial of the fingerprint reader", self._look_once)
        self._hall = hall
        self._desk = desk

    def _look_once(self) -> float:
        with self._hall.read() as snapshot:
            due = is_due(snapshot)
        if due and not self._desk.has_copy:  # the next job would throw it away
            with suppress(ReaderBusy):  # somebody is being enrolled: in a minute again
                self._desk.hand_in("try", try_reader)
        return LOOK_SECONDS


def is_due(snapshot: ReadSession) -> bool:
    """Whether the hall opens within the hour, and today's trial has not been made."""
    if snapshot.clock_is_doubted:
        return False
    opens = _first_opening(snapshot)
    if opens is None or not opens - BEFORE_OPENING <= snapshot.now < opens:
        return False
    last = latest_trial(snapshot.session)
    return last is None or hall_day(last[0]) != snapshot.today


def _first_opening(snapshot: ReadSession) -> datetime | None:
    """None on a day on which the hall stays closed."""
    hours = timetable(snapshot.session, snapshot.today)
    if hours.always(()):
        return datetime.combine(snapshot.today, USUAL_OPENING, HALL_ZONE)
    openings = hours.openings(snapshot.today, ())
    return openings[0].opens if openings else None


def try_reader(reader: FingerprintReader, hall: Hall) -> Iterator[ReaderJobReport]:
    """The job. Raises MachineUnavailable, after the fault was written down."""
    try:
        must_be_ours(reader, hall)
        reader.check()
        library = reader.library()
    except MachineUnavailable as error:
        with hall.work(ACTOR) as work:
            work.record(ReaderTried(fault=error.fault))
        raise
    with hall.work(ACTOR) as work:
        missing = queries.reserved_pages(work.session) - library.pages
        work.record(ReaderTried(fingers=len(library.pages), missing=len(missing)))
    yield ReaderJobReport(library=library)


def latest_trial(session: Session) -> tuple[datetime, ReaderTried] | None:
    """When it was tried last, and how that went; None before the first time."""
    entry = session.scalar(
        select(JournalEntry)
        .where(JournalEntry.kind == ReaderTried.kind)
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    )
    return (entry.at, ReaderTried(**entry.details)) if entry else None
