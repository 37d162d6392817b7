"""Turning a return slip into a number of its half-day, by its digits or its QR code."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from hall.clock import local
from hall.errors import SlipEarly, SlipExpired, SlipUsed, WrongCode
from hall.events import CodeRefused, ReturnSlipRedeemed
from hall.guess_rules import CODE
from hall.hours import queries
from hall.hours.model import ReturnSlip
from hall.hours.timetable import Half
from hall.issuing.tickets import TicketRequest, first_key_of, issue_party, issue_ticket
from hall.line.further import FurtherService
from hall.line.model import Service, Ticket
from hall.unit_of_work import Hall, ReadSession, UnitOfWork


class SlipTime(StrEnum):
    EARLY = "early"
    NOW = "now"
    OVER = "over"


def redeem_typed(
    hall: Hall, actor: str, code: str, key: str | None = None, source: str = ""
) -> Ticket:
    """Whoever types a slip's digits gets its number; a wrong code counts, although refused,
    for ``source`` alone.

    Raises WrongCode, CodesClosed after too many of those, SlipUsed, SlipEarly, SlipExpired.
    """
    ticket: Ticket | None = None
    with hall.work(actor) as work:
        hall.tries.ask(CODE, "return slip", source)
        slips = queries.return_slips_with(work.session, code)
        if slips:
            ticket = redeem(work, _of_now(slips, work.now), key)
        else:
            work.record(CodeRefused(what="return slip"))
            hall.tries.was_wrong(CODE, "return slip", source)
    if ticket is None:
        raise WrongCode()
    return ticket


def _of_now(slips: Sequence[ReturnSlip], now: datetime) -> ReturnSlip:
    """Codes come again after their day: today's before a coming one, that before an old one."""
    today = local(now).date()
    return min(slips, key=lambda slip: (slip.day < today, abs((slip.day - today).days)))


def redeem(work: UnitOfWork, slip: ReturnSlip, key: str | None = None) -> Ticket:
    """Turn the slip into a number of today, with the place of the moment it was made; of people
    who came together, into one for each, and the first is given.

    The same key, the same number. Raises SlipUsed, SlipEarly, SlipExpired.
    """
    said = {"opens": local(slip.opens).isoformat(), "name": slip.service.name}
    if slip.ticket is not None:
        if key and slip.ticket.request_key in (key, first_key_of(key)):
            return slip.ticket
        raise SlipUsed(number=slip.ticket.number, **said)
    match time_of(work, slip):
        case SlipTime.EARLY:
            raise SlipEarly(**said)
        case SlipTime.OVER:
            raise SlipExpired(**said)
    ticket = _issue(work, slip, key)
    slip.ticket = ticket
    work.session.flush()
    work.record(
        ReturnSlipRedeemed(
            return_slip_id=slip.id, number=ticket.number, service=slip.service.prefix
        )
    )
    return ticket


def _issue(work: UnitOfWork, slip: ReturnSlip, key: str | None) -> Ticket:
    """What was asked for when the slip was made; the first of those who came together."""
    request = TicketRequest(
        "return",
        key,
        slip.item_code,
        priority_id=slip.priority_id,
        further=further_of(work.session, slip),
    )
    if slip.size == 1:
        party = [issue_ticket(work, slip.service, request)]
    else:
        party = issue_party(work, slip.service, request, slip.size)
    for ticket in party:  # all in the one place of the slip: then by their numbers
        ticket.place = slip.place
    return party[0]


def further_of(session: Session, slip: ReturnSlip) -> list[FurtherService]:
    """What else the slip is for, in order, without services that are gone since."""
    wishes = [(session.get(Service, job["service_id"]), job["item_code"]) for job in slip.further]
    return [FurtherService(service, code) for service, code in wishes if service]


def time_of(at: ReadSession | UnitOfWork, slip: ReturnSlip) -> SlipTime:
    """Whether it is the slip's half-day, and the windows have not closed yet; nobody is sent
    away for a clock that is doubted."""
    if at.clock_is_doubted:
        return SlipTime.NOW
    session, now, today = at.session, at.now, at.today
    if today > slip.day or now >= slip.closes:
        return SlipTime.OVER
    if today == slip.day and (now >= slip.opens or slip.half is Half.MORNING):
        return SlipTime.NOW
    # Nobody is sent away who is there before the afternoon opens, once it is afternoon.
    table = queries.timetable(session, today, kept=queries.keeps_hours(session))
    is_its_half = today == slip.day and table.half_at(now) is slip.half
    return SlipTime.NOW if is_its_half else SlipTime.EARLY
