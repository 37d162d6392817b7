"""The journal's rows as the forecast follows them: forwards from a row, backwards to a day."""

from collections.abc import Iterator
from datetime import date, datetime, time

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hall.base import LARGEST_ID
from hall.clock import HALL_ZONE
from hall.events import JournalRow
from hall.journal import JournalEntry

PAGE = 1000
#: Read in about 50 ms; a day of tens of thousands of numbers takes seconds.
MOST_ROWS_WAITED_FOR = 2000
ROWS_AFTER = (
    select(
        JournalEntry.seq,
        JournalEntry.at,
        JournalEntry.actor,
        JournalEntry.kind,
        JournalEntry.details,
    )
    .where(JournalEntry.seq > bindparam("after"))
    .order_by(JournalEntry.seq)
    .limit(PAGE)
)
WHEN = select(JournalEntry.at).where(JournalEntry.seq == bindparam("seq"))
ROWS_BEFORE = (
    select(JournalEntry.seq, JournalEntry.at)
    .where(JournalEntry.seq < bindparam("before"))
    .order_by(JournalEntry.seq.desc())
    .limit(PAGE)
)


def rows_after(session: Session, seq: int) -> Iterator[JournalRow]:
    """The journal's rows from there on, a page at a time: a month of them is many."""
    while True:
        page = session.connection().execute(ROWS_AFTER, {"after": seq}).all()
        yield from page
        if len(page) < PAGE:
            return
        seq = page[-1].seq


def is_many_rows_into(session: Session, day: date, seq: int) -> bool:
    """Whether the day holds more rows up to ``seq`` than may be read while somebody waits."""
    at = session.connection().execute(WHEN, {"seq": seq - MOST_ROWS_WAITED_FOR}).scalar()
    return at is not None and at >= datetime.combine(day, time(), HALL_ZONE)


def last_row_before(session: Session, day: date) -> int:
    """The journal's last row of an earlier day; read backwards, for rows are in order.

    Page by page to the end of each: a cursor left half read would keep the connection in the
    past, and whoever gets it next could not write.
    """
    midnight = datetime.combine(day, time(), HALL_ZONE)
    before = LARGEST_ID
    while True:
        page = session.connection().execute(ROWS_BEFORE, {"before": before}).all()
        earlier = next((seq for seq, at in page if at < midnight), None)
        if earlier is not None:
            return int(earlier)
        if not page:
            return 0
        before = page[-1].seq
