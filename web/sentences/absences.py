"""Sentences of leave, field duty and make-ups: when, how long, and what became of a slip."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from hall.attendance.hall_seconds import to_moment
from hall.attendance.rules.due_slots import DueSlot
from hall.clock import local
from web.sentences.moments import WEEKDAYS

SLIP_STATES = {
    "waiting": "待批",
    "approved": "已批准",
    "refused": "不准",
    "withdrawn": "已撤回",
}
SLIP_ACTS = {
    "signed": "签字",
    "approved": "批准",
    "refused": "不准",
    "withdrawn": "撤回",
    "returned": "销假",
}
SLIP_EFFECTS = {"leave": "请假", "field": "公出", "make_up": "补卡"}
DAY_PARTS = {"whole": "全天", "morning": "上午", "afternoon": "下午", "hours": "按小时"}
SLOT_SIDES = {"arrival": "上班", "leaving": "下班"}
MIDNIGHT = time()
NOON = time(11, 30), time(15)


def slip_time(begins: datetime, ends: datetime) -> str:
    """12月1日（周二）全天，……上午，……至12月3日（周四），…… 13:30 至 15:00."""
    first, last = local(begins), local(ends)
    whole_first, whole_last = first.time() == MIDNIGHT, last.time() == MIDNIGHT
    until = last.date() - timedelta(days=whole_last)
    if begins == ends:
        return f"{_day(first.date())} {first:%H:%M}"
    if whole_first and whole_last:
        return _days(first.date(), until, "全天", "", "")
    if whole_first and _in_the_break(last):
        return _days(first.date(), until, "上午", "", "上午")
    if _in_the_break(first) and whole_last:
        return _days(first.date(), until, "下午", "下午", "")
    if first.date() == last.date():
        return f"{_day(first.date())} {first:%H:%M} 至 {last:%H:%M}"
    return f"{_day(first.date())} {first:%H:%M} 至 {_day(last.date())} {last:%H:%M}"


def _days(first: date, last: date, of_one: str, of_first: str, of_last: str) -> str:
    if first == last:
        return f"{_day(first)}{of_one}"
    return f"{_day(first)}{of_first}至{_day(last)}{of_last}"


def _in_the_break(moment: datetime) -> bool:
    """Where a half day ends that lies within nobody's work."""
    return NOON[0] <= moment.time() <= NOON[1]


def _day(on: date) -> str:
    return f"{on.month}月{on.day}日（周{WEEKDAYS[on.weekday()]}）"


def due_slot(slot: DueSlot) -> str:
    """11月30日（周一）上午　上班 08:30."""
    due = to_moment(slot.due)
    day = _day(date.fromordinal(slot.day))
    return f"{day}{slot.session}　{SLOT_SIDES[slot.side]} {due:%H:%M}"


def day_count(days: float | None) -> str:
    """0.5, 1, 2.25: no more digits than it needs; "" for none."""
    return "" if days is None else f"{round(days, 2):g}"


def about_slips(details: Mapping[str, object]) -> dict[str, str]:
    """The words of refusals about slips; "" where the refusal is another."""
    begins, ends = details.get("begins"), details.get("ends")
    left, wanted = details.get("left"), details.get("wanted")
    return {
        "span_word": slip_time(datetime.fromisoformat(begins), datetime.fromisoformat(ends))
        if isinstance(begins, str) and isinstance(ends, str)
        else "",
        "slip_word": SLIP_STATES.get(str(details.get("slip_state")), ""),
        "left_word": day_count(left) if isinstance(left, float) else "",
        "wanted_word": day_count(wanted) if isinstance(wanted, float) else "",
    }
