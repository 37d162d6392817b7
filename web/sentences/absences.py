"""Sentences of leave, field duty and make-ups: when, how long, and what became of a slip."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

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
RANKS = {"head": "班组负责人", "deputy": "副主任", "director": "主任"}
DAY_PARTS = {"whole": "全天", "morning": "上午", "afternoon": "下午", "hours": "按小时"}
SLOT_SIDES = {"arrival": "上班", "leaving": "下班"}
MIDNIGHT = time()


def slip_time(begins: datetime, ends: datetime) -> str:
    """12月1日（周二）全天；12月1日（周二）至12月3日（周四）；12月1日（周二）13:15 至 17:30。"""
    first, last = local(begins), local(ends)
    if begins == ends:
        return f"{_day(first.date())} {first:%H:%M}"
    if first.time() == last.time() == MIDNIGHT:
        until = last.date() - timedelta(days=1)
        if until == first.date():
            return f"{_day(until)}全天"
        return f"{_day(first.date())}至{_day(until)}"
    if first.date() == last.date():
        return f"{_day(first.date())} {first:%H:%M} 至 {last:%H:%M}"
    if last.time() == MIDNIGHT and last.date() - first.date() == timedelta(days=1):
        return f"{_day(first.date())} {first:%H:%M} 至 24:00"
    return f"{_day(first.date())} {first:%H:%M} 至 {_day(last.date())} {last:%H:%M}"


def _day(on: date) -> str:
    return f"{on.month}月{on.day}日（周{WEEKDAYS[on.weekday()]}）"


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
