"""Who may take a number now. The guard where numbers are issued: kiosk and programs are refused,
a clerk who takes somebody in at the counter has seen them and is not.
"""

from hall.clock import local
from hall.errors import NotOpen, QuotaFull, TooLate
from hall.hours.queries import limits_anything, standings
from hall.hours.service_status import OpenState
from hall.line.model import Service
from hall.unit_of_work import UnitOfWork

#: Where nobody of the staff stands beside the visitor.
UNATTENDED = frozenset({"kiosk", "api"})


def admit(work: UnitOfWork, service: Service, source: str) -> None:
    """Refuse a number that nobody could be served with: NotOpen, TooLate, QuotaFull."""
    if source not in UNATTENDED or not limits_anything(work.session):
        return
    found = standings(work, [service])[service.id]
    if found.takeable:
        return
    when = local(found.opens).isoformat() if found.opens else None
    said = {"service": service.prefix, "name": service.name, "opens": when}
    if found.state is OpenState.FULL:
        chance = found.chance
        when = chance.opens.isoformat() if chance else None
        raise QuotaFull(**{**said, "half": str(found.half), "opens": when})
    raise TooLate(**said) if found.late else NotOpen(**said)
