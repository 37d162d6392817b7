"""Whom nobody can call although the windows should be open: before they open, and at lunch, people
wait for whom nobody sits there yet, and that is as it should be."""

from collections.abc import Collection

from hall.hours.open_windows import windows_open
from hall.line.ticket_life import IN_LINE
from hall.line.unattended import UnattendedTicket, unattended
from hall.unit_of_work import ReadSession


def unattended_now(
    snapshot: ReadSession, absent: Collection[int] = (), coming: Collection[str] = ()
) -> list[UnattendedTicket]:
    """Longest wait first. Whoever is with a window already is told of at any hour.

    ``absent`` clerks (ids) do not sit where the records say; for services (prefixes) that are
    ``coming`` somebody will be at a window in a moment.
    """
    found = unattended(snapshot.session, snapshot.today, snapshot.now, absent=absent)
    services = list({lost.ticket.service.id: lost.ticket.service for lost in found}.values())
    alarming = windows_open(snapshot, services) - set(coming) if found else set()
    return [
        lost
        for lost in found
        if lost.ticket.state not in IN_LINE or lost.ticket.service.prefix in alarming
    ]
