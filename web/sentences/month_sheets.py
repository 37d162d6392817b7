"""Sentences of the month: why it cannot be signed, what a cell comes to and from what."""

import re
from collections.abc import Mapping
from datetime import date

from hall.attendance.absences.model import SlotRuling
from hall.attendance.hall_seconds import to_moment
from hall.attendance.rules.excuses import Excuse
from hall.attendance.rules.judging import JudgedSlot, Verdict
from hall.attendance.rules.punch_rule import MINUTE, PunchRule
from hall.attendance.rules.timetable import DAY

STEP_NAMES = {"keeper": "考勤员", "deputy": "分管领导", "director": "主要领导"}
MONTH_REFUSALS = {
    "MonthNotOver": "{month_word}还没有过完，到下个月才能签字。",
    "DaysPending": "{month_word}还有 {count} 处待定，没有签字。请等数据到齐，或逐处裁定，再签。",
    "MonthUndecided": "{month_word}有 {count} 处缺卡和搁着的打卡没有定，没有签字。"
    "请看过名单，勾上“照现在的样子签”再签。",
    "ObjectionsOpen": "{month_word}还有 {count} 人的异议没有答复，没有签字。请先答复。",
    "SignatureOrder": "现在要先由{step_word}签字。考勤数据在签字以后有变化的，也要从头签。",
    "SignerElse": "这一步由{step_word}签字，没有签上。",
    "AlreadySigned": "{month_word}的考勤，{step_word}已经签过，没有再签。",
    "MonthIsLocked": "{month_word}的考勤已经锁定，没有再签。以后到的数据列在“差异”里。",
    "MonthNotLocked": "{month_word}的考勤没有锁定，不用这样操作。",
    "DifferenceGone": "这一处差异刚才有了变化，没有保存。请看页面最新内容。",
}


