"""More or fewer people came together than was said when the number was taken: the place is kept."""

from sqlalchemy.orm import Session

from hall.errors import Malformed, WrongMoment
from hall.issuing.party_size import LARGEST_PARTY
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.model import Ticket
from hall.line.queries import party_of
from hall.line.ticket_life import IN_LINE, TicketStep
from hall.line.visit_steps import cancel
from hall.unit_of_work import UnitOfWork


def waiting_party(session: Session, ticket: Ticket) -> list[Ticket]:
    """Those who came together and still wait, this one among them."""
    together = party_of(session, ticket) or [ticket]
    return [each for each in together if each.state in IN_LINE]


def correct_size(work: UnitOfWork, ticket: Ticket, size: int) -> None:
    """So many of them wait from now on; nothing for what is so already.

    Who is more gets a number right behind the others, who is less has the last ones given back.
    Raises Malformed unless 1 to 6 wait, WrongMoment for a ticket that does not, NotToday.
    """
    if not 1 <= size <= LARGEST_PARTY:
        raise Malformed(field="size", most=LARGEST_PARTY)
    if ticket.state not in IN_LINE:
        raise WrongMoment(number=ticket.number, now=ticket.state, wanted=TicketStep.ADD)
    waiting = waiting_party(work.session, ticket)
    others = [each for each in waiting if each is not ticket]
    for each in others[size - 1 :]:
        cancel(work, each)
        each.party_id = None
    last = max(waiting[:size], key=lambda each: (each.place, each.id))
    party = ticket.party_id or ticket.id
    for _ in range(size - len(waiting)):
        another = _another(work, ticket)
        another.place, another.party_id = last.place, party
    ticket.party_id = party if size > 1 else None
    work.session.flush()


def _another(work: UnitOfWork, ticket: Ticket) -> Ticket:
    request = TicketRequest("counter", None, ticket.item_code, priority_id=ticket.priority_id)
    return issue_ticket(work, ticket.service, request)
