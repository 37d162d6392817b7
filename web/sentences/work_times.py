"""Sentences of attendance: why times cannot be, what a slot is called."""

from collections.abc import Mapping, Sequence
from datetime import date

from hall.attendance.rules.punch_rule import MINUTE
from hall.attendance.rules.timetable import DAY, WorkSession
from web.sentences.moments import WEEKDAYS

WHY_TIMES = {
    "empty": "没有填上下班的时间。",
    "ends_first": "结束要晚于开始。",
    "overlap": "与“{other}”重叠，请从早到晚填写，前后不能重叠。",
    "longer_than_a_day": "一个时段不能超过 24 小时，也要从当天开始。",
    "steps": "打卡的窗口和宽限不能是负数，迟到的各档要从小到大。",
    "same_name": "这个名称用了两次，一天里的时段名称要不一样。",
    "mixed": "上班和值班请分开，写成两个作息。",
}


def about_times(details: Mapping[str, object]) -> dict[str, str]:
    """The words of BadTimes and TimesOverlap; "" where the refusal is another."""
    why = WHY_TIMES.get(str(details.get("why")), "")
    day = details.get("day")
    return {
        "why_word": why.format_map({"other": "", **details}),
        "day_word": f"{date.fromisoformat(day):%-m月%-d日}" if isinstance(day, str) else "",
    }


def sessions_in_words(sessions: Sequence[WorkSession]) -> str:
    """上午 8:30–12:00，下午 14:30–17:30."""
    return "，".join(
        f"{session.name} "
        + "、".join(f"{_at(span.begins)}–{_at(span.ends)}" for span in session.spans)
        for session in sessions
    )


def _at(seconds: int) -> str:
    days, minutes = divmod(seconds // MINUTE, DAY // MINUTE)
    return ("次日 " if days else "") + f"{minutes // 60}:{minutes % 60:02d}"


def weekdays_in_words(weekdays: Sequence[int] | None) -> str:
    """周一至周五、周一三五、每天."""
    if weekdays is None:
        return "每天"
    names = "".join(WEEKDAYS[weekday] for weekday in weekdays)
    return f"周{names[0]}至周{names[-1]}" if names in WEEKDAYS and len(names) > 2 else f"周{names}"