def month_word(month: str) -> str:
    """2026-10 is 2026年10月."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月"


def month_file_name(month: str, ending: str) -> str:
    """考勤2026年10月.xlsx."""
    return f"考勤{month_word(month)}.{ending}"


def year_file_name(year: int) -> str:
    """考勤2026年.xlsx."""
    return f"考勤{year}年.xlsx"


def about_months(details: Mapping[str, object]) -> dict[str, str]:
    """The words of a refusal about a month; "" where it is another."""
    month = details.get("month")
    return {
        "month_word": month_word(month) if isinstance(month, str) and "-" in month else "",
        "step_word": STEP_NAMES.get(str(details.get("step")), ""),
    }


SIDES = {"arrival": "上班", "leaving": "下班"}
WHY_PENDING = {"reader_away": "指纹机当时没有连上"}
#: The serial of a terminal, and the minute of its last record.
TERMINAL_SILENT = re.compile(r"terminal (\w+) \d{4}-(\d\d)-(\d\d)T(\d\d:\d\d)", re.ASCII)
STEP_WORDS = {
    Verdict.LATE: ("晚", "超过宽限 {grace} 分钟：迟到"),
    Verdict.SERIOUSLY_LATE: ("晚", "超过 {serious} 分钟：严重迟到"),
    Verdict.TOO_LATE: ("晚", "超过 {absent} 分钟：按旷工半天"),
    Verdict.EARLY: ("早", "超过宽限 {grace} 分钟：早退"),
    Verdict.SERIOUSLY_EARLY: ("早", "超过 {serious} 分钟：严重早退"),
    Verdict.TOO_EARLY: ("早", "超过 {absent} 分钟：按旷工半天"),
}
WITHOUT_STEPS = {
    Verdict.ON_TIME: "正常",
    Verdict.MISSING: "缺卡（{opens} 至 {closes} 打卡才算这一次）",
    Verdict.ABSENT: "这一段上下班都没有打卡：旷工",
    Verdict.EXCUSED: "{column}（单 {slip}），不用打卡",
    Verdict.MADE_UP: "补卡已经批准，算到岗",
    Verdict.PENDING: "{why}：待定",
    Verdict.NOT_YET: "时间没到",
}
RULING_WORDS = {
    "decided": "算到岗",
    "missing": "算缺卡",
    "absent": "算旷工",
    "punches": "撤销裁定，按打卡算",
}
RULED_WORDS = {Verdict.DECIDED: "到岗", Verdict.MISSING: "缺卡", Verdict.ABSENT: "旷工"}


def slot_sentence(judged: JudgedSlot) -> str:
    """上午上班 8:30：8:41 打卡，晚 11 分钟，超过宽限 5 分钟：迟到."""
    slot = judged.slot
    head = f"{slot.session}{SIDES[slot.side]} {_wall(slot.due, slot.day)}："
    punched = f"{_wall(judged.punch, slot.day)} 打卡，" if judged.punch is not None else ""
    if judged.verdict in STEP_WORDS:
        way, why = STEP_WORDS[judged.verdict]
        if judged.punch is not None and judged.punch % MINUTE:  # the minutes are counted up
            punched = f"{_wall(judged.punch, slot.day)}:{judged.punch % MINUTE:02d} 打卡，"
        return f"{head}{punched}{way} {judged.minutes} 分钟，{why.format_map(_steps(slot.rule))}"
    if judged.ruled and judged.verdict in RULED_WORDS:
        return f"{head}{punched or '没有打卡，'}由负责人裁定为{RULED_WORDS[judged.verdict]}"
    said = WITHOUT_STEPS[judged.verdict].format(
        opens=_wall(slot.opens, slot.day),
        closes=_wall(slot.closes, slot.day),
        column=slot.excused.column if slot.excused else "",
        slip=slot.excused.slip if slot.excused else "",
        why=why_pending(judged.why),
    )
    return head + (punched or "没有打卡，") + said


def missing_slot(judged: JudgedSlot) -> str:
    """10月12日 上午上班 8:30."""
    slot = judged.slot
    day = date.fromordinal(slot.day)
    place = f"{slot.session}{SIDES[slot.side]} {_wall(slot.due, slot.day)}"
    return f"{day.month}月{day.day}日 {place}"


def ruled_place(ruling: SlotRuling) -> str:
    """10月12日 上午上班."""
    return f"{ruling.day:%-m月%-d日} {ruling.session}{SIDES[ruling.side]}"


def ruled_day(judged: JudgedSlot) -> str:
    """10月12日."""
    return f"{date.fromordinal(judged.slot.day):%-m月%-d日}"


def ruled_word(verdict: Verdict | None) -> str:
    """What a ruling says; nothing takes the one before it back."""
    return RULING_WORDS[verdict or "punches"]


def why_pending(why: str) -> str:
    """考勤机 X 的记录只到 10月9日 17:32; what the office entered stays as it is."""
    silent = TERMINAL_SILENT.fullmatch(why)
    if silent is None:
        return WHY_PENDING.get(why, why)
    serial, month, day, clock = silent.groups()
    return f"考勤机 {serial} 的记录只到 {int(month)}月{int(day)}日 {clock}"


def _steps(rule: PunchRule) -> dict[str, int]:
    steps = {"grace": rule.grace, "serious": rule.serious, "absent": rule.absent}
    return {name: (seconds or 0) // MINUTE for name, seconds in steps.items()}


def _wall(moment: int, day: int) -> str:
    """A hall second as the clock shows it; the next day's says so."""
    minutes = (moment - day * DAY) // MINUTE
    days, minutes = divmod(minutes, DAY // MINUTE)
    return {0: "", 1: "次日 "}.get(days, "前日 ") + f"{minutes // 60}:{minutes % 60:02d}"


def slip_sentence(slip: Excuse) -> str:
    """事假 10:00 至 16:00（单 12）."""
    begins, ends = to_moment(slip.begins), to_moment(slip.ends)
    number = f"（单 {slip.slip}）" if slip.slip else "（放假）"
    return f"{slip.column} {begins:%-m月%-d日 %-H:%M} 至 {ends:%-m月%-d日 %-H:%M}{number}"


def days_word(days: float) -> str:
    """0.5, 2; nothing is an empty cell."""
    return f"{days:g}" if days else ""
