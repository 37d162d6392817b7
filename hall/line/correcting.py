"""Putting right what was taken wrongly for somebody who waits: the place is kept."""

from dataclasses import dataclass

from hall.errors import WrongMoment
from hall.events import TicketCorrected
from hall.line.model import Service, Ticket
from hall.line.reasons import Priority
from hall.line.steps import must_be_of_today, who
from hall.line.ticket_life import IN_LINE, TicketStep
from hall.line.visit_steps import transfer
from hall.list_entries import entry_by_id
from hall.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TicketCorrection:
    """What is true of the visitor."""

    service: Service
    priority_id: int | None  # why called earlier; None: in turn
    help: bool  # does not know what to ask for


def correct(work: UnitOfWork, ticket: Ticket, wish: TicketCorrection) -> None:
    """From now on; nothing for what is so already.

    Raises WrongMoment unless they wait, NotFound for a reason that never was, NobodyServes,
    NotToday.
    """
    must_be_of_today(work, ticket)
    if ticket.state not in IN_LINE:
        raise WrongMoment(number=ticket.number, now=ticket.state, wanted=TicketStep.TRANSFER)
    if wish.service is not ticket.service:
        transfer(work, ticket, wish.service, ticket.note)
    if (ticket.priority_id, ticket.help) == (wish.priority_id, wish.help):
        return
    chosen = wish.priority_id
    reason = entry_by_id(work.session, Priority, chosen) if chosen else None
    ticket.priority, ticket.help = reason, wish.help
    work.session.flush()
    work.record(
        TicketCorrected(
            **who(ticket),
            service=ticket.service.prefix,
            priority_id=wish.priority_id,
            help=wish.help,
        )
    )
