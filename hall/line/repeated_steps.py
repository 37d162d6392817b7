"""Knowing the same step once more: an answer was lost, and whoever asked asks again.

A repeat has no second effect and is answered like the first time. It is known by the key that
came with it; without one, by the last fact of the ticket: the same step, by the same hand, and
it cannot be taken again now.
"""

from collections.abc import Mapping, Sequence

from hall import events
from hall.journal import JournalEntry
from hall.line import queries
from hall.line.model import Ticket, Window
from hall.line.ticket_life import LIFE, TicketStep
from hall.unit_of_work import UnitOfWork

#: What a step leaves in the journal.
FACTS: Mapping[TicketStep, tuple[str, ...]] = {
    TicketStep.CALL: (events.TicketCalled.kind,),
    TicketStep.RECALL: (events.TicketCalled.kind,),
    TicketStep.SERVE: (events.TicketServed.kind,),
    TicketStep.FINISH: (events.TicketFinished.kind, events.TicketWentOn.kind),
    TicketStep.MISS: (events.TicketMissed.kind,),
    TicketStep.RETURN: (events.TicketReturned.kind,),
    TicketStep.PARK: (events.TicketParked.kind,),
    TicketStep.RESUME: (events.TicketResumed.kind,),
    TicketStep.CANCEL: (events.TicketCancelled.kind,),
    TicketStep.LEAVE: (events.TicketLeft.kind,),
    TicketStep.CLOSE: (events.VisitClosed.kind,),
    TicketStep.TRANSFER: (events.TicketTransferred.kind,),
    TicketStep.ADD: (events.FurtherAdded.kind,),
}
KEY = "key"


def is_repeated(work: UnitOfWork, ticket: Ticket, step: TicketStep, key: str | None = None) -> bool:
    """Whether this very step was the ticket's last, and is only asked for once more."""
    if key is not None and has_key(work, ticket, key):
        return True
    return step not in LIFE[ticket.state] and was_last(work, ticket, step)


def was_last(work: UnitOfWork, ticket: Ticket, step: TicketStep) -> bool:
    """Whether the same hand took this step last, and nothing has moved the ticket since."""
    if ticket.stepped_by != work.actor:
        return False
    return _last_fact(work, ticket).kind in FACTS[step]


def is_sent_there(work: UnitOfWork, ticket: Ticket, service: str, window: str | None) -> bool:
    """Whether the last step was sending it just there, by the same hand."""
    if not was_last(work, ticket, TicketStep.TRANSFER):
        return False
    said = _last_fact(work, ticket).details
    return (said["service"], said.get("window")) == (service, window)


def was_undone(work: UnitOfWork, ticket: Ticket) -> bool:
    """Whether the same hand has just taken its last step back."""
    if ticket.stepped_by != work.actor or ticket.before is not None:
        return False
    return _last_fact(work, ticket).kind == events.StepUndone.kind


def has_key(work: UnitOfWork, ticket: Ticket, key: str) -> bool:
    """Whether the ticket's last step came under this key, from the same hand."""
    return ticket.stepped_by == work.actor and (ticket.before or {}).get(KEY) == key


def remember_key(ticket: Ticket, key: str | None) -> None:
    """Beside what undoing needs, for as long as it is the last step."""
    if key is not None and ticket.before is not None:
        ticket.before = {**ticket.before, KEY: key}


def called_under(work: UnitOfWork, window: Window, key: str | None) -> Ticket | None:
    """Whom a call with this key has brought to the window; None for a new one."""
    here = queries.at_window(work.session, work.today, window)
    return next((ticket for ticket in here if key and has_key(work, ticket, key)), None)


def was_called_instead(work: UnitOfWork, window: Window, of: Sequence[int]) -> bool:
    """Whether the same hand has just called somebody to this window in place of these visits (ids).

    So that a call whose page still shows those, or nobody, is known as the same call once more.
    """
    here = queries.at_window(work.session, work.today, window)
    if len(here) != 1 or not was_last(work, here[0], TicketStep.CALL):
        return False
    ended = [ticket_id for ticket_id, _ in (here[0].before or {}).get("ending", ())]
    return here[0].id not in of and ended == list(of)


def _last_fact(work: UnitOfWork, ticket: Ticket) -> JournalEntry:
    return work.session.get_one(JournalEntry, ticket.stepped_seq)
