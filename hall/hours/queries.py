"""What is asked about hours: the rows as the values that the rules take."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from hall.clock import HALL_ZONE, local
from hall.errors import NotFound
from hall.hours.calendar import Calendar, DaySource, OfficeDay
from hall.hours.model import CalendarDay, OpeningHours, Quota, ReturnSlip
from hall.hours.service_status import Quotas, Rules, ServiceStatus, standing
from hall.hours.timetable import HORIZON_DAYS, Half, OpeningSpan, Timetable
from hall.line.model import Service, Ticket, window_service
from hall.line.ticket_life import TicketState
from hall.settings import number_setting, setting

#: The settings of minutes before closing and before opening.
ENDS = ("last", "first")

#: Every visitor asks these, so they are built once; rows, not objects, for nobody changes them.
HOURS = select(
    OpeningHours.window_id,
    OpeningHours.weekday,
    OpeningHours.half,
    OpeningHours.opens,
    OpeningHours.closes,
)
DAYS = select(
    CalendarDay.source, CalendarDay.day, CalendarDay.kind, CalendarDay.weekday, CalendarDay.note
).where(CalendarDay.day.between(bindparam("since"), bindparam("until")))
QUOTAS = select(Quota.service_id, Quota.half, Quota.most)

WINDOWS_OF = select(window_service.c.service_id, window_service.c.window_id).where(
    window_service.c.service_id.in_(bindparam("services", expanding=True))
)
ANY_QUOTA = select(Quota.service_id).limit(1)


def calendar(session: Session, since: date, until: date) -> Calendar:
    """The office's and the notices' rows for these days."""
    layers: dict[DaySource, dict[date, OfficeDay]] = {DaySource.HALL: {}, DaySource.NOTICE: {}}
    rows = session.execute(DAYS, {"since": since, "until": until})
    for source, day, kind, weekday, note in rows:
        layers[source][day] = OfficeDay(kind, weekday, note)
    return Calendar(layers[DaySource.HALL], layers[DaySource.NOTICE])


def is_working_day(session: Session, day: date) -> bool:
    """For due dates and attendance: one day of the hall's calendar."""
    return calendar(session, day, day).is_working_day(day)


def weeks(session: Session) -> dict[int | None, dict[tuple[int, Half], OpeningSpan]]:
    """The hours by window; the hall's under None."""
    found: dict[int | None, dict[tuple[int, Half], OpeningSpan]] = defaultdict(dict)
    for window_id, weekday, half, opens, closes in session.execute(HOURS):
        found[window_id][weekday, half] = OpeningSpan(opens, closes)
    return found


def timetable(session: Session, today: date, *, kept: bool = True) -> Timetable:
    """Today's and the coming weeks'. One that is not kept is that of a hall without hours."""
    if not kept:
        return Timetable()
    by_window = weeks(session)
    if not by_window:
        return Timetable()
    hall = by_window.pop(None, {})
    days = calendar(session, today, today + timedelta(days=HORIZON_DAYS))
    return Timetable(days, hall, {key: week for key, week in by_window.items() if key is not None})


def keeps_hours(session: Session) -> bool:
    return setting(session, "keep_hours") == "yes"


def most_by_service(session: Session) -> dict[int, dict[Half, int]]:
    found: dict[int, dict[Half, int]] = defaultdict(dict)
    for service_id, half, most in session.execute(QUOTAS):
        found[service_id][half] = most
    return found


def quotas(session: Session, table: Timetable, now: datetime) -> dict[int, Quotas]:
    """Of every service that has one, by its id."""
    most = most_by_service(session)
    if not most:
        return {}
    taken = taken_in_half(session, table, now)
    promised = promised_from(session, local(now).date())
    return {
        service_id: Quotas(halves, taken.get(service_id, 0), promised.get(service_id, {}))
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
        select(ReturnSlip.service_id, ReturnSlip.day, ReturnSlip.half, func.count())
        .where(ReturnSlip.day >= today, ReturnSlip.ticket_id.is_(None))
        .group_by(ReturnSlip.service_id, ReturnSlip.day, ReturnSlip.half)
    )
    found: dict[int, dict[tuple[date, Half], int]] = defaultdict(dict)
    for service_id, day, half, count in rows:
        found[service_id][day, half] = count
    return found


def limits_anything(session: Session) -> bool:
    """Whether hours are kept or numbers counted at all: asked with every number."""
    return keeps_hours(session) or session.scalar(ANY_QUOTA) is not None


def standings(
    session: Session, now: datetime, services: Sequence[Service]
) -> dict[int, ServiceStatus]:
    """Where each of these services stands, by its id."""
    last, first = (
        timedelta(minutes=number_setting(session, f"{each}_ticket_minutes")) for each in ENDS
    )
    table = timetable(session, local(now).date(), kept=keeps_hours(session))
    limits, rules = quotas(session, table, now), Rules(last, first)
    # Nobody asks where no window has hours of its own.
    windows = windows_of(session, services) if table.windows else {}
    return {
        each.id: standing(
            table, windows.get(each.id, ()), limits.get(each.id, Quotas()), now, rules
        )
        for each in services
    }


def windows_of(session: Session, services: Sequence[Service]) -> dict[int, list[int]]:
    """The windows' ids by the services', without loading the windows."""
    found: dict[int, list[int]] = defaultdict(list)
    for service, window in session.execute(WINDOWS_OF, {"services": [s.id for s in services]}):
        found[service].append(window)
    return found


def exceptions_from(session: Session, day: date) -> Sequence[CalendarDay]:
    """The rows of this day and later, soonest first."""
    return session.scalars(
        select(CalendarDay)
        .where(CalendarDay.day >= day)
        .order_by(CalendarDay.day, CalendarDay.source)
    ).all()


def return_slip_by_link(session: Session, link: str) -> ReturnSlip:
    slip = session.scalar(select(ReturnSlip).where(ReturnSlip.link == link))
    if slip is None:
        raise NotFound(return_slip=link)
    return slip


def return_slip_by_key(session: Session, key: str) -> ReturnSlip | None:
    return session.scalar(select(ReturnSlip).where(ReturnSlip.request_key == key))


def return_slips_with(session: Session, code: str) -> Sequence[ReturnSlip]:
    """Of every day, latest first: who comes with an old one is told so."""
    return session.scalars(
        select(ReturnSlip).where(ReturnSlip.code == code).order_by(ReturnSlip.day.desc())
    ).all()
