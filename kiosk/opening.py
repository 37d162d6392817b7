"""Whether the hall is open, and until when it is closed: what the first page says of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from hall.hours.open_windows import windows_open
from hall.hours.queries import standings
from hall.line import queries as line
from hall.unit_of_work import ReadSession
from web.app_context import current_forecasts


class Door(StrEnum):
    """What somebody finds who comes in now."""

    ATTENDED = "attended"
    NOBODY = "nobody"  # open, and nobody who could serve is seen at any window
    LATE = "late"  # it closes before anybody who comes now is served
    SOON = "soon"  # numbers are given before the windows open
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class HallOpening:
    """``opens`` is the next opening where it is closed now; None where none is known."""

    door: Door
    opens: datetime | None = None


def opening_now(snapshot: ReadSession) -> HallOpening:
    """Of all services that some window does; a hall that does nothing yet is not called closed."""
    services = [service for service in line.services(snapshot.session) if service.windows]
    found = standings(snapshot, services).values()
    if not services or windows_open(snapshot, services):
        if found and all(now.late for now in found):
            return HallOpening(Door.LATE)
        attended = current_forecasts().staff(snapshot).serving
        return HallOpening(Door.ATTENDED if attended else Door.NOBODY)
    opens = min((now.opens for now in found if now.opens), default=None)
    return HallOpening(Door.SOON if any(now.takeable for now in found) else Door.CLOSED, opens)
