"""Moments and lengths of time as a proof spells them."""

from datetime import datetime, timedelta

from hall.clock import local


def moment(at: datetime) -> str:
    """To the second, in hall time: 2026-11-23 10:49:00."""
    return f"{local(at):%Y-%m-%d %H:%M:%S}"


def length_of(length: timedelta) -> str:
    """The two largest of hours, minutes and seconds that say anything: 3 小时 5 分."""
    seconds = round(length.total_seconds())
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} 小时 {minutes} 分" if minutes else f"{hours} 小时"
    if not minutes:
        return f"{seconds} 秒"
    return f"{minutes} 分 {seconds} 秒" if seconds else f"{minutes} 分"
