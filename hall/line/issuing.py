"""Taking a number: atomic at any concurrency, and once per key."""

import secrets
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from hall.errors import KeyReused, Malformed
from hall.events import TicketIssued
from hall.hours.admission import admit
from hall.line.life import State
from hall.line.model import Service, Ticket
from hall.slips.deeds import want_slip
from hall.work import Work

LONGEST_KEY = 200
CODE_BYTES = 9  # 72 bits, 12 characters: short enough for a small QR, too many to guess

# Every visitor asks these two, so they are built once.
SAME_KEY = select(Ticket).where(
    Ticket.day == bindparam("day"), Ticket.request_key == bindparam("key")
)
HIGHEST = select(func.max(Ticket.sequence)).where(
    Ticket.first_service_id == bindparam("service_id"), Ticket.day == bindparam("day")
)


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked for, and the key under which asking again means the same."""

    source: str  # "kiosk", "counter" or "api"
    key: str | None = None
    item_code: str | None = None
    slip: bool = True  # another program's kiosk prints its own

    def spelled(self, service: Service) -> str:
        return f"{self.source} {service.prefix} {self.item_code or ''}"


def issue_ticket(work: Work, service: Service, request: Request) -> Ticket:
    """Give out the next number of the day, with its slip wanted; same key, same ticket."""
    if earlier := _issued_before(work, service, request):
        return earlier
    admit(work, service, request.source)
    sequence = _next_sequence(work, service)
    ticket = Ticket(
        code=secrets.token_urlsafe(CODE_BYTES),
        day=work.today,
        sequence=sequence,
        state=State.WAITING,
        place=behind_everybody(work),
        number=f"{service.prefix}{sequence:03d}",
        service=service,
        first_service_id=service.id,
        item_code=request.item_code,
        source=request.source,
        issued_at=work.now,
        request_key=request.key,
        request=request.spelled(service),
    )
    work.session.add(ticket)
    if request.slip:
        want_slip(work, ticket)
    work.session.flush()
    work.record(
        TicketIssued(
            ticket_id=ticket.id,
            number=ticket.number,
            service=service.prefix,
            source=request.source,
        )
    )
    return ticket


def behind_everybody(work: Work) -> float:
    """The end of the line. The journal's next row orders it: unlike a clock, it never goes back."""
    return float(work.seq + 1)


def _issued_before(work: Work, service: Service, request: Request) -> Ticket | None:
    if request.key is None:
        return None
    if not 0 < len(request.key) <= LONGEST_KEY:
        raise Malformed(field="Idempotency-Key", longest=LONGEST_KEY)
    earlier = work.session.scalar(SAME_KEY, {"day": work.today, "key": request.key})
    if earlier and earlier.request != request.spelled(service):
        raise KeyReused()
    return earlier


def _next_sequence(work: Work, service: Service) -> int:
    """One more than the day's last: whoever asks holds the pen, so nobody asks meanwhile."""
    asked = {"service_id": service.id, "day": work.today}
    return (work.session.scalar(HIGHEST, asked) or 0) + 1
