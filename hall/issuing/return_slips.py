"""Return slips (回头号): a place on a later half-day for who came while a service was closed.

The place is the journal's order of the moment the slip was made. Every number of the later day
stands behind it, so nothing else in the line needs to know of return slips.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from hall.clock import local
from hall.errors import (
    AlreadyOpen,
    KeyReused,
    Malformed,
    NoPlaceSoon,
    SlipEarly,
    SlipExpired,
    SlipUsed,
    WrongCode,
)
from hall.events import CodeRefused, ReturnSlipMade, ReturnSlipRedeemed
from hall.hours import queries
from hall.hours.model import ReturnSlip
from hall.hours.timetable import Half, Opening
from hall.issuing.tickets import CODE_BYTES, LONGEST_KEY, TicketRequest, issue_ticket
from hall.line.codes import must_not_be_guessing
from hall.line.model import Service, Ticket
from hall.line.places import behind_everybody
from hall.unit_of_work import Hall, UnitOfWork

DIGITS = 6


class SlipTime(StrEnum):
    EARLY = "early"
    NOW = "now"
    OVER = "over"


def make_return_slip(
    work: UnitOfWork, service: Service, item_code: str | None = None, key: str | None = None
) -> ReturnSlip:
    """A place on the next half-day that has one; the same key, the same slip."""
    if earlier := _made_before(work, service, key):
        return earlier
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
    found = queries.standings(work.session, work.now, [service])[service.id]
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


def redeem_typed(hall: Hall, actor: str, code: str, key: str | None = None) -> Ticket:
    """Whoever types a slip's digits gets its number; a wrong code counts, although refused."""
    ticket: Ticket | None = None
    with hall.work(actor) as work:
        must_not_be_guessing(work)
        slips = queries.return_slips_with(work.session, code)
        if slips:
            ticket = redeem(work, _of_now(slips, work.now), key)
        else:
            work.record(CodeRefused(what="return slip"))
    if ticket is None:
        raise WrongCode()
    return ticket


def _of_now(slips: Sequence[ReturnSlip], now: datetime) -> ReturnSlip:
    """Codes come again after their day: today's before a coming one, that before an old one."""
    today = local(now).date()
    return min(slips, key=lambda slip: (slip.day < today, abs((slip.day - today).days)))


def redeem(work: UnitOfWork, slip: ReturnSlip, key: str | None = None) -> Ticket:
    """Turn the slip into a number of today, with the place of the moment it was made."""
    said = {"opens": local(slip.opens).isoformat(), "name": slip.service.name}
    if slip.ticket is not None:
        if key and slip.ticket.request_key == key:
            return slip.ticket
        raise SlipUsed(number=slip.ticket.number, **said)
    match time_of(work.session, work.now, slip):
        case SlipTime.EARLY:
            raise SlipEarly(**said)
        case SlipTime.OVER:
            raise SlipExpired(**said)
    request = TicketRequest("return", key, slip.item_code)
    ticket = issue_ticket(work, slip.service, request)
    ticket.place = slip.place
    slip.ticket = ticket
    work.session.flush()
    work.record(
        ReturnSlipRedeemed(
            return_slip_id=slip.id, number=ticket.number, service=slip.service.prefix
        )
    )
    return ticket


def time_of(session: Session, now: datetime, slip: ReturnSlip) -> SlipTime:
    """Whether it is the slip's half-day, and the windows have not closed yet."""
    today = local(now).date()
    if today > slip.day or now >= slip.closes:
        return SlipTime.OVER
    if today == slip.day and (now >= slip.opens or slip.half is Half.MORNING):
        return SlipTime.NOW
    # Nobody is sent away who is there before the afternoon opens, once it is afternoon.
    table = queries.timetable(session, today, kept=queries.keeps_hours(session))
    is_its_half = today == slip.day and table.half_at(now) is slip.half
    return SlipTime.NOW if is_its_half else SlipTime.EARLY
