"""Return slips (回头号): a place on a later half-day for who came while a service was closed.

The place is the journal's order of the moment the slip was made. Every number of the later day
stands behind it, so nothing else in the line needs to know of return slips.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from hall.errors import (
    AlreadyOpen,
    KeyReused,
    Malformed,
    NoPlaceSoon,
)
from hall.events import ReturnSlipMade
from hall.hours import queries
from hall.hours.model import ReturnSlip
from hall.hours.timetable import Opening
from hall.issuing.party_size import LARGEST_PARTY
from hall.issuing.tickets import CODE_BYTES, LONGEST_KEY, TicketRequest
from hall.line.coverage import must_be_served
from hall.line.model import Service
from hall.line.places import behind_everybody
from hall.unit_of_work import UnitOfWork

DIGITS = 6


def make_return_slip(
    work: UnitOfWork, service: Service, request: TicketRequest, size: int = 1
) -> ReturnSlip:
    """As many places as came, on the next half-day that has them; the same key, the same slip.

    What was asked for is kept, and asked for again when the slip is redeemed. Raises NobodyServes,
    AlreadyOpen where numbers are to be had now, NoPlaceSoon, Malformed for a key of a wrong length
    or a party of more than six, KeyReused for a key that came with another request.
    """
    if not 1 <= size <= LARGEST_PARTY:
        raise Malformed(field="size", most=LARGEST_PARTY)
    asked = {
        "service_id": service.id,
        "item_code": request.item_code,
        "size": size,
        "priority_id": request.priority_id,
        "further": [wish.kept() for wish in request.further],
    }
    if earlier := _made_before(work, request.key, asked):
        return earlier
    must_be_served(work, service)
    slip = _slip(work, _next_opening(work, service, size), request.key, asked)
    work.record(
        ReturnSlipMade(
            return_slip_id=slip.id,
            service=service.prefix,
            day=slip.day.isoformat(),
            half=slip.half,
        )
    )
    return slip


def _slip(
    work: UnitOfWork, opening: Opening, key: str | None, asked: Mapping[str, Any]
) -> ReturnSlip:
    slip = ReturnSlip(
        code=_free_code(work),
        link=secrets.token_urlsafe(CODE_BYTES),
        day=opening.day,
        half=opening.half,
        opens=opening.opens,
        closes=opening.closes,
        made_at=work.now,
        place=behind_everybody(work),
        request_key=key,
        **asked,
    )
    work.session.add(slip)
    work.session.flush()
    return slip


def _made_before(work: UnitOfWork, key: str | None, asked: Mapping[str, Any]) -> ReturnSlip | None:
    if key is None:
        return None
    if not 0 < len(key) <= LONGEST_KEY:
        raise Malformed(field="key", longest=LONGEST_KEY)
    earlier = queries.return_slip_by_key(work.session, key)
    if earlier and any(getattr(earlier, name) != value for name, value in asked.items()):
        raise KeyReused()
    return earlier


def _next_opening(work: UnitOfWork, service: Service, size: int) -> Opening:
    found = queries.standings(work, [service], wanted=size)[service.id]
    if found.takeable:
        raise AlreadyOpen(service=service.prefix, name=service.name)
    if found.chance is None:
        raise NoPlaceSoon(service=service.prefix, name=service.name)
    return found.chance


def _free_code(work: UnitOfWork) -> str:
    """Digits that no slip of today or later carries."""
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        if not any(
            slip.day >= work.today for slip in queries.return_slips_with(work.session, code)
        ):
            return code
