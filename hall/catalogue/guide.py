"""How the parts of a guide are written out for visitors, from rows and figures.

Pure: values in, text out. The sentences are the guide's own content, printed and read as they are.
"""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from hall.catalogue.terms import Unit

UNITS = {Unit.WORKING_DAY: "个工作日", Unit.DAY: "个自然日", Unit.HOUR: "小时", Unit.MONTH: "个月"}


class GuideMaterial(Protocol):
    """A material, wherever it comes from."""

    name: str
    originals: int
    copies: int
    required: bool
    condition: str
    source: str
    sample: str
    note: str


class NamedStep(Protocol):
    name: str
    days: int | None


class TimeLimit(NamedTuple):
    value: int | None
    unit: Unit | None
    note: str = ""


def materials(rows: Iterable[GuideMaterial]) -> str:
    """A line each: 名称：原件1份、复印件1份；必须提供；来源：…"""
    return "\n".join(_material(row) for row in rows)


def _material(row: GuideMaterial) -> str:
    counts = "、".join(
        f"{word}{count}份"
        for word, count in (("原件", row.originals), ("复印件", row.copies))
        if count
    )
    when = row.condition or ("必须提供" if row.required else "需要时提供")
    more = (
        f"来源：{row.source}" if row.source else "",
        f"样本：{row.sample}" if row.sample else "",
    )
    parts = [part for part in (counts, when, *more, row.note) if part]
    return f"{row.name}：{'；'.join(parts)}"


def procedure(steps: Iterable[NamedStep]) -> str:
    """A numbered line each, with the working days of the step where they are known."""
    return "\n".join(f"{turn}. {step.name}{_days(step)}" for turn, step in enumerate(steps, 1))


def _days(step: NamedStep) -> str:
    return "" if step.days is None else f"（{step.days}个工作日）"


def time_limit(legal: TimeLimit, promised: TimeLimit) -> str:
    """Both side by side (服务承诺制); empty when neither is known."""
    lines = ((name, span(limit)) for name, limit in (("法定时限", legal), ("承诺时限", promised)))
    return "\n".join(f"{name}：{text}" for name, text in lines if text)


def span(limit: TimeLimit) -> str:
    """6个工作日; the note in brackets behind it."""
    if limit.unit is Unit.ON_THE_SPOT:
        text = "当场办结"
    elif limit.value is None or limit.unit is None:
        return limit.note
    else:
        text = f"{limit.value}{UNITS[limit.unit]}"
    return f"{text}（{limit.note}）" if limit.note else text


def fees(*, is_fee: bool | None, basis: str, standard: str) -> str:
    """Whether it costs anything, by what rule, how much."""
    lines = [] if is_fee is None else ["收费。" if is_fee else "不收费。"]
    if basis.strip():
        lines.append(f"收费依据：{basis}")
    if standard.strip() and not (is_fee is False and standard.strip() in FREE):
        lines.append(standard)
    return "\n".join(lines)


#: What says no more than that nothing is charged.
FREE = frozenset({"无", "不收费", "不收费。", "免费", "免费。", "无。"})
