"""Which services have a window that should be open at this moment."""

from collections.abc import Sequence

from hall.hours.queries import keeps_hours, standings
from hall.hours.service_status import OpenState
from hall.line.model import Service
from hall.unit_of_work import ReadSession


def windows_open(snapshot: ReadSession, services: Sequence[Service]) -> set[str]:
    """By their prefixes; all of them where no hours are kept."""
    if not keeps_hours(snapshot.session):
        return {service.prefix for service in services}
    status = standings(snapshot, services)
    # FULL and late: no more numbers, but the windows are open for those who have one.
    return {
        service.prefix
        for service in services
        if status[service.id].state in (OpenState.OPEN, OpenState.FULL) or status[service.id].late
    }
