"""The hall's hours of one day, as the forecast takes them: spans of minutes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from hall.hours.queries import keeps_hours, timetable
from hall.hours.timetable import Timetable
from hall.wait_forecast.day_minutes import minute_of
from hall.wait_forecast.rules.values import MinuteSpan

#: Where no hours are kept: what most township halls keep.
USUAL_HOURS = (MinuteSpan(510, 720), MinuteSpan(870, 1050))


@dataclass(frozen=True, slots=True)
class OpeningMinutes:
    weekday: int | None  # whose timetable the day keeps; None: a day off
    hall: tuple[MinuteSpan, ...]
    windows: Mapping[int, tuple[MinuteSpan, ...]] = field(
        default_factory=dict
    )  # with hours of their own


def opening(session: Session, day: date) -> OpeningMinutes:
    """The hours of this day; the usual ones (8:30–12:00, 14:30–17:30) where none are kept."""
    if not keeps_hours(session):
        return OpeningMinutes(day.weekday(), USUAL_HOURS)
    table = timetable(session, day)
    if not table.hall and not table.windows:
        return OpeningMinutes(day.weekday(), USUAL_HOURS)
    return OpeningMinutes(
        table.calendar.day(day).weekday,
        _spans(table, day, ()) if table.hall else USUAL_HOURS,
        {window: _spans(table, day, (window,)) for window in table.windows},
    )


def _spans(table: Timetable, day: date, windows: Collection[int]) -> tuple[MinuteSpan, ...]:
    """From opening to closing; one that closes at midnight ends with the day."""
    return tuple(
        MinuteSpan(minute_of(span.opens), minute_of(span.closes) or 24 * 60.0)
        for span in table.openings(day, windows)
    )
