"""Changes of the office that could leave people with nobody: asked first, and handed over.

Taking a service from a window, a skill from a person, or a window out of use may end what the
rule in ``responsibility.py`` promises. The change is made, and the line is looked at as it then
is: for whom nobody answers any more is handed over as the office says, or everything is undone.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from hall.errors import StillWaiting
from hall.line.handing_over import hand_over
from hall.line.model import Service, Ticket, Window
from hall.line.ticket_life import IN_LINE
from hall.line.unattended import UnattendedTicket, unattended
from hall.line.visit_steps import transfer
from hall.list_entries import ListEntry
from hall.unit_of_work import UnitOfWork

MOST_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class HandOver:
    """What the office says of those whom a change would leave with nobody."""

    line: Service | None = None  # whoever waits goes into this line
    window: Window | None = None  # whoever is parked, or was missed, belongs there
    sure: bool = False  # the others stay as they are, and the pages of today tell of them


@contextmanager
def nobody_is_stranded(work: UnitOfWork, entry: ListEntry, said: HandOver) -> Iterator[None]:
    """Around a change of this window, service or person.

    Raises StillWaiting with the numbers, and with the entry whose form has to ask.
    """
    before = _unattended(work)
    yield
    work.session.flush()
    for lost in _worse_off(work, before):
        _hand_over(work, lost.ticket, said)
    left = [lost.ticket for lost in _worse_off(work, before)]
    if left and not said.sure:
        raise StillWaiting(
            entry=entry.id,
            count=len(left),
            numbers=[ticket.number for ticket in left[:MOST_NUMBERS]],
            waiting=any(ticket.state in IN_LINE for ticket in left),
            away=any(ticket.state not in IN_LINE for ticket in left),
        )


def _unattended(work: UnitOfWork) -> dict[int, UnattendedTicket]:
    found = unattended(work.session, work.today, work.now)
    return {lost.ticket.id: lost for lost in found}


def _worse_off(work: UnitOfWork, before: dict[int, UnattendedTicket]) -> Sequence[UnattendedTicket]:
    """On nobody's desk now although they were on one, or could have come to be."""
    return [
        lost
        for ticket, lost in _unattended(work).items()
        if ticket not in before or (before[ticket].anybody_able and not lost.anybody_able)
    ]


def _hand_over(work: UnitOfWork, ticket: Ticket, said: HandOver) -> None:
    if ticket.state in IN_LINE:
        if said.line is not None and said.line is not ticket.service:
            transfer(work, ticket, said.line)
    elif said.window is not None:
        hand_over(work, ticket, said.window)
