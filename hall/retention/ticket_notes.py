"""What somebody typed about a visit is kept some weeks; the visit itself stays, to be counted."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select

from hall.line.model import Ticket
from hall.sealed_remains import Keep
from hall.settings import number_setting
from hall.unit_of_work import Hall, ReadSession, UnitOfWork

NOTES_KEPT = "ticket_note_days"
MOST_AT_ONCE = 500


def forget_old_notes(hall: Hall, keep: Keep) -> int:
    """Notes and what undoing would restore of them; returns of how many tickets, 500 at most.

    Nothing while the clock is doubted.
    """
    with hall.read() as snapshot:
        if not _over(snapshot):
            return 0
    with hall.work() as work:
        old = _over(work)
        keep(work, old)
        for ticket in old:
            ticket.note, ticket.before = "", None
    return len(old)


def _over(at: ReadSession | UnitOfWork) -> Sequence[Ticket]:
    if at.clock_is_doubted:
        return ()
    last = at.today - timedelta(days=number_setting(at.session, NOTES_KEPT))
    noted = select(Ticket).where(Ticket.day <= last, Ticket.note != "")
    return at.session.scalars(noted.order_by(Ticket.id).limit(MOST_AT_ONCE)).all()
