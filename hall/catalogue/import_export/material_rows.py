"""Materials in columns of their own, in the row of their item or in rows below it."""

from dataclasses import dataclass, field
from typing import Any

from hall.catalogue.import_export import values as read
from hall.catalogue.import_export.cells import Cells
from hall.catalogue.import_export.material_cells import counted_name, material
from hall.catalogue.import_export.remarks import Remark

MANY_MATERIALS = 30


@dataclass(slots=True)
class ItemRow:
    """What the file says of one item; only the columns that are there."""

    row: int
    code: str
    values: dict[str, Any]
    materials: list[dict[str, Any]] = field(default_factory=list)
    materials_cell: str = ""
    told: tuple[str, ...] = ()  # the cells as they were, to know a row that is there twice


def add_material(item: ItemRow | None, cells: Cells) -> None:
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
            **_counted(cells, name),
            required=required is not False,
            condition=cells.text("material_condition"),
            source=cells.text("material_source"),
            sample=cells.text("material_sample"),
        )
    )


def _counted(cells: Cells, name: str) -> dict[str, Any]:
    """Name, counts and note; counts behind the name where the file has no columns for them."""
    originals = cells.understood("material_originals", read.count) or 0
    copies = cells.understood("material_copies", read.count) or 0
    notes = [cells.text("material_note")]
    if not (originals or copies):
        name, told = counted_name(name)
        originals, copies = told.get("originals", 0), told.get("copies", 0)
        notes += told["notes"]
    note = "；".join(filter(None, notes))
    return {"name": name, "originals": originals, "copies": copies, "note": note}


def settle_materials(item: ItemRow, remarks: list[Remark]) -> None:
    """Rows of their own count before what one cell says."""
    if item.materials:
        item.values.update(material_rows=item.materials, materials="")
    count = len(item.values.get("material_rows", ()))
    if count >= MANY_MATERIALS:
        remarks.append(Remark(item.row, "many_materials", {"count": count}))
