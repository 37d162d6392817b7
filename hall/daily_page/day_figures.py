"""What stands on the page of one day, counted from the records."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.attendance.months.reading import judged
from hall.attendance.queries import punches_on
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.judging import STEPS, Verdict
from hall.attendance.unstaffed_windows import unstaffed_while_waiting
from hall.clock import HALL_ZONE
from hall.events import HallOpened, MachineLost
from hall.journal import JournalEntry
from hall.line.figures import figures
from hall.line.priority import jumps
from hall.opinions.tallies import all_grades
from hall.unit_of_work import ReadSession
from hall.wait_forecast.figures import accuracy, ended

ONE_DAY = timedelta(days=1)
#: Shorter than this nobody was missing from a window.
UNSTAFFED_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAttendance:
    """How many people: each counts once in each."""

    due: int = 0
    came: int = 0  # with a punch
    late: int = 0
    early: int = 0
    missing: int = 0  # a punch that was due by now is not there
    on_leave: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """Times in seconds; None where there is nothing to take them from."""

    was_on: bool = True  # the server, at any time of that day
    issued: int = 0
    finished: int = 0
    missed: int = 0
    given_back: int = 0
    still_open: int = 0  # nobody has ended them
    mean_wait: float | None = None
    longest_wait: float | None = None
    forecast_error_minutes: float | None = None
    forecasts: int = 0  # by how many
    jumped: int = 0  # calls out of turn
    passed: int = 0  # people they were called before
    ratings: tuple[int, ...] = (0, 0, 0, 0, 0)  # by grade
    faults: Mapping[str, int] = field(default_factory=dict)  # losses by machine
    starts: int = 0  # of the server
    unstaffed: Mapping[str, int] = field(default_factory=dict)  # seconds by window
    punches: int = 0
    attendance: DayAttendance = DayAttendance()

    def kept(self) -> dict[str, Any]:
        """As the records hold it."""
        return asdict(self) | {"ratings": list(self.ratings)}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """What an earlier version kept has fewer of them."""
        values = dict(kept)
        attendance = DayAttendance(**values.pop("attendance", {}))
        ratings = tuple(values.pop("ratings", ()))
        return cls(**values, ratings=ratings, attendance=attendance)


def day_figures(snapshot: ReadSession, day: date) -> DayFigures:
    """Of one day, up to now when it is today."""
    session = snapshot.session
    line = figures(session, day)
    calls = jumps(session, day)
    told = accuracy(ended(session, day, snapshot.today, until=day))
    unstaffed = unstaffed_while_waiting(snapshot, day)
    return DayFigures(
        was_on=_was_on(session, day),
        issued=line.issued,
        finished=line.finished,
        missed=line.missed,
        given_back=line.given_back,
        still_open=line.waiting + line.at_windows + line.away,
        mean_wait=line.mean_wait_seconds,
        longest_wait=line.longest_wait_seconds,
        forecast_error_minutes=told.ours,
        forecasts=told.compared,
        jumped=len(calls),
        passed=sum(call.passed for call in calls),
        ratings=all_grades(session, day, day).counts,
        faults=_faults(session, day),
        starts=_starts(session, day),
        unstaffed={
            window: round(seconds)
            for window, seconds in unstaffed.items()
            if seconds >= UNSTAFFED_SECONDS
        },
        punches=len(punches_on(session, day)),
        attendance=_attendance(snapshot, day),
    )


def bounds(day: date) -> tuple[datetime, datetime]:
    """Its midnight and the next."""
    midnight = datetime.combine(day, time(), HALL_ZONE)
    return midnight, midnight + ONE_DAY


def _was_on(session: Session, day: date) -> bool:
    """Asked from the newest row back: the days that are asked about are near."""
    begins, ends = bounds(day)
    of_the_day = select(JournalEntry.seq).where(JournalEntry.at >= begins, JournalEntry.at < ends)
    return session.scalar(of_the_day.order_by(JournalEntry.seq.desc()).limit(1)) is not None


def _starts(session: Session, day: date) -> int:
    begins, ends = bounds(day)
    counted = select(func.count()).where(
        JournalEntry.kind == HallOpened.kind, JournalEntry.at >= begins, JournalEntry.at < ends
    )
    return session.scalar(counted) or 0


def _faults(session: Session, day: date) -> dict[str, int]:
    begins, ends = bounds(day)
    machine = JournalEntry.details["machine"].as_string()
    counted = select(machine, func.count()).where(
        JournalEntry.kind == MachineLost.kind, JournalEntry.at >= begins, JournalEntry.at < ends
    )
    return dict(session.execute(counted.group_by(machine).order_by(machine)).all())


def _attendance(snapshot: ReadSession, day: date) -> DayAttendance:
    people = [person.days[0] for person in judged(snapshot, day, day).people.values()]
    due = [judged_day for judged_day in people if judged_day.slots]
    verdicts = [{slot.verdict for slot in judged_day.slots} for judged_day in due]
    lacking = {Verdict.MISSING, Verdict.ABSENT}
    return DayAttendance(
        due=len(due),
        came=sum(any(slot.punch is not None for slot in one.slots) for one in due),
        late=sum(bool(found & set(STEPS[SlotSide.ARRIVAL])) for found in verdicts),
        early=sum(bool(found & set(STEPS[SlotSide.LEAVING])) for found in verdicts),
        missing=sum(bool(found & lacking) for found in verdicts),
        on_leave=sum(bool(one.slips) for one in people),
    )
