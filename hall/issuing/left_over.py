"""Who was not served on the last day that gave numbers, as when the power went: their places.

They come with the number of that day, and whoever sits at a desk or in the office gives them one
of today with one press. It has the old place, so it stands before today's first, in their order.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from hall.errors import NotLeftOver
from hall.events import TicketReadmitted, VisitClosed
from hall.issuing.tickets import SAME_KEY, TicketRequest, issue_ticket
from hall.journal import JournalEntry
from hall.line.closing import close_left_open
from hall.line.model import Ticket
from hall.line.queries import LAST_OTHER_DAY, party_of
from hall.line.steps import who
from hall.line.ticket_life import IN_LINE, TicketState
from hall.unit_of_work import ReadSession, UnitOfWork

#: In these states nobody had served them yet; who missed the call had their turn.
NOT_SERVED = (*IN_LINE, TicketState.CALLED, TicketState.PARKED)
KEY = "readmitted "
_AGAIN = aliased(Ticket)
LEFT_OVER = (
    select(Ticket)
    .options(joinedload(Ticket.service))
    .outerjoin(JournalEntry, JournalEntry.seq == Ticket.stepped_seq)
    .where(
        or_(
            # The night has not come yet.
            and_(Ticket.day == LAST_OTHER_DAY, Ticket.state.in_(NOT_SERVED)),
            # Of today it closes nobody, but for a clock that ran ahead and was believed.
            and_(
                or_(Ticket.day == LAST_OTHER_DAY, Ticket.day == bindparam("today")),
                Ticket.state == TicketState.LEFT,
                JournalEntry.kind == VisitClosed.kind,
                JournalEntry.details["came_from"].as_string().in_(NOT_SERVED),
            ),
        ),
        ~select(_AGAIN.id)
        .where(_AGAIN.day == bindparam("today"), _AGAIN.request_key == KEY + Ticket.code)
        .exists(),
    )
    .order_by(Ticket.place, Ticket.id)
)


def left_over(session: Session, today: date) -> Sequence[Ticket]:
    """Who may have a number of today for one of the last day before, in the order of the line."""
    return session.scalars(LEFT_OVER, {"today": today}).all()


def is_left_over(snapshot: ReadSession, ticket: Ticket) -> bool:
    """Whether this number may still be turned into one that counts."""
    if ticket.day == snapshot.today and ticket.state is not TicketState.LEFT:
        return False  # nearly everybody who asks
    return ticket in left_over(snapshot.session, snapshot.today)


def readmit(work: UnitOfWork, old: Ticket) -> Ticket:
    """A number of today, with the place and everything that was said with the old one.

    The same press once more is the same number. Raises NotLeftOver.
    """
    key = KEY + old.code
    if earlier := work.session.scalar(SAME_KEY, {"day": work.today, "key": key}):
        return earlier
    if old not in left_over(work.session, work.today):
        raise NotLeftOver(number=old.number)
    if old.state is not TicketState.LEFT:
        close_left_open(work, old)
    request = TicketRequest(
        "return", key, old.item_code, help=old.help, priority_id=old.priority_id
    )
    ticket = issue_ticket(work, old.service, request)
    ticket.place, ticket.note = old.place, old.note
    ticket.further, ticket.first_asked_id = list(old.further), old.first_asked_id
    _join_party(work, old, ticket)
    work.session.flush()
    work.record(TicketReadmitted(**who(ticket), service=ticket.service.prefix, left_over_id=old.id))
    return ticket


def _join_party(work: UnitOfWork, old: Ticket, ticket: Ticket) -> None:
    """Who came together that day stands together today, as far as they are here again."""
    keys = [KEY + each.code for each in party_of(work.session, old) if each is not old]
    again = select(Ticket).where(Ticket.day == work.today, Ticket.request_key.in_(keys))
    if first := work.session.scalars(again.order_by(Ticket.id)).first():
        first.party_id = ticket.party_id = first.party_id or first.id
