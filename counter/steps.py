"""What the desk's forms ask for. Each says what its page believed; out of date, it is refused."""

from collections.abc import Callable
from datetime import timedelta

from counter.desk_forms import (
    CorrectionForm,
    FurtherForm,
    InHandForm,
    ParkForm,
    StepForm,
    TransferForm,
)
from hall.errors import Malformed, OutOfDate
from hall.issuing.correcting_party import correct_size
from hall.line import calling, queries, visit_steps
from hall.line.correcting import TicketCorrection, correct
from hall.line.finishing import finish, finish_all
from hall.line.further import FurtherService, add_further
from hall.line.handing_over import take_charge
from hall.line.model import Ticket, Window
from hall.line.repeated_steps import was_called_instead, was_last, was_undone
from hall.line.ticket_life import IN_LINE, TicketStep
from hall.line.undoing import undo
from hall.parsing import whole_number
from hall.slips.actions import want_another
from hall.unit_of_work import UnitOfWork

AtTheDesk = Callable[[UnitOfWork, Ticket, Window], object]


def take(work: UnitOfWork, step: str, window: Window) -> None:
    """Take the step of the ticket the form names, as long as it is in the state its page showed.

    The same form once more has no second effect: its page saw what was before the step.
    """
    form = StepForm.read()
    if not form.state.is_there:
        raise Malformed(field="ticket")
    ticket = queries.ticket_by_id(work.session, form.ticket.value)
    if _is_sent_again(work, ticket, step, form):
        return
    calling.must_still_be(ticket, form.state.value)
    STEPS[step](work, ticket, window)


def _is_sent_again(work: UnitOfWork, ticket: Ticket, step: str, form: StepForm) -> bool:
    if not form.stepped.is_there or form.stepped.value == str(ticket.stepped_seq or ""):
        return False
    if step == "undo":
        return was_undone(work, ticket)
    taken = LEAVES_BEHIND.get(step)
    return taken is not None and was_last(work, ticket, taken)


def call_is_sent_again(work: UnitOfWork, window: Window) -> bool:
    """Whether the page shows who was in hand before the call that this same form has made."""
    shown = InHandForm.read().in_hand.value_if_there
    if shown is None:  # a call pad: each press is meant
        return False
    of = [_shown_first(work, shown).id] if shown else []
    return was_called_instead(work, window, of)


def must_see_who_is_in_hand(work: UnitOfWork, window: Window) -> None:
    """A call finishes the visit in hand, so the page must have shown just that visit.

    A form that says nothing of it believes nothing: a call pad with one key has no page.
    """
    shown = InHandForm.read().in_hand.value_if_there
    here = queries.at_window(work.session, work.today, window)
    if shown is None or shown == " ".join(f"{ticket.id} {ticket.state}" for ticket in here):
        return
    now = here[0] if here else _shown_first(work, shown)
    raise OutOfDate(number=now.number, now=now.state)


def _shown_first(work: UnitOfWork, shown: str) -> Ticket:
    """Raises Malformed or NotFound: the page showed a ticket that never was."""
    try:
        ticket_id = whole_number(shown.partition(" ")[0])
    except ValueError:
        raise Malformed(field="in_hand") from None
    return queries.ticket_by_id(work.session, ticket_id)


def _call(work: UnitOfWork, ticket: Ticket, window: Window) -> None:
    must_see_who_is_in_hand(work, window)
    calling.call(work, ticket, window)


def _here(step: Callable[[UnitOfWork, Ticket], object]) -> AtTheDesk:
    """A step of a visitor who is with this window."""

    def take(work: UnitOfWork, ticket: Ticket, window: Window) -> None:
        step(work, take_charge(work, ticket, window))

    return take


def _back(step: Callable[[UnitOfWork, Ticket], object]) -> AtTheDesk:
    """A step that takes the place of the visit in hand."""

    def take(work: UnitOfWork, ticket: Ticket, window: Window) -> None:
        must_see_who_is_in_hand(work, window)
        step(work, take_charge(work, ticket, window))

    return take


def _park(work: UnitOfWork, ticket: Ticket) -> None:
    form = ParkForm.read()
    away = form.minutes.value
    back_at = work.now + timedelta(minutes=away) if away else None
    visit_steps.park(work, ticket, form.note.value, back_at)


def _transfer(work: UnitOfWork, ticket: Ticket) -> None:
    form = TransferForm.read()
    prefix, _, name = form.to.value.partition(" ")
    service = queries.service_by_prefix(work.session, prefix)
    window = queries.window_by_name(work.session, name) if name else None
    visit_steps.transfer(work, ticket, service, form.note.value, window)


def _further(work: UnitOfWork, ticket: Ticket) -> None:
    service = queries.service_by_prefix(work.session, FurtherForm.read().service.value)
    add_further(work, ticket, FurtherService(service))


def _another_slip(work: UnitOfWork, ticket: Ticket, window: Window) -> None:
    """Who lost it and still waits is at no window yet: every desk may print it once more."""
    if ticket.state not in IN_LINE:
        calling.must_be_at(ticket, window)
    want_another(work, ticket)


def _correct(work: UnitOfWork, ticket: Ticket, window: Window) -> None:
    form = CorrectionForm.read()
    service = queries.service_by_prefix(work.session, form.service.value)
    correct(work, ticket, TicketCorrection(service, form.priority.value, form.help.value))
    if form.size.value:
        correct_size(work, ticket, form.size.value)


#: The step in a ticket's life that each of them leaves as its last.
LEAVES_BEHIND = {
    "call": TicketStep.CALL,
    "recall": TicketStep.RECALL,
    "serve": TicketStep.SERVE,
    "finish": TicketStep.FINISH,
    "finish-all": TicketStep.FINISH,
    "further": TicketStep.ADD,
    "miss": TicketStep.MISS,
    "return": TicketStep.RETURN,
    "park": TicketStep.PARK,
    "resume": TicketStep.RESUME,
    "transfer": TicketStep.TRANSFER,
    "gone": TicketStep.LEAVE,
}
#: What a clerk may do with one ticket, by the last part of the address.
STEPS: dict[str, AtTheDesk] = {
    "call": _call,
    "recall": _back(calling.recall),
    "serve": _here(visit_steps.serve),
    "finish": _here(finish),
    "finish-all": _here(finish_all),
    "further": _here(_further),
    "miss": _here(visit_steps.miss),
    "return": _here(visit_steps.return_to_line),
    "park": _here(_park),
    "resume": _back(visit_steps.resume),
    "transfer": _here(_transfer),
    "gone": _here(visit_steps.leave),
    "correct": _correct,
    "undo": lambda work, ticket, _: undo(work, ticket),
    "slip": _another_slip,
}
