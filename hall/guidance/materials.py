"""The materials of an item, one by one, for whoever ticks what is missing."""

from dataclasses import dataclass

from hall.catalogue.model import Item
from hall.plain_text import lines_of

#: What an item says that asks for nothing.
NONE = ("无", "无。", "没有")


@dataclass(frozen=True, slots=True)
class Material:
    name: str
    copies: str = ""  # 原件1份（看后退还）、复印件1份
    when: str = ""  # 必须提供


def materials_of(item: Item) -> list[Material]:
    """One a line, as the guide writes them out: ``名称：份数；何时提供``."""
    return read_materials(dict(item.disclosures)["materials"])


def read_materials(text: str) -> list[Material]:
    """A material a line; blank lines and an explicit 无 are none."""
    return [_material(line) for line in lines_of(text) if line not in NONE]


def _material(line: str) -> Material:
    name, _, rest = line.partition("：")
    copies, _, when = rest.partition("；")
    if "件" not in copies and "份" not in copies:  # says only when
        copies, when = "", rest
    return Material(name.strip() or line, copies.strip(), when.strip())
