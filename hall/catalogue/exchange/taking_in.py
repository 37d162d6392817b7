"""Carrying out a plan: the whole file or nothing, in one piece of work and one fact.

Rows go to the database by the thousand, because whoever holds the pen keeps everybody waiting.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import delete, insert, update

from hall.catalogue.content import content_of
from hall.catalogue.deeds import close_versions
from hall.catalogue.exchange.plan import Plan, newest_change
from hall.catalogue.exchange.sheet import Progress, no_progress
from hall.catalogue.model import Item, ItemMaterial, ItemStep, ItemVersion
from hall.catalogue.queries import newest_versions
from hall.errors import NotReady
from hall.events import CatalogueImported
from hall.work import Work

SOME = 500
COLUMNS = [column.key for column in Item.__table__.columns if column.key != "service_id"]


def take_in(work: Work, made: Plan, digest: str, progress: Progress = no_progress) -> int:
    """Write what was planned. NotReady when the catalogue changed since. Returns the fact's seq."""
    if made.as_of != newest_change(work.session):
        raise NotReady(why="changed")
    everything = len(made.created) + len(made.changed)
    for done, some in _by_portions(made.created):
        _create(work, some)
        progress(done, everything)
    for done, some in _by_portions(made.changed):
        _change(work, some)
        progress(len(made.created) + done, everything)
    if not everything:
        return work.seq
    seq = work.record(
        CatalogueImported(
            created=len(made.created),
            changed=len(made.changed),
            published=made.published,
            digest=digest,
        )
    )
    for _, some in _by_portions([*made.created, *made.changed]):
        _keep_versions(work, some, seq)
    return seq


def _by_portions(items: Sequence[Item]) -> Iterator[tuple[int, list[Item]]]:
    rest, done = iter(items), 0
    while some := list(islice(rest, SOME)):
        done += len(some)
        yield done, some


def _create(work: Work, items: Sequence[Item]) -> None:
    rows = [{key: value for key, value in _row(item).items() if key != "id"} for item in items]
    given = insert(Item).returning(Item.id, sort_by_parameter_order=True)
    for item, item_id in zip(items, work.session.scalars(given, rows), strict=True):
        item.id = item_id
    _add_rows(work, items)


def _change(work: Work, items: Sequence[Item]) -> None:
    work.session.execute(update(Item), [_row(item) for item in items])
    ids = [item.id for item in items]
    for kind in (ItemMaterial, ItemStep):
        work.session.execute(delete(kind).where(kind.item_id.in_(ids)))
    _add_rows(work, items)


def _row(item: Item) -> dict[str, Any]:
    service_id = item.service.id if item.service else None
    return {**{key: getattr(item, key) for key in COLUMNS}, "service_id": service_id}


def _add_rows(work: Work, items: Iterable[Item]) -> None:
    papers = [_paper(item, row) for item in items for row in item.material_rows]
    steps = [_step(item, step) for item in items for step in item.steps]
    if papers:
        work.session.execute(insert(ItemMaterial), papers)
    if steps:
        work.session.execute(insert(ItemStep), steps)


def _paper(item: Item, row: ItemMaterial) -> dict[str, Any]:
    keys = [column.key for column in ItemMaterial.__table__.columns if column.key != "id"]
    return {**{key: getattr(row, key) for key in keys}, "item_id": item.id}


def _step(item: Item, step: ItemStep) -> dict[str, Any]:
    return {
        "item_id": item.id,
        "position": step.position,
        "name": step.name,
        "days": step.days,
        "window_id": step.window.id if step.window else None,
    }


def _keep_versions(work: Work, items: Sequence[Item], seq: int) -> None:
    """As ``deeds.keep_version`` does for one item."""
    last = newest_versions(work.session, [item.id for item in items])
    new, old = [], []
    for item in items:
        before = last.get(item.id)
        shown = before if before and before.valid_until is None else None
        content = content_of(item) if item.is_published else None
        if shown and shown.content != content:
            old.append(item.id)
        if content and not (shown and shown.content == content):
            number = before.number + 1 if before else 1
            new.append({"item_id": item.id, "number": number, "content": content})
    close_versions(work, old)
    if new:
        same = {"valid_from": work.now, "seq": seq}
        work.session.execute(insert(ItemVersion), [{**each, **same} for each in new])
