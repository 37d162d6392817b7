"""Whom nobody can call although the windows should be open: before they open, and at lunch, people
wait for whom nobody sits there yet, and that is as it should be."""

from hall.hours.queries import keeps_hours, standings
from hall.hours.service_status import OpenState
from hall.line.ticket_life import IN_LINE
from hall.line.unattended import UnattendedTicket, unattended
from hall.unit_of_work import ReadSession


def unattended_now(snapshot: ReadSession) -> list[UnattendedTicket]:
    """Longest wait first. Whoever is with a window already is told of at any hour."""
    found = unattended(snapshot.session, snapshot.today, snapshot.now)
    if not found or not keeps_hours(snapshot.session):
        return found
    services = list({lost.ticket.service.id: lost.ticket.service for lost in found}.values())
    status = standings(snapshot, services)
    # FULL and late: no more numbers, but the windows are open for those who have one.
    return [
        lost
        for lost in found
        if lost.ticket.state not in IN_LINE
        or status[lost.ticket.service_id].state in (OpenState.OPEN, OpenState.FULL)
        or status[lost.ticket.service_id].late
    ]
