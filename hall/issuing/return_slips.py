"""Return slips (回头号): a place on a later half-day for who came while a service was closed.

The place is the journal's order of the moment the slip was made. Every number of the later day
stands behind it, so nothing else in the line needs to know of return slips.
"""

import secrets

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
from hall.issuing.tickets import CODE_BYTES, LONGEST_KEY
from hall.line.coverage import must_be_served
from hall.line.model import Service
from hall.line.places import behind_everybody
from hall.unit_of_work import UnitOfWork

DIGITS = 6


def make_return_slip(
    work: UnitOfWork, service: Service, item_code: str | None = None, key: str | None = None
) -> ReturnSlip:
    """A place on the next half-day that has one; the same key, the same slip.

    Raises NobodyServes, AlreadyOpen where a number is to be had now, NoPlaceSoon, Malformed for a
    key of a wrong length, KeyReused for one that came with another service.
    """
    if earlier := _made_before(work, service, key):
        return earlier
    must_be_served(work, service)
    opening = _next_opening(work, service)
    slip = ReturnSlip(
        code=_free_code(work),
        link=secrets.token_urlsafe(CODE_BYTES),
        day=opening.day,
        half=opening.half,
        opens=opening.opens,
        closes=opening.closes,
        service=service,
        item_code=item_code,
        made_at=work.now,
        place=behind_everybody(work),
        request_key=key,
    )
    work.session.add(slip)
    work.session.flush()
    work.record(
        ReturnSlipMade(
            return_slip_id=slip.id,
            service=service.prefix,
            day=slip.day.isoformat(),
            half=slip.half,
        )
    )
    return slip


def _made_before(work: UnitOfWork, service: Service, key: str | None) -> ReturnSlip | None:
    if key is None:
        return None
    if not 0 < len(key) <= LONGEST_KEY:
        raise Malformed(field="key", longest=LONGEST_KEY)
    earlier = queries.return_slip_by_key(work.session, key)
    if earlier and earlier.service_id != service.id:
        raise KeyReused()
    return earlier


def _next_opening(work: UnitOfWork, service: Service) -> Opening:
    found = queries.standings(work, [service])[service.id]
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
