"""Materials in one cell, a line each: 居民身份证｜原件1份｜复印件1份｜必备｜来源：申请人自备.

What we write is read back exactly. Lines as offices write them (身份证：原件1份、复印件1份；
必须提供) are understood as well as they can be, and nothing of them is dropped.
"""

import re
from typing import Any

from hall.catalogue.guide import GuideMaterial
from hall.plain_text import one_line

BAR = "｜"
BARS = re.compile("[｜|]")
NUMBER = re.compile(r"^[（(]?\d{1,2}[)）.、．]\s*|^[①-⑳]\s*|^[一二三四五六七八九十]{1,3}、\s*")
ORIGINALS = re.compile(r"(?<!复印)原件\s*[各共]?\s*(\d{1,2})\s*[份张页]?")
COPIES = re.compile(r"复印件\s*[各共]?\s*(\d{1,2})\s*[份张页]?")
BOTH = re.compile(r"原件\s*[及和与、]\s*复印件\s*(?:各|均)\s*(\d{1,2})\s*[份张页]?")
NO_COPY = re.compile(r"(?:不需|不要|无需)(?:复印件|原件)")
#: Behind a name: 身份证（原件1份，复印件2份）.
COUNTED_NAME = re.compile(r"^(.+?)\s*[（(]([^（）()]*(?:原件|复印件)[^（）()]*\d[^（）()]*)[）)]$")
BRACKETED = re.compile(r"^(.+?)（([^（）]*)）$")
NEEDED = re.compile(r"^(?:必备|必要|必须|必须提供|必要材料|必备材料)$")
NOT_NEEDED = re.compile(r"^(?:非必备|非必要|可选|需要时提供|容缺)$")
#: Only in a case: 请人代办时提供；有残疾的，还要提供；查本人的补贴时提供，只问政策的不用.
WHEN = re.compile(r"^(?!必).+?(?:时|的)[，,]?(?:还要|还需|才|请|需)?(?:提供|带来|交回|需要)")
NOTHING = re.compile(r"^(?:无|不需要(?:材料)?|无需(?:提供)?(?:材料)?)。?(?:（[^（）]*）)?$")
LABELS = {"条件": "condition", "来源": "source", "样本": "sample", "说明": "note"}


def spelled(row: GuideMaterial) -> str:
    """One line of the cell; ``materials_in`` reads it back exactly."""
    parts = [row.name]
    parts += [f"原件{row.originals}份"] if row.originals else []
    parts += [f"复印件{row.copies}份"] if row.copies else []
    parts.append("必备" if row.required else "非必备")
    parts += [f"{word}：{text}" for word, key in LABELS.items() if (text := getattr(row, key))]
    return BAR.join(parts)


def materials_in(cell: str) -> list[dict[str, Any]]:
    """The lines of a cell as rows; none for an explicit 无."""
    if NOTHING.match(cell.strip()):
        return []
    lines = (NUMBER.sub("", line.strip()) for line in cell.splitlines())
    return [_material(line) for line in lines if line]


def material(**values: Any) -> dict[str, Any]:
    """A row with all its values; texts fit into one line, and hold no bar."""
    empty = {"originals": 0, "copies": 0, "required": True}
    texts = {"name": "", "condition": "", "source": "", "sample": "", "note": "", **values}
    plain = {key: _plain(text) for key, text in texts.items() if isinstance(text, str)}
    return {**empty, **values, **plain}


def counted_name(name: str) -> tuple[str, dict[str, Any]]:
    """The name without counts in brackets behind it, and ``originals``, ``copies``, ``notes``."""
    counted = COUNTED_NAME.match(name.strip())
    if not counted:
        return name, {"notes": []}
    values: dict[str, Any] = {}
    notes = _counted(counted[2], values)
    return counted[1], {**values, "notes": notes}


def _plain(text: str) -> str:
    return one_line(BARS.sub("／", text))


def _material(line: str) -> dict[str, Any]:
    name, *parts = BARS.split(line) if BARS.search(line) else _as_offices_write(line)
    values: dict[str, Any] = {"name": name}
    notes: list[str] = []
    for part in map(str.strip, parts):
        label, _, text = part.partition("：")
        if label in LABELS and text:
            values[LABELS[label]] = text
        elif part:
            notes += _understood(part, values)
    if "originals" not in values and "copies" not in values:
        values["name"], told = counted_name(name)
        notes += told.pop("notes")
        values.update(told)
    if notes:
        values["note"] = "；".join([*filter(None, [values.get("note", "")]), *notes])
    return material(**values)


def _as_offices_write(line: str) -> list[str]:
    """名称：原件1份（看后退还）、复印件1份；必须提供 -> its parts."""
    name, _, rest = line.partition("：")
    if not rest or not (ORIGINALS.search(rest) or COPIES.search(rest) or "提供" in rest):
        return [line]
    return [name, *rest.split("；")]


def _understood(part: str, values: dict[str, Any]) -> list[str]:
    """Take what the part says into the values; return what else it says."""
    core, aside = part, []
    if bracketed := BRACKETED.match(part):
        core, aside = bracketed[1], [bracketed[2]]
    if NEEDED.match(core):
        values["required"] = True
    elif NOT_NEEDED.match(core):
        values["required"] = False
    elif WHEN.match(core):
        values.update(required=False, condition=core)
    else:
        return _counted(part, values)
    return aside


def _counted(part: str, values: dict[str, Any]) -> list[str]:
    rest = NO_COPY.sub("", part)
    if both := BOTH.search(rest):
        values.update(originals=int(both[1]), copies=int(both[1]))
        rest = BOTH.sub("", rest, count=1)
    for pattern, key in ((ORIGINALS, "originals"), (COPIES, "copies")):
        if found := pattern.search(rest):
            values[key] = int(found[1])
            rest = pattern.sub("", rest, count=1)
    rest = rest.strip("、，,；; ")
    if rest.startswith("（") and rest.endswith("）"):
        rest = rest[1:-1]
    return [rest] if rest else []
