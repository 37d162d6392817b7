"""From the rows of a table to items, with remarks on everything that is wrong or was put right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hall.catalogue.import_export import values as read
from hall.catalogue.import_export.cells import Cells
from hall.catalogue.import_export.column_readers import READERS
from hall.catalogue.import_export.columns import BY_KEY
from hall.catalogue.import_export.headings import Table
from hall.catalogue.import_export.material_cells import material
from hall.catalogue.import_export.places import Places, find_places
from hall.catalogue.import_export.remarks import Remark
from hall.catalogue.import_export.spreadsheet import Progress, is_empty, no_progress

LONGEST_NAME = 200
MANY_MATERIALS = 30
A_STEP = 100


@dataclass(slots=True)
class ItemRow:
    """What the file says of one item; only the columns that are there."""

    row: int
    code: str
    values: dict[str, Any]
    materials: list[dict[str, Any]] = field(default_factory=list)
    materials_cell: str = ""
    told: tuple[str, ...] = ()  # the cells as they were, to know a row that is there twice


@dataclass(frozen=True, slots=True)
class Checked:
    items: list[ItemRow]
    remarks: list[Remark]

    @property
    def grave(self) -> bool:
        """Whether anything forbids taking the file in."""
        return any(remark.grave for remark in self.remarks)


def check(
    table: Table, keys: Sequence[str | None], places: Places, progress: Progress = no_progress
) -> Checked:
    """Every row as an item, and remarks in the order of rows (0: about the file).

    ``keys`` says what each column means; with a grave remark on columns no row is read.
    """
    remarks = list(_about_columns(table, keys))
    if any(remark.grave for remark in remarks):
        return Checked([], remarks)
    items: dict[str, ItemRow] = {}
    last: ItemRow | None = None
    for done, (number, row) in enumerate(table.rows, 1):
        if is_empty(row):
            continue
        cells = Cells(number, row, keys, table.headings, remarks)
        if cells.only("material_"):
            _below(last, cells)
        else:
            last = _item(cells, places)
            _keep(items, last, remarks)
        if done % A_STEP == 0:
            progress(done, len(table.rows))
    for item in items.values():
        _settle_materials(item, remarks)
    if not items and not any(remark.grave for remark in remarks):
        remarks.append(Remark(0, "no_rows"))
    return Checked(list(items.values()), sorted(remarks, key=lambda remark: remark.row))


def _about_columns(table: Table, keys: Sequence[str | None]) -> Iterator[Remark]:
    if "code" not in keys and "implementing_code" not in keys:
        yield Remark(0, "no_code_column")
    if "name" not in keys:
        yield Remark(0, "no_name_column")
    named = [key for key in keys if key]
    for key in dict.fromkeys(key for key in named if named.count(key) > 1):
        yield Remark(0, "column_twice", {"heading": BY_KEY[key].heading})
    if table.merged:
        yield Remark(0, "merged_headings")


def _keep(items: dict[str, ItemRow], item: ItemRow, remarks: list[Remark]) -> None:
    first = items.get(item.code) if item.code else None
    if first is None:
        items[item.code or f"row {item.row}"] = item
    elif first.told == item.told:
        remarks.append(Remark(item.row, "same_row_twice", {"first": first.row}))
    else:
        remarks.append(Remark(item.row, "code_twice", {"code": item.code, "first": first.row}))


def _item(cells: Cells, places: Places) -> ItemRow:
    code = cells.code()
    values: dict[str, Any] = {"code": code}
    for key in cells.keys_here:
        if key in READERS and key not in values:
            READERS[key](cells, key, values)
    if "name" in values and not values["name"]:
        cells.remark("name_empty")
    if len(values.get("name", "")) > LONGEST_NAME:
        cells.remark("name_too_long", longest=LONGEST_NAME)
    find_places(cells, values, places)
    told = cells.told
    item = ItemRow(cells.number, code, values, materials_cell=cells.text("materials"), told=told)
    _below(item, cells)
    return item


def _below(item: ItemRow | None, cells: Cells) -> None:
    """A material in columns of its own, in the item's row or one below it."""
    name = cells.text("material_name")
    if not name:
        return
    if item is None:
        cells.remark("material_without_item")
        return
    required = cells.understood("material_required", read.yes_or_no)
    item.materials.append(
        material(
            name=name,
            originals=cells.understood("material_originals", read.count) or 0,
            copies=cells.understood("material_copies", read.count) or 0,
            required=required is not False,
            condition=cells.text("material_condition"),
            source=cells.text("material_source"),
            sample=cells.text("material_sample"),
            note=cells.text("material_note"),
        )
    )


def _settle_materials(item: ItemRow, remarks: list[Remark]) -> None:
    """Rows of their own count before what one cell says."""
    if item.materials:
        item.values.update(material_rows=item.materials, materials="")
    count = len(item.values.get("material_rows", ()))
    if count >= MANY_MATERIALS:
        remarks.append(Remark(item.row, "many_materials", {"count": count}))
