"""When somebody is to work, and which of its ends are punched.

A session is work between two punches: one of two spans for who punches twice a day (the noon
between them is not worked), two of one span each for who punches four times, one over midnight for
a night's duty. Its times are seconds since midnight of the attendance day, and may lie beyond
24 hours: a night from 20:00 to 8:00 ends at 32 hours and needs no cut-off.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from hall.attendance.rules.punch_rule import PunchRule

DAY = 86400


class SessionKind(StrEnum):
    WORK = "work"  # 上班：计入应出勤
    DUTY = "duty"  # 值班：单独计次


class BadWorkTimes(ValueError):
    """These times cannot be worked or judged; ``why`` names the rule, for the office's sentence."""

    def __init__(self, why: str, session: str, other: str = "") -> None:
        super().__init__(why, session, other)
        self.why, self.session, self.other = why, session, other


@dataclass(frozen=True, slots=True)
class WorkSpan:
    """Work without a break, in seconds since midnight; ``days`` is what it counts: 0.5, or 1."""

    begins: int
    ends: int
    days: float = 0.5


@dataclass(frozen=True, slots=True)
class WorkSession:
    """``arrival`` or ``leaving`` is None where nobody punches at that end."""

    name: str
    spans: tuple[WorkSpan, ...]
    arrival: PunchRule | None = PunchRule()
    leaving: PunchRule | None = PunchRule()
    kind: SessionKind = SessionKind.WORK
    #: Whether one punch at noon serves both the end of the session before and the start of this.
    shares_punch_before: bool = False

    @property
    def begins(self) -> int:
        return self.spans[0].begins

    @property
    def ends(self) -> int:
        return self.spans[-1].ends


def check_sessions(sessions: Sequence[WorkSession]) -> None:
    """The sessions of one day, first to last.

    Raises BadWorkTimes: a session without work, that ends before it begins, that begins before the
    one before it has ended, or is longer than a day; two of one name; a window or a step of
    lateness that is negative or out of order.
    """
    for session in sessions:
        _check(session)
    names = Counter(session.name for session in sessions)
    if twice := next((name for name, times in names.items() if times > 1), ""):
        raise BadWorkTimes("same_name", twice)
    for before, after in pairwise(sessions):
        if after.begins < before.ends:
            raise BadWorkTimes("overlap", after.name, before.name)


def _check(session: WorkSession) -> None:
    spans = session.spans
    if not spans:
        raise BadWorkTimes("empty", session.name)
    if any(span.ends <= span.begins for span in spans):
        raise BadWorkTimes("ends_first", session.name)
    if any(after.begins < before.ends for before, after in pairwise(spans)):
        raise BadWorkTimes("overlap", session.name, session.name)
    if session.begins < 0 or session.begins >= DAY or session.ends - session.begins > DAY:
        raise BadWorkTimes("longer_than_a_day", session.name)
    for rule in (session.arrival, session.leaving):
        if rule is not None and not rule.is_in_order:
            raise BadWorkTimes("steps", session.name)


def overlapping(
    one: Iterable[WorkSession], other: Iterable[WorkSession], *, days_later: int = 0
) -> tuple[WorkSession, WorkSession] | None:
    """The first two sessions of two timetables of one person that are worked at the same time;
    the other timetable is of a day so many days later."""
    shift = days_later * DAY
    others = list(other)
    for mine in one:
        for theirs in others:
            if mine.begins < theirs.ends + shift and theirs.begins + shift < mine.ends:
                return mine, theirs
    return None
