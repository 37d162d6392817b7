"""What the desk's forms ask for. Each says what its page believed; out of date, it is refused."""

from collections.abc import Callable
from datetime import timedelta

from flask import request

from hall.errors import Malformed, OutOfDate
from hall.line import calling, queries
from hall.line.finishing import finish, finish_all
from hall.line.further import FurtherService, add_further
from hall.line.model import Ticket, Window
from hall.line.steps import undo
from hall.slips.actions import want_another
from hall.unit_of_work import UnitOfWork

#: How long away at most; a number is good for its day only.
MOST_MINUTES = 600

AtTheDesk = Callable[[UnitOfWork, Ticket, Window], object]


def the_ticket(work: UnitOfWork) -> Ticket:
    """The ticket the form names: it must still be in the state that its page showed."""
    ticket_id = request.form.get("ticket", type=int)
    believed = request.form.get("state")
    if ticket_id is None or believed is None:
        raise Malformed(field="ticket")
    return calling.must_still_be(queries.ticket_by_id(work.session, ticket_id), believed)


def must_see_who_is_in_hand(work: UnitOfWork, window: Window) -> None:
    """A call finishes the visit in hand, so the page must have shown just that visit.

    A form that says nothing of it believes nothing: a call pad with one key has no page.
    """
    shown = request.form.get("in_hand")
    here = queries.at_window(work.session, work.today, window)
    if shown is None or shown == " ".join(f"{each.id} {each.state}" for each in here):
        return
    ticket_id = shown.partition(" ")[0]
    gone = queries.ticket_by_id(work.session, int(ticket_id)) if _is_id(ticket_id) else None
    if now := here[0] if here else gone:
        raise OutOfDate(number=now.number, now=now.state)
    raise Malformed(field="in_hand")


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 20


def _call(work: UnitOfWork, ticket: Ticket, window: Window) -> None:
    must_see_who_is_in_hand(work, window)
    calling.call(work, ticket, window)


def _here(step: Callable[[UnitOfWork, Ticket], object]) -> AtTheDesk:
    """A step of a visitor who is with this window."""

    def take(work: UnitOfWork, ticket: Ticket, window: Window) -> None:
        step(work, calling.must_be_at(ticket, window))

    return take


def _back(step: Callable[[UnitOfWork, Ticket], object]) -> AtTheDesk:
    """A step that takes the place of the visit in hand."""

    def take(work: UnitOfWork, ticket: Ticket, window: Window) -> None:
        must_see_who_is_in_hand(work, window)
        step(work, calling.must_be_at(ticket, window))

    return take


def _park(work: UnitOfWork, ticket: Ticket) -> None:
    minutes = request.form.get("minutes", "").strip()
    away = int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 4 else 0
    if minutes and not 0 < away <= MOST_MINUTES:
        raise Malformed(field="minutes")
    back_at = work.now + timedelta(minutes=away) if away else None
    calling.park(work, ticket, request.form.get("note", ""), back_at)


def _transfer(work: UnitOfWork, ticket: Ticket) -> None:
    """To a service ("C"), or to one window of it ("C 3")."""
    prefix, _, name = request.form.get("to", "").partition(" ")
    service = queries.service_by_prefix(work.session, prefix)
    window = queries.window_by_name(work.session, name) if name else None
    calling.transfer(work, ticket, service, request.form.get("note", ""), window)


def _further(work: UnitOfWork, ticket: Ticket) -> None:
    service = queries.service_by_prefix(work.session, request.form.get("service", ""))
    add_further(work, ticket, FurtherService(service))


#: What a clerk may do with one ticket, by the last part of the address.
STEPS: dict[str, AtTheDesk] = {
    "call": _call,
    "recall": _back(calling.recall),
    "serve": _here(calling.serve),
    "finish": _here(finish),
    "finish-all": _here(finish_all),
    "further": _here(_further),
    "miss": _here(calling.miss),
    "return": _here(calling.return_to_line),
    "park": _here(_park),
    "resume": _back(calling.resume),
    "transfer": _here(_transfer),
    "gone": _here(calling.leave),
    "undo": lambda work, ticket, _: undo(work, ticket),
    "slip": _here(want_another),
}
