"""When and where a notice is to show, and whether one such wish takes away from another. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from hall.notices.schedule import WHOLE_DAY, Daypart, Days, Schedule
from hall.screens.model import Screen

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class NoticeSchedule:
    """When and where a notice is to show."""

    schedule: Schedule
    screens: Sequence[Screen] = ()  # none: all of them
    every_months: int | None = None


@dataclass(frozen=True, slots=True)
class ShowingPattern:
    """What of its period a notice shows on which days, at which hours and on which screens."""

    weekdays: frozenset[int]  # 0 is Monday
    days: Days
    dayparts: tuple[Daypart, ...]  # none: all day
    screens: frozenset[int]  # their ids; none: all of them

    @classmethod
    def of(cls, wanted: NoticeSchedule) -> "ShowingPattern":
        plan = wanted.schedule
        screens = frozenset(screen.id for screen in wanted.screens)
        return cls(plan.weekdays, plan.days, plan.dayparts, screens)

    @classmethod
    def read_back(cls, kept: Mapping[str, Any]) -> "ShowingPattern":
        """The other way round from ``kept``."""
        return cls(
            weekdays=frozenset(kept["weekdays"]),
            days=Days(kept["days"]),
            dayparts=tuple(Daypart(*map(time.fromisoformat, part)) for part in kept["dayparts"]),
            screens=frozenset(kept["screens"]),
        )

    @property
    def kept(self) -> dict[str, Any]:
        """As JSON values, for a row of the database."""
        return {
            "weekdays": sorted(self.weekdays),
            "days": self.days,
            "dayparts": hours_of(self.dayparts),
            "screens": sorted(self.screens),
        }

    def takes_away(self, shown: "ShowingPattern", wall: frozenset[int]) -> bool:
        """Whether there is a day, a minute or a screen of ``wall`` (ids of those in use) on which
        ``shown`` shows it and this does not."""
        return (
            not shown.weekdays <= self.weekdays
            or self.days not in (Days.EVERY, shown.days)
            or not _minutes(shown.dayparts) <= _minutes(self.dayparts)
            or not (shown.screens or wall) & wall <= (self.screens or wall)
        )


def hours_of(dayparts: Sequence[Daypart]) -> list[list[str]]:
    """``[["08:30", "12:00"]]``, as rows of the database hold them."""
    return [[f"{part.start:%H:%M}", f"{part.end:%H:%M}"] for part in dayparts]


def _minutes(dayparts: Sequence[Daypart]) -> frozenset[int]:
    """Of the day and, past midnight, of the next."""
    return frozenset(minute for part in dayparts or (WHOLE_DAY,) for minute in _span(part))


def _span(part: Daypart) -> range:
    start, end = (at.hour * 60 + at.minute for at in (part.start, part.end))
    return range(start, end if end > start else end + MINUTES_A_DAY)
