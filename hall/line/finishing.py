"""Ending a visit, or one of the services it is for."""

from hall.events import TicketFinished, TicketWentOn
from hall.line.coverage import services_at
from hall.line.model import Service, Ticket
from hall.line.steps import step, where, who
from hall.line.ticket_life import LIFE, TicketStep
from hall.unit_of_work import UnitOfWork


def finish(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The service is done; a visit that is for more goes on with the next, in order.

    What this window does too is begun at once; for anything else the visitor joins that line,
    with the place of their first number. Raises WrongMoment unless they are at a window; NotToday.
    """
    if not ticket.further:
        return _finish(work, ticket)
    return _go_on(work, ticket, stays=_is_done_here(work, ticket))


def make_room(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The clerk calls somebody else: this visit is over here, and may go on in a line."""
    return _go_on(work, ticket, stays=False) if ticket.further else _finish(work, ticket)


def finish_all(work: UnitOfWork, ticket: Ticket) -> Ticket:
    """The visitor does not need what else they had asked for. Raises WrongMoment, NotToday."""
    return _finish(work, ticket)


def _finish(work: UnitOfWork, ticket: Ticket) -> Ticket:
    with step(work, ticket, TicketStep.FINISH):
        ticket.closed_at = work.now
        ticket.further = []
        met(ticket)
    work.record(TicketFinished(**where(ticket)))
    return ticket


def _is_done_here(work: UnitOfWork, ticket: Ticket) -> bool:
    desk = ticket.window
    following = ticket.further[0]["service_id"]
    return (
        desk is not None
        and TicketStep.CONTINUE in LIFE[ticket.state]
        and any(service.id == following for service in services_at(work.session, desk))
    )


def _go_on(work: UnitOfWork, ticket: Ticket, *, stays: bool) -> Ticket:
    came_from, here = ticket.service, ticket.window
    following, *rest = ticket.further
    with step(work, ticket, TicketStep.CONTINUE if stays else TicketStep.GO_ON):
        met(ticket)
        ticket.service = work.session.get_one(Service, following["service_id"])
        ticket.item_code = following["item_code"]
        ticket.further = rest
        ticket.only_window = None
        if not stays:
            ticket.window, ticket.calls, ticket.called_at = None, 0, None
    work.record(
        TicketWentOn(
            **who(ticket),
            service=ticket.service.prefix,
            came_from=came_from.prefix,
            window=here.name if here else "",
            stays=stays,
        )
    )
    return ticket


def met(ticket: Ticket) -> None:
    """Whoever first dealt with the visitor answers for the matter to its end (首问责任制)."""
    if ticket.first_asked_id is None and ticket.window is not None:
        ticket.first_asked_id = ticket.window.clerk_id
