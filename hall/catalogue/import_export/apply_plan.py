"""Carrying out a plan: the whole file or nothing, in one piece of work and one fact.

Whoever holds the write lock keeps everybody waiting, at the kiosk too. So everything is made ready
before, and rows go to the database by the hundred.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

from sqlalchemy import Table, delete, insert, update
from sqlalchemy.orm import DeclarativeBase

from hall.catalogue.actions import close_versions
from hall.catalogue.content import content_of
from hall.catalogue.import_export.import_plan import ImportPlan, newest_change
from hall.catalogue.import_export.spreadsheet import Progress, no_progress
from hall.catalogue.model import Item, ItemMaterial, ItemStep, ItemVersion
from hall.catalogue.queries import newest_versions
from hall.errors import NotReady
from hall.events import CatalogueImported
from hall.unit_of_work import UnitOfWork

SOME = 500

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
        return ({**row, "item_id": self.item_id} for row in rows)


@dataclass(slots=True)
class ReadyPlan:
    plan: ImportPlan
    created: list[Ready] = field(default_factory=list)
    changed: list[Ready] = field(default_factory=list)


def make_ready(made: ImportPlan) -> ReadyPlan:
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


def take_in(
    work: UnitOfWork, ready: ReadyPlan, digest: str, progress: Progress = no_progress
) -> None:
    """Write what was planned. NotReady when the catalogue changed since."""
    made = ready.plan
    if made.as_of != newest_change(work.session):
        raise NotReady(why="changed")
    every = [*ready.created, *ready.changed]
    if not every:
        return
    fact = CatalogueImported(
        created=len(made.created),
        changed=len(made.changed),
        published=made.published,
        digest=digest,
    )
    seq, done = work.record(fact), 0
    for write, rows in ((_create, ready.created), (_change, ready.changed)):
        for some in _by_portions(rows):
            write(work, some)
            _add_rows_below(work, some)
            _keep_versions(work, some, seq)
            progress(done := done + len(some), len(every))


def _by_portions(rows: Sequence[Ready]) -> Iterator[list[Ready]]:
    rest = iter(rows)
    while some := list(islice(rest, SOME)):
        yield some


def _create(work: UnitOfWork, some: Sequence[Ready]) -> None:
    given = insert(ITEM).returning(ITEM.c.id, sort_by_parameter_order=True)
    numbers = work.session.execute(given, [each.item for each in some]).scalars()
    for each, item_id in zip(some, numbers, strict=True):
        each.item_id = item_id


def _change(work: UnitOfWork, some: Sequence[Ready]) -> None:
    work.session.execute(update(Item), [{"id": each.item_id, **each.item} for each in some])
    ids = [each.item_id for each in some]
    for table in (MATERIAL, STEP):
        work.session.execute(delete(table).where(table.c.item_id.in_(ids)))


def _add_rows_below(work: UnitOfWork, some: Sequence[Ready]) -> None:
    papers = [row for each in some for row in each.below(each.materials)]
    steps = [row for each in some for row in each.below(each.steps)]
    for table, rows in ((MATERIAL, papers), (STEP, steps)):
        if rows:
            work.session.execute(insert(table), rows)


def _keep_versions(work: UnitOfWork, some: Sequence[Ready], seq: int) -> None:
    """As ``actions.keep_version`` does for one item."""
    last = newest_versions(work.session, [each.item_id for each in some])
    new, old = [], []
    for each in some:
        before = last.get(each.item_id)
        shown = before if before and before.valid_until is None else None
        if shown and shown.content == each.content:
            continue
        if shown:
            old.append(each.item_id)
        if each.content:
            number = before.number + 1 if before else 1
            new.append({"item_id": each.item_id, "number": number, "content": each.content})
    if old:
        close_versions(work, old)
    if new:
        same = {"valid_from": work.now, "seq": seq}
        work.session.execute(insert(VERSION), [{**row, **same} for row in new])
