"""What earlier days taught, read from the records. Done off every request's path, once a day;
in a young hall more often, so that it has not to wait until tomorrow for its first words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.events import WindowTaken
from hall.journal import JournalEntry
from hall.line.model import Service
from hall.unit_of_work import ReadSession
from hall.wait_forecast import queries
from hall.wait_forecast.model import KeptSpan
from hall.wait_forecast.past_absences import past_absences
from hall.wait_forecast.past_visits import (
    REMEMBERED,
    Attendance,
    attendances,
    past_stays,
    silent_absences,
    turnover,
)
from hall.wait_forecast.roster import name_of
from hall.wait_forecast.rules.durations import Key, learned_durations
from hall.wait_forecast.rules.habits import Habits, learned_habits
from hall.wait_forecast.rules.simulate import Learned
from hall.wait_forecast.rules.values import MinuteSpan, PastSpan, PastVisit

LATEST_SPANS = 3_000
LATEST_SEATS = 300
#: With fewer visits on record, what is learned is learned again after a while.
YOUNG_VISITS = 200


@dataclass(frozen=True, slots=True)
class Morning:
    """All that was learned for one day."""

    day: date
    learned: Learned
    regulars: frozenset[int] = frozenset()
    windows: Mapping[int, str] = field(default_factory=dict)  # where everybody sat last
    young: bool = False


def learned_morning(snapshot: ReadSession) -> Morning:
    """All that earlier days, and today's finished visits, teach: reads up to 20 000 stays."""
    session, today = snapshot.session, snapshot.today
    calls = list(attendances(past_stays(session, today)))
    visits = [PastVisit(call.service, call.item, call.minutes) for call in calls if not call.missed]
    durations = learned_durations(visits, promised(session), turnover(calls))
    return Morning(
        day=today,
        learned=Learned(durations, _habits(session, today, calls)),
        regulars=queries.regulars(session, today),
        windows=last_seats(session),
        young=len(visits) < YOUNG_VISITS,
    )


def _habits(session: Session, today: date, calls: Sequence[Attendance]) -> Habits:
    absences = [*past_absences(session, today), *silent_absences(calls)]
    return learned_habits(past_spans(session, today), absences)


def promised(session: Session) -> dict[Key, float]:
    """Minutes at the window that the office entered, by service and item."""
    rows = session.execute(select(Service.prefix, Service.promised_minutes))
    return {(prefix, None): float(minutes) for prefix, minutes in rows if minutes}


def past_spans(session: Session, today: date) -> list[PastSpan]:
    """How spans of the last 90 days were kept, oldest first; at most the latest 3000."""
    rows = session.scalars(
        select(KeptSpan)
        .where(KeptSpan.day < today, KeptSpan.day >= today - REMEMBERED)
        .order_by(KeptSpan.day.desc(), KeptSpan.begins.desc(), KeptSpan.id)
        .limit(LATEST_SPANS)
    ).all()
    return [_past_span(kept) for kept in reversed(rows)]


def _past_span(kept: KeptSpan) -> PastSpan:
    span = MinuteSpan(kept.begins, kept.ends)
    return PastSpan(name_of(kept.staff_id), span, kept.first, kept.came, kept.left)


def last_seats(session: Session) -> dict[int, str]:
    """At which window each of the staff sat last."""
    rows = session.scalars(
        select(JournalEntry.details)
        .where(JournalEntry.kind == WindowTaken.kind)
        .order_by(JournalEntry.seq.desc())
        .limit(LATEST_SEATS)
    ).all()
    taken = [(details.get("staff_id"), details.get("window")) for details in reversed(rows)]
    return {staff: str(window) for staff, window in taken if staff is not None}
