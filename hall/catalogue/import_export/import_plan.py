"""What taking a file in would change. Nothing is written here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall import events
from hall.catalogue.actions import ROWS, fill
from hall.catalogue.content import material_values, step_values
from hall.catalogue.import_export.remarks import Remark
from hall.catalogue.import_export.rows import ItemRow
from hall.catalogue.import_export.spreadsheet import Progress, no_progress
from hall.catalogue.model import Item
from hall.catalogue.office_queries import every_item, next_position
from hall.catalogue.search.finder import CHANGES
from hall.catalogue.terms import ItemState, Module
from hall.journal import JournalEntry

SOME = 500
NEWEST = select(func.max(JournalEntry.seq)).where(
    JournalEntry.kind.in_((*CHANGES, events.ItemDrafted.kind))
)


@dataclass(slots=True)
class ImportPlan:
    """Items as they would be; none of them belongs to a session."""

    as_of: int  # the last fact about the catalogue that was known
    created: list[Item] = field(default_factory=list)
    changed: list[Item] = field(default_factory=list)
    same: int = 0
    published: int = 0  # of those, how many visitors would newly see
    drafts: int = 0  # how many of the new ones they would not
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Counts:
    """What is told of a plan, and all that is kept of one that was carried out."""

    created: int
    changed: int
    same: int
    published: int
    drafts: int

    @property
    def changes_anything(self) -> bool:
        """Whether taking the file in would write at all."""
        return bool(self.created or self.changed)


def counts_of(made: ImportPlan) -> Counts:
    """The figures alone: the plan itself is as large as the file."""
    return Counts(len(made.created), len(made.changed), made.same, made.published, made.drafts)


def newest_change(session: Session) -> int:
    """The fact that last changed the catalogue, drafts included; 0 for none."""
    return session.scalar(NEWEST) or 0


def plan(
    session: Session, rows: Sequence[ItemRow], *, publish: bool, progress: Progress = no_progress
) -> ImportPlan:
    """Compare the rows with the catalogue; ``publish`` shows what is complete to visitors.

    Reads in portions of 500, and writes nothing.
    """
    made = ImportPlan(newest_change(session))
    position = next_position(session)
    for done, (row, item) in enumerate(_with_items(session, rows), 1):
        if item is None:
            first = {"position": position, "module": Module.APPLY, "state": ItemState.DRAFT}
            made.created.append(new := fill(Item(), {**first, **row.values}))
            position += 1
            _settle_state(made, row, new, publish=publish, was=None)
        else:
            _compare(made, row, item, publish=publish)
        if done % SOME == 0:
            progress(done, len(rows))
    return made


def _with_items(session: Session, rows: Sequence[ItemRow]) -> Iterator[tuple[ItemRow, Item | None]]:
    for start in range(0, len(rows), SOME):
        some = rows[start : start + SOME]
        there = {item.code: item for item in every_item(session, [row.code for row in some])}
        session.expunge_all()  # they are only compared; who writes reads them again
        yield from ((row, there.get(row.code)) for row in some)


def _compare(made: ImportPlan, row: ItemRow, item: Item, *, publish: bool) -> None:
    was = item.state
    differing = {key: value for key, value in row.values.items() if _differs(item, key, value)}
    if "material_rows" in differing and _only_written_out(item, row):
        differing.pop("material_rows")
        differing.pop("materials", None)
    fill(item, differing)
    _settle_state(made, row, item, publish=publish, was=was)
    if differing or item.state is not was:
        made.changed.append(item)
    else:
        made.same += 1


def _only_written_out(item: Item, row: ItemRow) -> bool:
    """The guide's materials are a text that was never made into rows, and it is the same text."""
    return not item.material_rows and row.materials_cell == item.materials


def _differs(item: Item, key: str, value: Any) -> bool:
    if key in ROWS:
        return rows_of(item, key) != [_row_values(key, row) for row in value]
    if key == "service":  # the same one may have been read twice
        return bool((item.service and item.service.id) != (value and value.id))
    return bool(getattr(item, key) != value)


def rows_of(item: Item, key: str) -> list[Mapping[str, Any]]:
    """The item's ``material_rows`` or ``steps`` as plain values, to compare with a file's."""
    if key == "steps":
        return [step_values(step) for step in item.steps]
    return [material_values(row) for row in item.material_rows]


def _row_values(key: str, row: Mapping[str, Any]) -> Mapping[str, Any]:
    if key == "steps":
        return {**row, "window": row["window"].name if row["window"] else None}
    return row


def _settle_state(
    made: ImportPlan, row: ItemRow, item: Item, *, publish: bool, was: ItemState | None
) -> None:
    """What the file says counts; otherwise what is complete may be shown if that is wanted."""
    missing = item.missing
    if publish and "state" not in row.values and item.state is ItemState.DRAFT and not missing:
        item.state = ItemState.PUBLISHED
    if item.is_published and missing:
        made.remarks.append(Remark(row.row, "incomplete", {"missing": missing}))
    made.published += item.is_published and was is not ItemState.PUBLISHED
    made.drafts += was is None and not item.is_published
