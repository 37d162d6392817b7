"""Sentences of the month: why it cannot be signed, what a cell comes to and from what."""

from collections.abc import Mapping

STEP_NAMES = {"keeper": "考勤员", "deputy": "分管领导", "director": "主要领导"}
MONTH_REFUSALS = {
    "MonthNotOver": "{month_word}还没有过完，到下个月才能签字。",
    "DaysPending": "{month_word}还有 {count} 处待定，没有签字。请等数据到齐，或逐处裁定，再签。",
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


def about_months(details: Mapping[str, object]) -> dict[str, str]:
    """The words of a refusal about a month; "" where it is another."""
    month = details.get("month")
    return {
        "month_word": month_word(month) if isinstance(month, str) and "-" in month else "",
        "step_word": STEP_NAMES.get(str(details.get("step")), ""),
    }
