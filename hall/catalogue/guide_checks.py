"""What a careful reader would ask about a guide; warnings, they forbid nothing (facts A.4)."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from hall.catalogue.model import Item
from hall.catalogue.terms import ItemKind, Module, Unit

#: What every procedure tells, in this order.
STAGES = ("受理", "审查", "决定")
#: Papers that conditions mention by name, and that must then be among the materials.
PAPERS = ("身份证", "户口簿", "户口本", "结婚证", "离婚证", "出生医学证明", "死亡证明", "委托书",
          "不动产权证", "残疾证", "低保证", "退役证", "营业执照", "毕业证")  # fmt: skip
#: Natural days in one of these, for comparing limits of different units.
IN_DAYS = {
    Unit.WORKING_DAY: Fraction(7, 5),
    Unit.DAY: Fraction(1),
    Unit.HOUR: Fraction(1, 24),
    Unit.MONTH: Fraction(30),
    Unit.ON_THE_SPOT: Fraction(0),
}


class GuideDoubt(NamedTuple):
    """``code`` picks the sentence (web/sentences/catalogue.py)."""

    code: str
    words: dict[str, object]


def doubts(item: Item) -> list[GuideDoubt]:
    """Of any item: limits and materials; of one that is applied for also procedure and steps."""
    found = [*_limits(item), *_materials(item)]
    if item.module is Module.APPLY:
        found += [*_procedure(item), *_steps(item)]
    return found


def _procedure(item: Item) -> Iterator[GuideDoubt]:
    told = dict(item.disclosures)["procedure"]
    at = [told.find(stage) for stage in STAGES]
    gone = [stage for stage, place in zip(STAGES, at, strict=True) if place < 0]
    if told and gone:
        yield GuideDoubt("stages_missing", {"stages": "、".join(gone)})
    elif any(later < earlier for earlier, later in pairwise(at)):
        yield GuideDoubt("stages_out_of_order", {})


def _limits(item: Item) -> Iterator[GuideDoubt]:
    promised = _days(item.promised_value, item.promised_unit)
    legal = _days(item.legal_value, item.legal_unit)
    if (
        item.kind is ItemKind.AT_ONCE
        and promised is not None
        and promised > IN_DAYS[Unit.WORKING_DAY]
    ):
        yield GuideDoubt("at_once_with_long_promise", {})
    if promised is not None and legal is not None and promised > legal:
        yield GuideDoubt("promise_longer_than_law", {})


def _days(value: int | None, unit: Unit | None) -> Fraction | None:
    if unit is Unit.ON_THE_SPOT:
        return Fraction(0)
    return None if value is None or unit is None else value * IN_DAYS[unit]


def _materials(item: Item) -> Iterator[GuideDoubt]:
    told = dict(item.disclosures)
    unlisted = [paper for paper in PAPERS if _asked_only(paper, told)]
    if unlisted:
        yield GuideDoubt("materials_only_in_conditions", {"papers": "、".join(unlisted)})
    if "原件" in told["conditions"] or "复印件" in told["conditions"]:
        yield GuideDoubt("materials_among_conditions", {})


def _asked_only(paper: str, told: dict[str, str]) -> bool:
    return paper in told["conditions"] and paper not in told["materials"]


def _steps(item: Item) -> Iterator[GuideDoubt]:
    if not item.steps:
        yield GuideDoubt("no_steps", {})
    if item.has_unbound_step:
        names = "、".join(step.name for step in item.steps if step.window is None)
        yield GuideDoubt("unbound_steps", {"steps": names})
    days = [step.days for step in item.steps if step.days is not None]
    by_days = item.promised_unit is Unit.WORKING_DAY and item.promised_value is not None
    if days and by_days and sum(days) != item.promised_value:
        yield GuideDoubt("steps_do_not_add_up", {"sum": sum(days), "promised": item.promised_value})
