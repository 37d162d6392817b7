"""Taking a number: atomic at any concurrency, and once per key."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, func, select

from hall.errors import KeyReused, Malformed, PowerGivesOut
from hall.events import TicketIssued
from hall.hours.admission import UNATTENDED, admit
from hall.issuing.party_size import LARGEST_PARTY
from hall.line.coverage import must_be_served
from hall.line.further import FurtherService
from hall.line.model import Service, Ticket
from hall.line.places import behind_everybody
from hall.line.ticket_life import TicketState
from hall.slips.actions import want_slip
from hall.unit_of_work import UnitOfWork

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
class TicketRequest:
    """What somebody asked for, and the key under which asking again means the same."""

    source: str  # "kiosk", "counter", "api", or "return" for what was promised on an earlier day
    key: str | None = None
    item_code: str | None = None
    slip: bool = True  # another program's kiosk prints its own
    help: bool = False  # the visitor does not know what they need (请人帮我)
    priority_id: int | None = None
    further: Sequence[FurtherService] = ()  # what else the visit is for, in order
    battery_ends: bool = False  # a power cut: who comes now could not be served any more

    def spelled(self, service: Service) -> str:
        """What was asked for, without the key: two requests that read the same are the same."""
        more = [f"{wish.service.prefix}:{wish.item_code or ''}" for wish in self.further]
        words = [self.source, service.prefix, self.item_code or "", *more]
        if self.help or self.priority_id:
            words.append(f"{'help' if self.help else ''}{self.priority_id or ''}")
        return " ".join(words)


def issue_ticket(work: UnitOfWork, service: Service, request: TicketRequest) -> Ticket:
    """Give out the next number of the day, with its slip wanted; same key, same ticket.

    Raises NobodyServes, NotOpen, TooLate, QuotaFull, PowerGivesOut where nobody of the staff
    stands by, the first also for a service that was retired, unless the number was promised before;
    Malformed for a key of a wrong length, KeyReused for one that came with another request today.
    """
    if earlier := _issued_before(work, service, request):
        return earlier
    if request.battery_ends and request.source in UNATTENDED:
        raise PowerGivesOut
    is_promised = request.source == "return"
    if request.source in UNATTENDED or not (service.in_use or is_promised):
        must_be_served(work, service)
    admit(work, service, request.source)
    ticket = _next_number(work, service, request)
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
            help=request.help,
        )
    )
    return ticket


def _next_number(work: UnitOfWork, service: Service, request: TicketRequest) -> Ticket:
    sequence = _next_sequence(work, service)
    return Ticket(
        code=secrets.token_urlsafe(CODE_BYTES),
        day=work.today,
        sequence=sequence,
        state=TicketState.WAITING,
        place=behind_everybody(work),
        number=f"{service.prefix}{sequence:03d}",
        service=service,
        first_service_id=service.id,
        item_code=request.item_code,
        source=request.source,
        help=request.help,
        priority_id=request.priority_id,
        further=[wish.kept() for wish in request.further],
        issued_at=work.now,
        request_key=request.key,
        request=request.spelled(service),
    )


def issue_party(
    work: UnitOfWork, service: Service, request: TicketRequest, size: int
) -> list[Ticket]:
    """Numbers for people who came together (同来的人): in a row, and called in a row.

    All of them or none. Raises Malformed unless 2 to 6 came, and as ``issue_ticket`` does
    KeyReused, NobodyServes, NotOpen, TooLate, QuotaFull.
    """
    if not 2 <= size <= LARGEST_PARTY:
        raise Malformed(field="size", most=LARGEST_PARTY)
    party = [
        issue_ticket(work, service, replace(request, key=request.key and _key(request.key, turn)))
        for turn in range(1, size + 1)
    ]
    for ticket in party:
        ticket.party_id = party[0].id
    return party


def first_key_of(key: str) -> str:
    """Under which the first of a party was given out, when all came under this key."""
    return _key(key, 1)


def _key(key: str, turn: int) -> str:
    return f"{key} {turn}"


def _issued_before(work: UnitOfWork, service: Service, request: TicketRequest) -> Ticket | None:
    if request.key is None:
        return None
    if not 0 < len(request.key) <= LONGEST_KEY:
        raise Malformed(field="Idempotency-Key", longest=LONGEST_KEY)
    earlier = work.session.scalar(SAME_KEY, {"day": work.today, "key": request.key})
    if earlier and earlier.request != request.spelled(service):
        raise KeyReused()
    return earlier


def was_issued(work: UnitOfWork, request: TicketRequest) -> bool:
    """Whether this key has a number of today already."""
    asked = {"day": work.today, "key": request.key}
    return request.key is not None and work.session.scalar(SAME_KEY, asked) is not None


def _next_sequence(work: UnitOfWork, service: Service) -> int:
    """One more than the day's last: whoever asks holds the write lock, so nobody asks meanwhile."""
    asked = {"service_id": service.id, "day": work.today}
    # Past the session: numbers are flushed as they are given out, and this is no object.
    return (work.session.connection().scalar(HIGHEST, asked) or 0) + 1
