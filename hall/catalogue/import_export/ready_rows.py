"""Items as rows of the tables, made ready before anybody is kept waiting for the write lock."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.orm import DeclarativeBase

from hall.catalogue.content import content_of
from hall.catalogue.import_export.import_plan import ImportPlan
from hall.catalogue.model import Item, ItemMaterial, ItemStep
from hall.catalogue.versions import ItemVersion

Row = dict[str, Any]


def _table(kind: type[DeclarativeBase]) -> Table:
    """The bare table: rows need no objects on their way."""
    return cast(Table, kind.__table__)


ITEM, MATERIAL, STEP, VERSION = map(_table, (Item, ItemMaterial, ItemStep, ItemVersion))
OWN = {table: [c.key for c in table.columns if c.key not in ("id", "service_id", "item_id")]
       for table in (ITEM, MATERIAL)}  # fmt: skip


@dataclass(slots=True)
class Ready:
    """One item as rows; the rows below it learn its number when it has one."""

    item: Row
    materials: list[Row]
    steps: list[Row]
    content: Row | None  # what visitors will see; None: nothing
    item_id: int = 0

    def below(self, rows: list[Row]) -> Iterator[Row]:
        """Rows of materials or steps, with the item's number; it has one when it is written."""
        return ({**row, "item_id": self.item_id} for row in rows)


@dataclass(slots=True)
class ReadyPlan:
    plan: ImportPlan
    created: list[Ready] = field(default_factory=list)
    changed: list[Ready] = field(default_factory=list)


def make_ready(made: ImportPlan) -> ReadyPlan:
    """The plan's items as rows. Needs no database, so it is done before the write lock is taken."""
    return ReadyPlan(made, [_ready(item) for item in made.created], [*map(_ready, made.changed)])


def _ready(item: Item) -> Ready:
    row = {key: getattr(item, key) for key in OWN[ITEM]}
    row["service_id"] = item.service.id if item.service else None
    return Ready(
        item=row,
        materials=[{k: getattr(paper, k) for k in OWN[MATERIAL]} for paper in item.material_rows],
        steps=[
            {
                "position": step.position,
                "name": step.name,
                "days": step.days,
                "window_id": step.window.id if step.window else None,
            }
            for step in item.steps
        ],
        content=content_of(item) if item.is_published else None,
        item_id=item.id or 0,
    )
