"""Carrying out a plan: the whole file or nothing, in one piece of work and one fact.

Whoever holds the write lock keeps everybody waiting, at the kiosk too. So everything is made ready
before, and rows go to the database by the hundred.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from sqlalchemy import delete, insert, update

from hall.catalogue.import_export.import_plan import newest_change
from hall.catalogue.import_export.ready_rows import ITEM, MATERIAL, STEP, VERSION, Ready, ReadyPlan
from hall.catalogue.import_export.spreadsheet import Progress, no_progress
from hall.catalogue.model import Item
from hall.catalogue.versions import close_versions, newest_versions
from hall.errors import NotReady
from hall.events import CatalogueImported
from hall.unit_of_work import UnitOfWork

SOME = 500


def take_in(
    work: UnitOfWork, ready: ReadyPlan, digest: str, progress: Progress = no_progress
) -> None:
    """Write what was planned, with one fact for all. Raises NotReady: the catalogue changed since.

    ``digest`` is the file's SHA-256 in hexadecimal; an empty plan leaves no trace.
    """
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
    numbers = work.session.execute(given, [ready.item for ready in some]).scalars()
    for ready, item_id in zip(some, numbers, strict=True):
        ready.item_id = item_id


def _change(work: UnitOfWork, some: Sequence[Ready]) -> None:
    work.session.execute(update(Item), [{"id": ready.item_id, **ready.item} for ready in some])
    ids = [ready.item_id for ready in some]
    for table in (MATERIAL, STEP):
        work.session.execute(delete(table).where(table.c.item_id.in_(ids)))


def _add_rows_below(work: UnitOfWork, some: Sequence[Ready]) -> None:
    papers = [row for ready in some for row in ready.below(ready.materials)]
    steps = [row for ready in some for row in ready.below(ready.steps)]
    for table, rows in ((MATERIAL, papers), (STEP, steps)):
        if rows:
            work.session.execute(insert(table), rows)


def _keep_versions(work: UnitOfWork, some: Sequence[Ready], seq: int) -> None:
    """As ``versions.keep_version`` does for one item."""
    last = newest_versions(work.session, [ready.item_id for ready in some])
    new, old = [], []
    for ready in some:
        before = last.get(ready.item_id)
        shown = before if before and before.valid_until is None else None
        if shown and shown.content == ready.content:
            continue
        if shown:
            old.append(ready.item_id)
        if ready.content:
            number = before.number + 1 if before else 1
            new.append({"item_id": ready.item_id, "number": number, "content": ready.content})
    if old:
        close_versions(work, old)
    if new:
        same = {"valid_from": work.now, "seq": seq}
        work.session.execute(insert(VERSION), [{**row, **same} for row in new])
