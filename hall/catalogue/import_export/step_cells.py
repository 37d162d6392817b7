"""Steps (环节) in one cell, a line each: 受理｜1号窗口｜1个工作日."""

import re
from typing import Any, Protocol

from hall.catalogue.import_export.material_cells import BAR, BARS, NUMBER, material
from hall.line.window_names import called

WINDOW = re.compile(r"^(.{1,20}?)\s*号?窗口$")
DAYS = re.compile(r"^(\d{1,3})\s*(?:个?工作日|天|日)$")
ELSEWHERE = "不在大厅"


class HasName(Protocol):
    name: str


class StepText(Protocol):
    name: str
    days: int | None


def spelled(step: StepText, window: HasName | None) -> str:
    """One line of the cell: 受理｜1号窗口｜1个工作日; without a window 不在大厅."""
    where = _said(window.name) if window else ELSEWHERE
    parts = [step.name, where, *([] if step.days is None else [f"{step.days}个工作日"])]
    return BAR.join(parts)


def _said(window: str) -> str:
    """As everywhere, but in one word; 服务台 is 服务台窗口 here, or it would be read as a name."""
    said = called(window).replace(" ", "")
    return said if WINDOW.match(said) else f"{said}窗口"


def steps_in(cell: str) -> list[dict[str, Any]]:
    """Name, working days, and the window's name, each None where it is not told."""
    lines = (NUMBER.sub("", line.strip()) for line in cell.splitlines())
    return [_step(line) for line in lines if line and line not in ("无", "无。")]


def _step(line: str) -> dict[str, Any]:
    name, *parts = BARS.split(line)
    values: dict[str, Any] = {"name": material(name=name)["name"], "days": None, "window": None}
    for part in map(str.strip, parts):
        if days := DAYS.match(part):
            values["days"] = int(days[1])
        elif window := WINDOW.match(part):
            values["window"] = window[1]
        elif part and part != ELSEWHERE:
            values["name"] += f"（{part}）"
    return values
