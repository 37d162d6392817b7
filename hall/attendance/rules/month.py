"""The monthly sheet of one person: sums of its days, and of nothing else."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hall.attendance.rules.days import JudgedDay, JudgedSession
from hall.attendance.rules.due_slots import PlannedSession
from hall.attendance.rules.excuses import Excuse, ExcuseKind, Piece, left_of
from hall.attendance.rules.judging import Verdict
from hall.attendance.rules.punch_rule import MINUTE
from hall.attendance.rules.timetable import SessionKind

LATE = {Verdict.LATE, Verdict.SERIOUSLY_LATE, Verdict.TOO_LATE}
EARLY = {Verdict.EARLY, Verdict.SERIOUSLY_EARLY, Verdict.TOO_EARLY}


@dataclass(slots=True)
class MonthSum:
    """Days are counted in halves, lateness in times and in minutes. What a slip takes off counts
    by its column: whole spans in days, parts of them in minutes."""

    due_days: float = 0.0
    worked_days: float = 0.0  # with those on field duty
    absent_days: float = 0.0
    open_days: float = 0.0
    leave_days: dict[str, float] = field(default_factory=dict)
    field_days: dict[str, float] = field(default_factory=dict)
    slip_minutes: dict[str, int] = field(default_factory=dict)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    late_minutes: int = 0
    early_minutes: int = 0
    duties: int = 0

    @property
    def late(self) -> int:
        """How many times, seriously or not."""
        return sum(self.verdicts[verdict] for verdict in LATE)

    @property
    def early(self) -> int:
        """How many times, seriously or not."""
        return sum(self.verdicts[verdict] for verdict in EARLY)


def sum_up(days: Iterable[JudgedDay]) -> MonthSum:
    """The sums of these days, each counted once."""
    total = MonthSum()
    for day in days:
        for session in day.sessions:
            if session.planned.session.kind is SessionKind.DUTY:
                total.duties += any(slot.punch is not None for slot in session.slots)
            else:
                _add(total, session)
            _add_slots(total, session)
    return total


def _add(total: MonthSum, session: JudgedSession) -> None:
    total.due_days += session.planned.due_days
    total.worked_days += session.worked_days
    total.absent_days += session.absent_days
    total.open_days += session.open_days
    if session.planned.excuses:
        _add_excused(total, session.planned)


def _add_slots(total: MonthSum, session: JudgedSession) -> None:
    for slot in session.slots:
        total.verdicts[slot.verdict] += 1
        if slot.verdict in LATE:
            total.late_minutes += slot.minutes
        elif slot.verdict in EARLY:
            total.early_minutes += slot.minutes


def _add_excused(total: MonthSum, planned: PlannedSession) -> None:
    """A span counts for the slip that takes the last of it, in the order of their ranks."""
    for span in planned.session.spans:
        left = [(planned.midnight + span.begins, planned.midnight + span.ends)]
        for excuse in planned.excuses:
            rest = [piece for begun in left for piece in left_of(begun, [excuse])]
            if excuse.kind is not ExcuseKind.HOLIDAY and rest != left:
                _count(total, excuse, 0 if rest else span.days, _length(left) - _length(rest))
            left = rest


def _count(total: MonthSum, excuse: Excuse, days: float, seconds: int) -> None:
    if days:
        ledger = total.leave_days if excuse.kind is ExcuseKind.LEAVE else total.field_days
        ledger[excuse.column] = ledger.get(excuse.column, 0.0) + days
    else:
        minutes = total.slip_minutes.get(excuse.column, 0)
        total.slip_minutes[excuse.column] = minutes + seconds // MINUTE


def _length(pieces: Iterable[Piece]) -> int:
    return sum(ends - begins for begins, ends in pieces)
