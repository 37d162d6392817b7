"""One cell, one value: numbers, units, words of a fixed set. What is not understood raises."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from hall.catalogue.search.folding import folded
from hall.catalogue.terms import LIFE_EVENTS, ItemKind, ItemState, Module, Unit

SEPARATORS = re.compile(r"[、，,；;\n|｜/]+")
NUMBER_AND_UNIT = re.compile(r"^(\d{1,4})(?:\.0+)?(.*)$")
NOTHING = frozenset({"", "无", "—", "-", "/", "无。", "暂无"})
LONGEST_CODE = 64
CODE = re.compile(rf"^\w[\w.\-()（）:]{{0,{LONGEST_CODE - 1}}}$")
SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?[eE]\+?\d{1,3}$")

WORDS: Mapping[type[StrEnum], Mapping[StrEnum, tuple[str, ...]]] = {
    Module: {
        Module.APPLY: ("办理事项", "办理", "办理类"),
        Module.ENQUIRE: ("查询事项", "查询", "查询类", "咨询"),
        Module.DISCLOSE: ("公开事项", "公开", "公开类"),
    },
    ItemState: {
        ItemState.PUBLISHED: ("公开", "已公开", "发布", "已发布", "在用", "有效", "启用"),
        ItemState.DRAFT: ("草稿", "未公开", "未发布", "待发布", "编辑中"),
        ItemState.WITHDRAWN: ("撤下", "已撤下", "停用", "取消", "已取消", "失效"),
    },
    ItemKind: {
        ItemKind.AT_ONCE: ("即办件", "即办", "1"),
        ItemKind.PROMISED: ("承诺件", "承诺", "2"),
        ItemKind.OTHER: ("其他", "其它", "9"),
    },
    Unit: {
        Unit.WORKING_DAY: ("工作日", "个工作日", "天（工作日）"),
        Unit.DAY: ("自然日", "个自然日", "天", "日"),
        Unit.HOUR: ("小时", "个小时"),
        Unit.MONTH: ("月", "个月"),
        Unit.ON_THE_SPOT: ("当场", "当场办结", "即时", "即办", "即时办结"),
    },
}
READ = {
    kind: {folded(word): value for value, words in spellings.items() for word in words}
    for kind, spellings in WORDS.items()
}
SPELLED = {value: words[0] for spellings in WORDS.values() for value, words in spellings.items()}
YES = frozenset({"是", "1", "有", "收费", "y", "yes", "true", "必要", "必备", "必须", "必需"})
NO = frozenset({"否", "0", "无", "不收费", "免费", "n", "no", "false", "非必要", "非必备", "不是"})


class NotUnderstood(ValueError):
    """The cell says something else; ``args[0]`` is the code of the remark."""


def word_of(kind: type[StrEnum], text: str) -> Any:
    """The member of the fixed set; None for an empty cell or 无. Raises NotUnderstood."""
    if text in NOTHING:
        return None
    try:
        return READ[kind][folded(text)]
    except KeyError:
        raise NotUnderstood("not_understood") from None


def yes_or_no(text: str) -> bool | None:
    """None for an empty cell. Raises NotUnderstood."""
    plain = folded(text)
    if plain in YES:
        return True
    if plain in NO:
        return False
    if not plain:
        return None
    raise NotUnderstood("not_understood")


def count(text: str) -> int:
    """Sheets of paper: 2, 2份, 2张; 0 for an empty cell or 无. Raises NotUnderstood."""
    if text in NOTHING:
        return 0
    found = NUMBER_AND_UNIT.match(text)
    if not found or found[2] not in ("", "份", "张", "页"):
        raise NotUnderstood("not_a_count")
    return int(found[1])


def limit(text: str) -> tuple[int | None, Unit | None]:
    """20, 20.0, 20个工作日, 当场: the number and the unit, if the cell tells one.

    Both None for an empty cell or 无. Raises NotUnderstood.
    """
    if text in NOTHING:
        return None, None
    found = NUMBER_AND_UNIT.match(text)
    if not found:
        if READ[Unit].get(folded(text)) is Unit.ON_THE_SPOT:
            return None, Unit.ON_THE_SPOT
        raise NotUnderstood("not_a_count")
    return int(found[1]), word_of(Unit, found[2].strip())


def several(text: str) -> list[str]:
    """Words with any of the usual marks between them, each once."""
    parts = (part.strip() for part in SEPARATORS.split(text))
    return list(dict.fromkeys(part for part in parts if part and part != "无"))


def life_events(text: str) -> list[str]:
    """Keys of LIFE_EVENTS, by their names with marks between. Raises NotUnderstood."""
    names = {folded(name): event for event, name in LIFE_EVENTS.items()}
    try:
        return [names[folded(part)] for part in several(text)]
    except KeyError:
        raise NotUnderstood("no_such_event") from None
