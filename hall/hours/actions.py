"""What the office does with hours: weeks, quotas, days off and swapped days, holiday notices."""

from collections.abc import Mapping
from datetime import date, time

from sqlalchemy import delete

from hall.errors import Malformed, NotFound
from hall.events import CalendarChanged, HoursChanged, QuotaChanged
from hall.hours import queries
from hall.hours.calendar import DayKind, DaySource, OfficeDay
from hall.hours.holiday_notice import read_notice
from hall.hours.model import CalendarDay, OpeningHours, Quota
from hall.hours.timetable import Half, Week
from hall.line.model import Service, Window
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

WEEKDAYS = 7
LONGEST_NOTE = 40
MOST_NUMBERS = 9999


def set_week(work: UnitOfWork, window: Window | None, week: Week) -> None:
    """The hours of the hall, or of one window instead; an empty week follows the hall again.

    Raises Malformed: a span that ends before it begins, a morning after noon, halves that overlap.
    """
    for weekday in range(WEEKDAYS):
        if wrong := wrong_half(week, weekday):
            raise Malformed(field=wrong[1])
    window_id = window.id if window else None
    if queries.weeks(work.session).get(window_id, {}) == week:
        return
    work.session.execute(delete(OpeningHours).where(OpeningHours.window_id == window_id))
    work.session.add_all(
        OpeningHours(
            window_id=window_id, weekday=weekday, half=half, opens=span.opens, closes=span.closes
        )
        for (weekday, half), span in week.items()
    )
    work.record(HoursChanged(window=window.name if window else ""))


def wrong_half(week: Week, weekday: int) -> tuple[Half, str] | None:
    """Which half of the day cannot be, and why; None where both can."""
    morning, afternoon = (week.get((weekday, half)) for half in Half)
    for half, span in ((Half.MORNING, morning), (Half.AFTERNOON, afternoon)):
        if span and not span.opens < span.closes:
            return half, "span"
    if morning and morning.opens >= time(12):
        return Half.MORNING, "morning"
    if afternoon and afternoon.opens < (morning.closes if morning else time(12)):
        return Half.AFTERNOON, "afternoon"
    return None


def set_quota(work: UnitOfWork, service: Service, half: Half, most: int | None) -> None:
    """None: as many numbers as people come. Raises Malformed beyond 0 to 9999."""
    if most is not None and not 0 <= most <= MOST_NUMBERS:
        raise Malformed(field="most", largest=MOST_NUMBERS)
    kept = work.session.get(Quota, (service.id, half))
    if (kept.most if kept else None) == most:
        return
    if most is None:
        work.session.delete(kept)
    else:
        work.session.merge(Quota(service_id=service.id, half=half, most=most))
    work.record(QuotaChanged(service=service.prefix, half=half, most=most))


def set_day(work: UnitOfWork, day: date, row: OfficeDay) -> None:
    """The hall's own word about a day; it stands above every notice.

    Raises Malformed for a note over 40 characters, or a weekday on a day that is not worked.
    """
    _write(work, day, DaySource.HALL, row)
    work.record(CalendarChanged(day=day.isoformat(), source=DaySource.HALL))


def forget_day(work: UnitOfWork, day: date) -> None:
    """The day is what the notices say again. Raises NotFound: the hall said nothing about it."""
    kept = work.session.get(CalendarDay, (day, DaySource.HALL))
    if kept is None:
        raise NotFound(day=day.isoformat())
    work.session.delete(kept)
    work.record(CalendarChanged(day=day.isoformat(), source=DaySource.HALL))


def import_notice(work: UnitOfWork, text: str) -> int:
    """A holiday notice (hall/hours/holiday_notice.py); returns how many days. All or nothing.

    Raises Malformed, with the number of the line that is not understood.
    """
    days: Mapping[date, OfficeDay] = read_notice(text, work.today)
    for day, row in days.items():
        _write(work, day, DaySource.NOTICE, row)
    for year in sorted({day.year for day in days}):
        work.record(CalendarChanged(day=str(year), source=DaySource.NOTICE))
    return len(days)


def _write(work: UnitOfWork, day: date, source: DaySource, row: OfficeDay) -> None:
    note = plain(row.note, field="note", longest=LONGEST_NOTE)
    if row.weekday is not None and (row.kind is not DayKind.WORKING or row.weekday not in range(7)):
        raise Malformed(field="weekday")
    work.session.merge(
        CalendarDay(day=day, source=source, kind=row.kind, weekday=row.weekday, note=note)
    )
