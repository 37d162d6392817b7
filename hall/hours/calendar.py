"""Which days are working days. Pure: the rows of the office in, what a day is out.

Four layers, the first that knows the day decides: what the hall decided itself, an imported
holiday notice, the State Council's notices as chinesecalendar carries them (years that are
published), and else Monday to Friday without the statutory days, which ``holidays`` computes.

A working Saturday (调休上班) keeps the hours of Monday, unless its row names another weekday.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import chinese_calendar
import holidays

MONDAY, SATURDAY = 0, 5
#: Where counting working days gives up: nothing here is due in ten years.
FARTHEST = timedelta(days=3660)


class DayKind(StrEnum):
    WORKING = "working"  # 工作日
    REST = "rest"  # 休息日
    HOLIDAY = "holiday"  # 法定假日


class DaySource(StrEnum):
    HALL = "hall"  # decided here
    NOTICE = "notice"  # imported: 放假通知
    PUBLISHED = "published"  # known to chinesecalendar
    COMPUTED = "computed"  # nobody has published the year yet


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """What a day is, and whose weekday's hours it keeps; None: no hours at all."""

    kind: DayKind
    weekday: int | None
    source: DaySource
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """A row of the office or of an imported notice about one day."""

    kind: DayKind
    weekday: int | None = None  # of a working day: the weekday whose hours it keeps
    note: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The first two layers; the others are the same in every hall."""

    own: Mapping[date, OfficeDay] = field(default_factory=dict)
    notice: Mapping[date, OfficeDay] = field(default_factory=dict)

    def day(self, day: date) -> CalendarDate:
        """By the first of the four layers that knows it."""
        if (row := self.own.get(day)) is not None:
            return _by_row(day, row, DaySource.HALL)
        if (row := self.notice.get(day)) is not None:
            return _by_row(day, row, DaySource.NOTICE)
        return _published(day) or _computed(day)

    def is_working_day(self, day: date) -> bool:
        """A working Saturday (调休上班) is one; an ordinary weekend is none, hours or not."""
        return self.day(day).kind is DayKind.WORKING

    def add_working_days(self, day: date, count: int) -> date:
        """The day that is ``count`` working days later; the first day itself does not count."""
        end = day + FARTHEST
        while count > 0 and day < end:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def unpublished(self, days: Iterable[date]) -> list[int]:
        """The years among these of which neither a notice nor the library knows anything."""
        told = {day.year for day in self.notice}
        years = sorted({day.year for day in days})
        return [year for year in years if year not in told and not is_published(year)]


def _by_row(day: date, row: OfficeDay, source: DaySource) -> CalendarDate:
    if row.kind is not DayKind.WORKING:
        return CalendarDate(row.kind, None, source, row.note)
    own = day.weekday() if day.weekday() < SATURDAY else MONDAY
    return CalendarDate(
        DayKind.WORKING, own if row.weekday is None else row.weekday, source, row.note
    )


@lru_cache(maxsize=64)
def is_published(year: int) -> bool:
    """Whether the State Council's notice of the year is in chinesecalendar."""
    try:
        chinese_calendar.is_workday(date(year, 6, 1))
    except NotImplementedError:
        return False
    return True


def _published(day: date) -> CalendarDate | None:
    if not is_published(day.year):
        return None
    off, name = chinese_calendar.get_holiday_detail(day)
    weekday = day.weekday()
    if not off:
        keeps = weekday if weekday < SATURDAY else MONDAY
        return CalendarDate(DayKind.WORKING, keeps, DaySource.PUBLISHED, "调休上班" if name else "")
    if name is None:  # an ordinary weekend: open where the hall has hours on a Saturday
        return CalendarDate(DayKind.REST, weekday, DaySource.PUBLISHED)
    return CalendarDate(DayKind.HOLIDAY, None, DaySource.PUBLISHED, NAMES.get(name, "放假"))


def _computed(day: date) -> CalendarDate:
    if name := _statutory(day.year).get(day):
        return CalendarDate(DayKind.HOLIDAY, None, DaySource.COMPUTED, name)
    kind = DayKind.WORKING if day.weekday() < SATURDAY else DayKind.REST
    return CalendarDate(kind, day.weekday(), DaySource.COMPUTED)


@lru_cache(maxsize=64)
def _statutory(year: int) -> Mapping[date, str]:
    """The days of the law alone: which days are swapped for them is what the notice will say."""
    return dict(holidays.country_holidays("CN", years=year, observed=False, language="zh_CN"))


#: How chinesecalendar names the holidays.
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
