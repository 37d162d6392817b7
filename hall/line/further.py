"""What else a visit is for, in the order in which the visitor goes there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hall.errors import Malformed
from hall.events import FurtherAdded
from hall.line.model import Service, Ticket
from hall.line.steps import step, who
from hall.line.ticket_life import TicketStep
from hall.unit_of_work import UnitOfWork

MOST_FURTHER = 5


@dataclass(frozen=True, slots=True)
class FurtherService:
    """One thing a visit is for."""

    service: Service
    item_code: str | None = None

    def kept(self) -> dict[str, object]:
        """As ``Ticket.further`` holds it."""
        return {"service_id": self.service.id, "item_code": self.item_code}


def further_services_of(session: Session, ticket: Ticket) -> Sequence[Service]:
    """What else the visit is for, in order."""
    return [session.get_one(Service, job["service_id"]) for job in ticket.further]


def add_further(work: UnitOfWork, ticket: Ticket, job: FurtherService) -> Ticket:
    """One more thing that the visitor came for, behind what is already noted.

    Refused when enough is noted (Malformed), or in no moment for it (WrongMoment).
    """
    if len(ticket.further) >= MOST_FURTHER:
        raise Malformed(field="further", most=MOST_FURTHER)
    with step(work, ticket, TicketStep.ADD):
        ticket.further = [*ticket.further, job.kept()]
    work.record(
        FurtherAdded(**who(ticket), service=ticket.service.prefix, further=job.service.prefix)
    )
    return ticket
