"""Numbers of a half-day: how many a service has, gave out, and promised on return slips."""

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.clock import HALL_ZONE, local
from hall.hours.model import Quota, ReturnSlip
from hall.hours.service_status import Quotas
from hall.hours.timetable import Half, Timetable
from hall.line.model import Ticket
from hall.line.ticket_life import TicketState

QUOTAS = select(Quota.service_id, Quota.half, Quota.most)


def most_by_service(session: Session) -> dict[int, dict[Half, int]]:
    """Of services that have a quota, by their ids; a half-day that is absent has none."""
    found: dict[int, dict[Half, int]] = defaultdict(dict)
    for service_id, half, most in session.execute(QUOTAS):
        found[service_id][half] = most
    return found


def quotas(session: Session, table: Timetable, now: datetime, wanted: int = 1) -> dict[int, Quotas]:
    """Of every service that has one, by its id; ``wanted``: numbers that are asked for at once."""
    most = most_by_service(session)
    if not most:
        return {}
    taken = taken_in_half(session, table, now)
    promised = promised_from(session, local(now).date())
    return {
        service_id: Quotas(halves, taken.get(service_id, 0), promised.get(service_id, {}), wanted)
        for service_id, halves in most.items()
    }


def taken_in_half(session: Session, table: Timetable, now: datetime) -> dict[int, int]:
    """How many numbers each service has given out in this half-day; given back is not taken."""
    today, half = local(now).date(), table.half_at(now)
    turn = datetime.combine(today, table.turn(today), HALL_ZONE)
    this_half = Ticket.issued_at < turn if half is Half.MORNING else Ticket.issued_at >= turn
    rows = session.execute(
        select(Ticket.first_service_id, func.count())
        .where(Ticket.day == today, Ticket.state != TicketState.CANCELLED, this_half)
        .group_by(Ticket.first_service_id)
    )
    return dict(rows.all())


def promised_from(session: Session, today: date) -> dict[int, dict[tuple[date, Half], int]]:
    """Places on return slips that may still be redeemed, by service."""
    rows = session.execute(
        select(ReturnSlip.service_id, ReturnSlip.day, ReturnSlip.half, func.sum(ReturnSlip.size))
        .where(ReturnSlip.day >= today, ReturnSlip.ticket_id.is_(None))
        .group_by(ReturnSlip.service_id, ReturnSlip.day, ReturnSlip.half)
    )
    found: dict[int, dict[tuple[date, Half], int]] = defaultdict(dict)
    for service_id, day, half, count in rows:
        found[service_id][day, half] = count
    return found
