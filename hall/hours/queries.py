"""What is asked about hours: the rows as the values that the rules take."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hall.clock import local
from hall.errors import NotFound
from hall.hours.calendar import Calendar, DaySource, OfficeDay
from hall.hours.model import CalendarDay, OpeningHours, Quota, ReturnSlip
from hall.hours.quotas import quotas
from hall.hours.service_status import OpenState, Quotas, Rules, ServiceStatus, standing
from hall.hours.timetable import HORIZON_DAYS, Half, OpeningSpan, Timetable
from hall.line.model import Service, Window, window_service
from hall.settings import number_setting, setting
from hall.unit_of_work import ReadSession, UnitOfWork

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

WINDOWS_OF = (
    select(window_service.c.service_id, window_service.c.window_id)
    .join(Window, Window.id == window_service.c.window_id)
    .where(window_service.c.service_id.in_(bindparam("services", expanding=True)), Window.in_use)
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
    """The hours by the windows' ids; the hall's under None."""
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
    """Whether the office has the hours decide who may take a number."""
    return setting(session, "keep_hours") == "yes"


def limits_anything(session: Session) -> bool:
    """Whether hours are kept or numbers counted at all: asked with every number."""
    return keeps_hours(session) or session.scalar(ANY_QUOTA) is not None


def standings(
    at: ReadSession | UnitOfWork, services: Sequence[Service]
) -> dict[int, ServiceStatus]:
    """Where each of these services stands, by its id; all are open while the clock is doubted:
    better a number too many than a hall that a flat battery has closed."""
    session, now = at.session, at.now
    if at.clock_is_doubted:
        half = Timetable().half_at(now)
        return {service.id: ServiceStatus(OpenState.OPEN, half) for service in services}
    last, first = (
        timedelta(minutes=number_setting(session, f"{end}_ticket_minutes")) for end in ENDS
    )
    table = timetable(session, local(now).date(), kept=keeps_hours(session))
    limits, rules = quotas(session, table, now), Rules(last, first)
    # Nobody asks where no window has hours of its own.
    windows = windows_of(session, services) if table.windows else {}
    return {
        service.id: standing(
            table, windows.get(service.id, ()), limits.get(service.id, Quotas()), now, rules
        )
        for service in services
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
    """By what its QR code carries, of whatever day. Raises NotFound."""
    slip = session.scalar(select(ReturnSlip).where(ReturnSlip.link == link))
    if slip is None:
        raise NotFound(return_slip=link)
    return slip


def return_slip_by_key(session: Session, key: str) -> ReturnSlip | None:
    """The slip that was made under this idempotency key; None for a new key."""
    return session.scalar(select(ReturnSlip).where(ReturnSlip.request_key == key))


def return_slips_with(session: Session, code: str) -> Sequence[ReturnSlip]:
    """Of every day, latest first: who comes with an old one is told so."""
    return session.scalars(
        select(ReturnSlip).where(ReturnSlip.code == code).order_by(ReturnSlip.day.desc())
    ).all()
