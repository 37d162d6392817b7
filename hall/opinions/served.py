"""Who served a visit: known to the ticket's last step and the journal, whoever asks later."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.events import WindowTaken
from hall.journal import JournalEntry
from hall.line.model import Ticket
from hall.people.queries import staff_by_id


def who_served(session: Session, ticket: Ticket) -> int | None:
    """Whoever ended the visit at its last window; or who sat there, when a program did.

    None: nobody sat there.
    """
    staff_id = _staff_in(ticket.stepped_by or "")
    if staff_id is None and ticket.window is not None:
        staff_id = _seated(session, ticket.window.name, ticket.stepped_seq or 0)
    known = staff_by_id(session, staff_id) if staff_id else None
    return known.id if known else None


def _staff_in(actor: str) -> int | None:
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdigit() else None


def _seated(session: Session, window: str, seq: int) -> int | None:
    """The journal's last word about the window before the visit ended."""
    taken = session.scalars(
        select(JournalEntry.details)
        .where(JournalEntry.kind == WindowTaken.kind, JournalEntry.seq <= seq)
        .order_by(JournalEntry.seq.desc())
    )
    return next((said["staff_id"] for said in taken if said["window"] == window), None)
