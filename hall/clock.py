"""The hall's one clock: the server's. Moments are kept in UTC and shown in the hall's zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HALL_ZONE = ZoneInfo("Asia/Shanghai")

Clock = Callable[[], datetime]


def server_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The moment as the clock on the hall's wall shows it."""
    return moment.astimezone(HALL_ZONE)


def hall_day(moment: datetime) -> date:
    """The day a moment belongs to; a day turns at 00:00 on the hall's wall."""
    return local(moment).date()
