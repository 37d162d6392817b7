"""The window where somebody sat last, if nobody is there now: what a punch in opens, or offers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.events import WindowRenamed, WindowTaken
from hall.journal import JournalEntry
from hall.line import queries
from hall.line.model import Window
from hall.people.model import Staff
from hall.unit_of_work import ReadSession, UnitOfWork


def window_to_open(snapshot: ReadSession | UnitOfWork, clerk: Staff) -> Window | None:
    """None where they sit somewhere already, or never sat; where somebody else sits there, or a
    program has somebody in hand; and for a window that was retired."""
    session = snapshot.session
    if not clerk.in_use or queries.windows_of(session, clerk):
        return None
    sat = last_seat(session, clerk.id)
    name = _called_now(session, sat) if sat else None
    window = next((one for one in queries.windows(session) if one.name == name), None)
    if window is None or window.clerk_id is not None:
        return None
    return None if queries.at_window(session, snapshot.today, window) else window


def last_seat(session: Session, staff_id: int) -> JournalEntry | None:
    """The fact that they took a window last; None for somebody who never did."""
    return session.scalar(
        select(JournalEntry)
        .where(
            JournalEntry.kind == WindowTaken.kind,
            JournalEntry.details["staff_id"].as_integer() == staff_id,
        )
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    )


def _called_now(session: Session, sat: JournalEntry) -> str:
    """The name of that window now: it may have been renamed since."""
    name = str(sat.details["window"])
    renamed = session.scalars(
        select(JournalEntry.details)
        .where(JournalEntry.kind == WindowRenamed.kind, JournalEntry.seq > sat.seq)
        .order_by(JournalEntry.seq)
    )
    for details in renamed:
        if details["before"] == name:
            name = str(details["window"])
    return name
