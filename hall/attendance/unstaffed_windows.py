"""How long a window stood empty while people waited for what it does: for the director's figures.

Who sat where is read from the journal, who waited from the stays. A window that another desk covers
is not empty; one that pauses is, as long as nobody sits there.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from hall.clock import HALL_ZONE
from hall.events import WindowCovered, WindowTaken
from hall.hours.queries import timetable
from hall.journal import JournalEntry
from hall.line.model import Stay, Ticket
from hall.line.queries import windows
from hall.line.ticket_life import IN_LINE
from hall.unit_of_work import ReadSession

Span = tuple[datetime, datetime]
ONE_DAY = timedelta(days=1)
#: Rows read to learn who sat where at midnight; twenty windows have fewer in a week.
MOST_ROWS_BEFORE = 500
SEATS = (WindowTaken.kind, WindowCovered.kind)


def unstaffed_while_waiting(at: ReadSession, day: date) -> dict[str, float]:
    """Seconds of this day up to now, by the name of each window in use, within its own hours."""
    midnight = datetime.combine(day, time(), HALL_ZONE)
    until = min(midnight + ONE_DAY, max(at.now, midnight))
    staffed = _staffed(at.session, midnight, until)
    waits = _waits(at.session, day, until)
    hours = timetable(at.session, day)
    found = {}
    for window in windows(at.session):
        spans = [(opening.opens, opening.closes) for opening in hours.openings(day, {window.id})]
        waited = [wait for service in window.services for wait in waits.get(service.id, ())]
        wanted = common(joined(waited), joined(spans))
        found[window.name] = seconds_of(without(wanted, staffed.get(window.name, [])))
    return found


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time without overlaps, in order."""
    whole: list[Span] = []
    for begins, ends in sorted(span for span in spans if span[0] < span[1]):
        if whole and begins <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], ends))
        else:
            whole.append((begins, ends))
    return whole


def common(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What lies in both."""
    shared = [(max(a, c), min(b, d)) for a, b in some for c, d in others]
    return joined(shared)


def without(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What lies in the first, and not in the second, which is without overlaps and in order."""
    left = []
    for begins, ends in some:
        for taken_from, taken_until in others:
            if taken_until <= begins or ends <= taken_from:
                continue
            left.append((begins, taken_from))
            begins = taken_until
        left.append((begins, ends))
    return joined(left)


def seconds_of(spans: Iterable[Span]) -> float:
    """How long they are together, without overlaps."""
    return sum((ends - begins).total_seconds() for begins, ends in spans)


def _staffed(session: Session, midnight: datetime, until: datetime) -> dict[str, list[Span]]:
    """When somebody sat at each window, or another desk covered it."""
    rows = [*reversed(_rows_before(session, midnight)), *_rows_of(session, midnight, until)]
    since: dict[tuple[str, str], datetime] = {}  # by window, and by what it is staffed
    spans: dict[str, list[Span]] = defaultdict(list)
    for row in rows:
        window = str(row.details.get("window"))
        begun = since.pop((window, row.kind), None)
        if begun is not None:
            spans[window].append((max(begun, midnight), row.at))
        if row.details.get("staff_id" if row.kind == WindowTaken.kind else "desk") is not None:
            since[window, row.kind] = row.at
    for (window, _), begun in since.items():
        spans[window].append((max(begun, midnight), until))
    return {window: joined(of_window) for window, of_window in spans.items()}


def _rows_before(session: Session, midnight: datetime) -> Sequence[JournalEntry]:
    return session.scalars(
        select(JournalEntry)
        .where(JournalEntry.kind.in_(SEATS), JournalEntry.at < midnight)
        .order_by(JournalEntry.seq.desc())
        .limit(MOST_ROWS_BEFORE)
    ).all()


def _rows_of(session: Session, begins: datetime, ends: datetime) -> Sequence[JournalEntry]:
    return session.scalars(
        select(JournalEntry)
        .where(JournalEntry.kind.in_(SEATS), JournalEntry.at >= begins, JournalEntry.at < ends)
        .order_by(JournalEntry.seq)
    ).all()


def _waits(session: Session, day: date, until: datetime) -> dict[int, list[Span]]:
    """By service, when somebody was in its line."""
    waits: dict[int, list[Span]] = defaultdict(list)
    stays = session.execute(
        select(Stay.service_id, Ticket.service_id, Stay.since, Stay.until)
        .join(Ticket, Ticket.id == Stay.ticket_id)
        .where(Ticket.day == day, Stay.state.in_(IN_LINE))
    )
    for service, now_for, since, ended in stays:
        waits[service or now_for].append((since, min(ended or until, until)))
    # The wait before the first step is written with that step.
    untouched = select(Ticket.service_id, Ticket.issued_at).where(
        Ticket.day == day,
        Ticket.state.in_(IN_LINE),
        ~exists().where(Stay.ticket_id == Ticket.id),
    )
    for service, since in session.execute(untouched):
        waits[service].append((since, until))
    return waits
