"""Moments, days and durations, as people say them."""

from datetime import date, datetime

from hall.clock import local
from web.language import ENGLISH, language, spoken

#: Up to so many seconds are said as seconds.
MOST_SECONDS = 90

WEEKDAYS = "一二三四五六日"
#: Not by the computer's locale, which is whatever it was set up with.
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

HALVES = {"morning": "上午", "afternoon": "下午"}


def clock_time(moment: datetime | None) -> str:
    return f"{local(moment):%H:%M}" if moment else ""


def clock_seconds(moment: datetime | None) -> str:
    return f"{local(moment):%H:%M:%S}" if moment else ""


def second_in_full(moment: datetime) -> str:
    """2026-11-23 08:01:05: of whatever year."""
    return f"{local(moment):%Y-%m-%d %H:%M:%S}"


def day(moment: datetime) -> str:
    here = local(moment)
    if language() == ENGLISH:
        return f"{here.day} {ENGLISH_MONTHS[here.month - 1]} {here.year}"
    return f"{here.year}年{here.month}月{here.day}日"


def short_day(on: date) -> str:
    """11月24日（周二）: a day near enough to need no year."""
    if language() == ENGLISH:
        return f"{ENGLISH_DAYS[on.weekday()][:3]} {on.day} {ENGLISH_MONTHS[on.month - 1][:3]}"
    return f"{on.month}月{on.day}日（周{WEEKDAYS[on.weekday()]}）"


def plain_time(moment: datetime) -> str:
    """8:30, as it stands on a door."""
    here = local(moment)
    return f"{here.hour}:{here.minute:02d}"


def half_day(moment: datetime) -> str:
    return spoken(HALVES["morning" if local(moment).hour < 12 else "afternoon"])


def date_and_time(moment: datetime) -> str:
    if language() == ENGLISH:
        return f"{short_day(local(moment).date())}, {plain_time(moment)}"
    return f"{short_day(local(moment).date())}{half_day(moment)} {plain_time(moment)}"


def input_moment(moment: datetime) -> str:
    """As a field for date and time wants it."""
    return f"{local(moment):%Y-%m-%dT%H:%M}"


def weekday(moment: datetime) -> str:
    if language() == ENGLISH:
        return ENGLISH_DAYS[local(moment).weekday()]
    return f"星期{WEEKDAYS[local(moment).weekday()]}"


def greeting(moment: datetime) -> str:
    """A friendly word for whoever clocks in, by the time of day."""
    hour = local(moment).hour
    if hour < 11:
        return "早上好，今天也辛苦了。"
    if hour < 14:
        return "中午好，记得吃饭休息。"
    if hour < 17:
        return "下午好，今天也辛苦了。"
    return "辛苦了，路上注意安全。"


def film_time(milliseconds: int) -> str:
    """How far a film has been played, in minutes and seconds."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"


def hours_and_minutes(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} 小时 {minutes} 分"


def duration(seconds: float | None) -> str:
    if seconds is None:
        return "—"
    minutes = round(seconds / 60)
    if minutes < 1:
        return "不到 1 分钟"
    if minutes < 2 * 60:
        return f"{minutes} 分钟"
    hours = round(minutes / 60)
    return f"{hours} 小时" if hours < 2 * 24 else f"{round(hours / 24)} 天"


def minute_clock(minute: int) -> str:
    """A minute of the day as a form takes it, 08:30."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def masked(name: str) -> str:
    """A name as strangers may see it: first and last character, 演**甲."""
    if len(name) <= 1:
        return name
    if len(name) == 2:
        return f"{name[0]}*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"


def waiting_time(seconds: object) -> str:
    """How long somebody has to wait, never said shorter than it is; "" for what is no number."""
    if not isinstance(seconds, int):
        return ""
    if seconds <= MOST_SECONDS:
        return spoken("{count} 秒").format(count=seconds)
    return spoken("{count} 分钟").format(count=-(-seconds // 60))
