"""The days of a report, and the earlier days it is compared with. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hall.clock import HALL_ZONE

ONE_DAY = timedelta(days=1)
WEEKS_OF_A_MONTH, WEEKS_OF_A_YEAR = 4, 52
MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """From ``first`` to ``last``, both days among them."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """The midnight before its first day."""
        return datetime.combine(self.first, time(), HALL_ZONE)

    @property
    def ends(self) -> datetime:
        """The midnight after its last day."""
        return datetime.combine(self.last + ONE_DAY, time(), HALL_ZONE)

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1

    @property
    def begins_a_month(self) -> bool:
        """Then it is compared by months, and otherwise by weeks: a Monday with Mondays."""
        return self.first.day == 1

    @property
    def earlier(self) -> "ReportPeriod":
        """The same days of the month before, or as many months before as it lies in; four weeks
        before, or as many times four as it takes."""
        if self.begins_a_month:
            return self._months_before(_month_number(self.last) - _month_number(self.first) + 1)
        times = -(-self.days // (7 * WEEKS_OF_A_MONTH))
        return self._weeks_before(WEEKS_OF_A_MONTH * times)

    @property
    def year_before(self) -> "ReportPeriod":
        """The same days of the year before; 52 weeks before where it begins in a month."""
        if self.begins_a_month:
            return self._months_before(MONTHS_OF_A_YEAR)
        return self._weeks_before(WEEKS_OF_A_YEAR)

    def _months_before(self, months: int) -> "ReportPeriod":
        ends_a_month = (self.last + ONE_DAY).day == 1
        last = _in_month(_month_number(self.last) - months, 31 if ends_a_month else self.last.day)
        return ReportPeriod(_in_month(_month_number(self.first) - months, 1), last)

    def _weeks_before(self, weeks: int) -> "ReportPeriod":
        back = timedelta(weeks=weeks)
        return ReportPeriod(self.first - back, self.last - back)


def _month_number(day: date) -> int:
    return day.year * MONTHS_OF_A_YEAR + day.month - 1


def _in_month(number: int, day: int) -> date:
    """That day of the month, or its last: the 31st of a month of thirty days."""
    year, month = divmod(number, MONTHS_OF_A_YEAR)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))
