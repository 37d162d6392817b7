"""A month of the calendar, as addresses and files name it: 2026-10."""

from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class CalendarMonth:
    """Known by its first day."""

    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.later.first - A_DAY

    @property
    def later(self) -> "CalendarMonth":
        """The month after it."""
        return month_of(self.first.replace(day=28) + 4 * A_DAY)

    @property
    def earlier(self) -> "CalendarMonth":
        """The month before it."""
        return month_of(self.first - A_DAY)

    @property
    def days(self) -> range:
        """Its days, as ordinals."""
        return range(self.first.toordinal(), self.last.toordinal() + 1)

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


def month_of(day: date) -> CalendarMonth:
    """The month a day lies in."""
    return CalendarMonth(day.replace(day=1))


def parse_month(text: str) -> CalendarMonth:
    """Of 2026-10. Raises ValueError for anything else, and for years no hall keeps."""
    year, dash, month = text.strip().partition("-")
    if not (dash and len(year) == 4 and len(month) == 2 and (year + month).isdecimal()):
        raise ValueError(text)
    first = date(int(year), int(month), 1)
    if not 2000 <= first.year <= 2999:
        raise ValueError(text)
    return CalendarMonth(first)
