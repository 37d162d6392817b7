"""Taking a window or a service out of use, or a skill from a person; nobody is left behind.

A service that is retired gives no more numbers, while its windows still call those who have one:
nobody is sent home with a slip that was good a minute ago. A window is left first, as its clerk
would leave it.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from hall import list_entries
from hall.line import coverage, seating
from hall.line.leaving_window import leave_window, left_behind
from hall.line.model import Service, Ticket, Window
from hall.line.stranding import HandOver, nobody_is_stranded
from hall.line.ticket_life import IN_LINE
from hall.line.visit_steps import transfer
from hall.people.model import Staff
from hall.unit_of_work import ReadSession, UnitOfWork


def waiting_for(at: ReadSession | UnitOfWork, service: Service) -> Sequence[Ticket]:
    """Who is in its line today, first to last."""
    line = select(Ticket).where(
        Ticket.day == at.today, Ticket.service_id == service.id, Ticket.state.in_(IN_LINE)
    )
    return at.session.scalars(line.order_by(Ticket.place, Ticket.id)).all()


def retire_service(work: UnitOfWork, service: Service, said: HandOver) -> None:
    """No more numbers; who waits is called as before, or goes into the line that is named.

    Raises NobodyServes for a line that nobody calls.
    """
    if said.line is not None and said.line is not service:
        for ticket in waiting_for(work, service):
            transfer(work, ticket, said.line)
    list_entries.retire(work, service)


def retire_window(work: UnitOfWork, window: Window, said: HandOver) -> None:
    """Nobody sits there any more, and it is covered from nowhere. Raises StillWaiting."""
    if not window.in_use:
        return
    with nobody_is_stranded(work, window, said):
        if window.clerk_id is not None or left_behind(work, window).anybody:
            leave_window(work, window, to=said.window)
        coverage.uncover(work, window)
        seating.reopen(work, window)
        list_entries.retire(work, window)


def limit_skills(
    work: UnitOfWork, staff: Staff, services: Iterable[Service], said: HandOver
) -> None:
    """What a member of staff can do from now on, as ``change_skills``. Raises StillWaiting."""
    with nobody_is_stranded(work, staff, said):
        coverage.change_skills(work, staff, services)
