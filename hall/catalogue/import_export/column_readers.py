"""How each column of a table is read into the values of an item."""

from collections.abc import Callable
from typing import Any

from hall.catalogue.import_export import values as read
from hall.catalogue.import_export.cells import Cells
from hall.catalogue.import_export.columns import BY_KEY
from hall.catalogue.import_export.material_cells import materials_in
from hall.catalogue.import_export.step_cells import steps_in
from hall.catalogue.terms import ItemKind, ItemState, Module, Unit

Reader = Callable[[Cells, str, dict[str, Any]], None]


def _text(cells: Cells, key: str, values: dict[str, Any]) -> None:
    values[key] = cells.text(key)


def _understood_by(rule: Callable[[str], Any]) -> Reader:
    def reader(cells: Cells, key: str, values: dict[str, Any]) -> None:
        values[key] = cells.understood(key, rule)

    return reader


def _list(rule: Callable[[str], list[str]]) -> Reader:
    def reader(cells: Cells, key: str, values: dict[str, Any]) -> None:
        values[key] = cells.understood(key, rule) or []

    return reader


def _module(cells: Cells, key: str, values: dict[str, Any]) -> None:
    found = cells.understood(key, lambda text: read.word_of(Module, text))
    if found is not None:
        values[key] = found


def _state(cells: Cells, key: str, values: dict[str, Any]) -> None:
    found = cells.understood(key, lambda text: read.word_of(ItemState, text))
    if found is not None:
        values[key] = found


def _field(cells: Cells, key: str, values: dict[str, Any]) -> None:
    values[key] = "、".join(read.several(cells.text(key)))


def _limit(cells: Cells, key: str, values: dict[str, Any]) -> None:
    """The number; its unit too where the cell tells one, as 6个工作日 does."""
    unit_key = key.replace("value", "unit")
    value, unit = cells.understood(key, read.limit) or (None, None)
    told = cells.understood(unit_key, lambda text: read.word_of(Unit, text))
    values[key] = value
    if value is not None and not (told or unit):
        cells.remark("default_unit", heading=BY_KEY[key].heading)
    values[unit_key] = told or unit or (Unit.WORKING_DAY if value is not None else None)


def _materials(cells: Cells, key: str, values: dict[str, Any]) -> None:
    text = cells.text(key)
    rows = materials_in(text)
    values.update(material_rows=rows, materials="" if rows else text)


def _steps(cells: Cells, key: str, values: dict[str, Any]) -> None:
    values[key] = steps_in(cells.text(key))


TEXTS = (
    "name", "implementing_code", "authority", "objects", "place", "open_hours", "consultation",
    "result", "legal_basis", "conditions", "procedure", "legal_note", "promised_note",
    "time_limit", "fee_basis", "fees", "complaints", "service",
)  # fmt: skip
READERS: dict[str, Reader] = {
    **dict.fromkeys(TEXTS, _text),
    "module": _module,
    "state": _state,
    "kind": _understood_by(lambda text: read.word_of(ItemKind, text)),
    "field": _field,
    "life_events": _list(read.life_events),
    "aliases": _list(read.several),
    "is_fee": _understood_by(read.yes_or_no),
    "legal_value": _limit,
    "promised_value": _limit,
    "materials": _materials,
    "steps": _steps,
}
