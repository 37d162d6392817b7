"""The hall's one clock: the server's. Moments are kept in UTC and shown in the hall's zone."""

import time
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

HALL_ZONE = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    def __call__(self) -> datetime:
        """The time of day, in UTC; whoever has the right may set it to anything."""

    def steady(self) -> float:
        """Seconds since some moment; nobody can set them, and they go on in a sleeping machine."""


class ServerClock:
    def __call__(self) -> datetime:
        """Now, in UTC."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Seconds since the machine was switched on, those it slept included."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)


server_clock = ServerClock()


def local(moment: datetime) -> datetime:
    """The moment as the clock on the hall's wall shows it."""
    return moment.astimezone(HALL_ZONE)


def hall_day(moment: datetime) -> date:
    """The day a moment belongs to; a day turns at 00:00 on the hall's wall."""
    return local(moment).date()
