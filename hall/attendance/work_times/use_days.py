"""On which days a timetable is kept."""

from dataclasses import dataclass
from datetime import date

#: Monday to Friday.
WORKING_WEEK = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class UseDays:
    """From a day on, or up to a last one too, on these weekdays (0 is Monday) by the hall's
    calendar; None: on every day, whatever the calendar says."""

    since: date
    until: date | None = None
    weekdays: tuple[int, ...] | None = WORKING_WEEK


def on_day(day: date) -> UseDays:
    """One day alone, a rest day too: duty, or a day unlike others."""
    return UseDays(day, day, None)
