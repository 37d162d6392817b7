"""Which part of the floor bears on a ticket, and whether enough is known of it to say anything."""

from hall.wait_forecast.rules.durations import Durations
from hall.wait_forecast.rules.values import Floor


def service_of(floor: Floor, ticket: int) -> str:
    """The service for which this ticket waits. Raises StopIteration when it does not wait."""
    return next(visitor.service for visitor in floor.waiting if visitor.ticket == ticket)


def bearing_on(floor: Floor, service: str) -> Floor:
    """Only whom somebody of this service may have to wait for: its officers, whom else they
    serve, who else serves those, and so on."""
    services = {service}
    officers = floor.officers
    while True:
        able = [officer for officer in officers if officer.skills & services]
        wider = services.union(*(officer.skills for officer in able))
        if wider == services:
            break
        services = wider
    waiting = tuple(visitor for visitor in floor.waiting if visitor.service in services)
    return Floor(floor.now, tuple(able), waiting)


def honest(floor: Floor, durations: Durations, until: int | None = None) -> bool:
    """Whether something is known of every visit that may have to be waited for.

    Of the last one in line nothing need be known: what comes after their call is theirs.
    """
    kinds = {
        (visitor.service, visitor.item) for visitor in floor.waiting if visitor.ticket != until
    }
    kinds |= {
        (officer.visit.service, officer.visit.item) for officer in floor.officers if officer.visit
    }
    return all(durations.known(*kind) for kind in kinds)
