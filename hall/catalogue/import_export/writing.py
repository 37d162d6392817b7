"""Items as a file that can be edited and taken in again; the columns are those we read."""

from collections.abc import Iterable, Iterator, Sequence

from hall.catalogue.import_export import csv_files, material_cells, step_cells
from hall.catalogue.import_export.columns import COLUMNS
from hall.catalogue.import_export.values import SPELLED
from hall.catalogue.model import Item
from hall.catalogue.terms import LIFE_EVENTS

EXPORTED = [column for column in COLUMNS if column.exported]
WIDE = {"name", "legal_basis", "conditions", "materials", "procedure", "steps", "complaints"}
#: Words instead of values.
CODED = {"module", "state", "kind", "legal_unit", "promised_unit"}


def xlsx_of(items: Iterable[Item]) -> bytes:
    """A workbook of one sheet, every cell a text, so that Excel leaves long codes alone."""
    from hall.catalogue.import_export import xlsx_files

    return xlsx_files.written(_rows(items), [column.key in WIDE for column in EXPORTED])


def csv_of(items: Iterable[Item]) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    return csv_files.written(_rows(items))


def _rows(items: Iterable[Item]) -> Iterator[Sequence[str]]:
    yield [column.heading for column in EXPORTED]
    for item in items:
        yield [_cell(item, column.key) for column in EXPORTED]


def _cell(item: Item, key: str) -> str:
    match key:
        case "materials":
            rows = "\n".join(material_cells.spelled(row) for row in item.material_rows)
            return rows or item.materials
        case "steps":
            return "\n".join(step_cells.spelled(step, step.window) for step in item.steps)
        case "service":
            return item.service.prefix if item.service else ""
        case "aliases":
            return "、".join(item.aliases)
        case "life_events":
            return "、".join(LIFE_EVENTS[event] for event in item.life_events)
        case "is_fee":
            return {True: "是", False: "否", None: ""}[item.is_fee]
    value = getattr(item, key)
    if key in CODED:
        return SPELLED[value] if value is not None else ""
    return "" if value is None else str(value)
