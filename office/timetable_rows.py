"""A timetable as the rows of its form."""

from dataclasses import dataclass

from hall.attendance.rules.punch_rule import MINUTE, PunchRule
from hall.attendance.rules.timetable import DAY, WorkSession
from hall.attendance.work_times.model import WorkTimetable
from hall.attendance.work_times.stored_sessions import from_json
from office.timetable_form import ROWS


@dataclass(frozen=True, slots=True)
class SessionRow:
    """What the controls of one session show; times as people write them."""

    name: str = ""
    begins: str = ""
    ends: str = ""
    rest_from: str = ""
    rest_to: str = ""
    days: str = "0.5"
    arrival: bool = True
    leaving: bool = True
    shares: bool = False
    opens: int | None = None  # minutes, where they are not those of the whole timetable
    closes: int | None = None


@dataclass(frozen=True, slots=True)
class TimetableRows:
    """The rule of the whole timetable (that of its first punch, in minutes), and its rows."""

    opens: int
    closes: int
    grace: int
    serious: int | None
    absent: int | None
    rows: list[SessionRow]


def timetable_rows(timetable: WorkTimetable | None) -> TimetableRows:
    """Of a new one: the usual rule, and empty rows."""
    sessions = from_json(timetable.sessions) if timetable else ()
    rules = [rule for session in sessions for rule in (session.arrival, session.leaving) if rule]
    rule = rules[0] if rules else PunchRule()
    rows = [_row(session, rule) for session in sessions]
    rows += [SessionRow()] * (len(ROWS) - len(rows))
    return TimetableRows(
        rule.opens_before // MINUTE,
        rule.closes_after // MINUTE,
        rule.grace // MINUTE,
        _minutes(rule.serious),
        _minutes(rule.absent),
        rows,
    )


def _row(session: WorkSession, whole: PunchRule) -> SessionRow:
    own = session.arrival or session.leaving or whole
    rest = (session.spans[0].ends, session.spans[1].begins) if len(session.spans) > 1 else None
    return SessionRow(
        session.name,
        _clock(session.begins),
        _clock(session.ends),
        _clock(rest[0]) if rest else "",
        _clock(rest[1]) if rest else "",
        f"{sum(span.days for span in session.spans):g}",
        session.arrival is not None,
        session.leaving is not None,
        session.shares_punch_before,
        None if own.opens_before == whole.opens_before else own.opens_before // MINUTE,
        None if own.closes_after == whole.closes_after else own.closes_after // MINUTE,
    )


def _minutes(seconds: int | None) -> int | None:
    return None if seconds is None else seconds // MINUTE


def _clock(seconds: int) -> str:
    minutes = seconds % DAY // MINUTE
    return f"{minutes // 60}:{minutes % 60:02d}"
