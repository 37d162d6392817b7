"""Who may take a number now. The guard where numbers are issued: kiosk and programs are refused,
a clerk who takes somebody in at the counter has seen them and is not.
"""

from hall.clock import local
from hall.errors import NotOpen, QuotaFull, RuleBroken, TooLate
from hall.hours.queries import limits_anything, standings
from hall.hours.service_status import OpenState, ServiceStatus
from hall.line.model import Service
from hall.unit_of_work import UnitOfWork

#: Where nobody of the staff stands beside the visitor.
UNATTENDED = frozenset({"kiosk", "api"})


def admit(work: UnitOfWork, service: Service, source: str) -> None:
    """Refuse a number that nobody could be served with: NotOpen, TooLate, QuotaFull."""
    if source not in UNATTENDED or not limits_anything(work.session):
        return
    if refusal := why_not(service, standings(work, [service])[service.id]):
        raise refusal


def why_not(service: Service, found: ServiceStatus) -> RuleBroken | None:
    """How a number of this service is refused as it stands now; None: it is given."""
    if found.takeable:
        return None
    when = local(found.opens).isoformat() if found.opens else None
    said = {"service": service.prefix, "name": service.name, "opens": when}
    if found.state is OpenState.FULL:
        chance = found.chance
        when = chance.opens.isoformat() if chance else None
        return QuotaFull(**{**said, "half": str(found.half), "opens": when})
    return TooLate(**said) if found.late else NotOpen(**said)
