"""How long a window stood empty while people waited for what it does: for the director's figures.

Who sat where is read from the journal, who waited from the stays. A window that another desk covers
is not empty; one that pauses is, as long as nobody sits there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from hall.clock import HALL_ZONE, hall_day
from hall.events import WindowCovered, WindowTaken
from hall.hours.queries import timetable
from hall.hours.timetable import HORIZON_DAYS, Timetable
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
    in_use = {window.id: window.name for window in windows(at.session)}
    found = unstaffed_by_day(at, day, day)
    return {name: found.get((day, window), 0.0) for window, name in in_use.items()}


def unstaffed_by_day(at: ReadSession, first: date, last: date) -> dict[tuple[date, int], float]:
    """Seconds of each of these days up to now, by the id of each window in use, within its hours.

    Days and windows without any are not in it.
    """
    until = min(_midnight(last + ONE_DAY), max(at.now, _midnight(first)))
    staffed = _staffed(at.session, _midnight(first), until)
    waits = _waits(at.session, first, last, until)
    in_use, hours = windows(at.session), Timetable()
    found, known_until = {}, first
    for day in sorted(waits):
        if day >= known_until:  # a timetable knows the holidays of its next weeks only
            hours, known_until = timetable(at.session, day), day + HORIZON_DAYS * ONE_DAY
        for window in in_use:
            open_now = [(half.opens, half.closes) for half in hours.openings(day, {window.id})]
            of_it = (waits[day].get(service.id, ()) for service in window.services)
            wanted = common(joined(chain.from_iterable(of_it)), joined(open_now))
            seconds = seconds_of(without(wanted, staffed.get((day, window.name), [])))
            if seconds:
                found[day, window.id] = seconds
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HALL_ZONE)


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


def _staffed(
    session: Session, begins: datetime, until: datetime
) -> dict[tuple[date, str], list[Span]]:
    """When somebody sat at each window, or another desk covered it; by day, in order."""
    rows = [*reversed(_rows_before(session, begins)), *_rows_of(session, begins, until)]
    since: dict[tuple[str, str], datetime] = {}  # by window, and by what it is staffed
    spans: dict[str, list[Span]] = defaultdict(list)
    for row in rows:
        window = str(row.details.get("window"))
        begun = since.pop((window, row.kind), None)
        if begun is not None:
            spans[window].append((max(begun, begins), row.at))
        if row.details.get("staff_id" if row.kind == WindowTaken.kind else "desk") is not None:
            since[window, row.kind] = row.at
    for (window, _), begun in since.items():
        spans[window].append((max(begun, begins), until))
    found: dict[tuple[date, str], list[Span]] = defaultdict(list)
    for window, of_window in spans.items():
        for span in joined(of_window):
            for day, part in _by_day(span):
                found[day, window].append(part)
    return found


def _by_day(span: Span) -> Iterator[tuple[date, Span]]:
    """Its part of each day: nobody stands up at night."""
    begins, ends = span
    while begins < ends:
        day = hall_day(begins)
        midnight = _midnight(day + ONE_DAY)
        yield day, (begins, min(ends, midnight))
        begins = midnight


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


def _waits(
    session: Session, first: date, last: date, until: datetime
) -> dict[date, dict[int, list[Span]]]:
    """By day and service, when somebody was in its line."""
    waits: dict[date, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    stays = session.execute(
        select(Ticket.day, Stay.service_id, Ticket.service_id, Stay.since, Stay.until)
        .join(Ticket, Ticket.id == Stay.ticket_id)
        .where(Ticket.day.between(first, last), Stay.state.in_(IN_LINE))
    )
    for day, service, now_for, since, ended in stays:
        over = min(ended or until, until, _midnight(day + ONE_DAY))
        waits[day][service or now_for].append((since, over))
    # The wait before the first step is written with that step.
    untouched = select(Ticket.day, Ticket.service_id, Ticket.issued_at).where(
        Ticket.day.between(first, last),
        Ticket.state.in_(IN_LINE),
        ~exists().where(Stay.ticket_id == Ticket.id),
    )
    for day, service, since in session.execute(untouched):
        waits[day][service].append((since, min(until, _midnight(day + ONE_DAY))))
    return waits
