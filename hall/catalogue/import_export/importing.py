"""One file on its way into the catalogue: read, looked at, confirmed, taken in.

A file of ten thousand items takes some seconds, so it tells how far it is. Nothing is written
before somebody confirms what they saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from uuid import uuid4

from hall.catalogue.import_export.apply_plan import make_ready, take_in
from hall.catalogue.import_export.file_formats import read
from hall.catalogue.import_export.headings import Table
from hall.catalogue.import_export.import_plan import Counts, ImportPlan, counts_of, places_of, plan
from hall.catalogue.import_export.remarks import Remark
from hall.catalogue.import_export.rows import Checked, check
from hall.catalogue.import_export.spreadsheet import Progress, no_progress
from hall.errors import HallError, NotReady
from hall.unit_of_work import Hall

#: So many times the catalogue may change under a plan before somebody has to look again.
TRIES = 3


class ImportStage(StrEnum):
    READING = "reading"
    CHECKING = "checking"
    READY = "ready"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


BUSY = frozenset({ImportStage.READING, ImportStage.CHECKING, ImportStage.WRITING})


@dataclass(slots=True)
class Import:
    """What is known of a file at this moment. Only its own thread changes it while it is busy."""

    content: bytes
    name: str = ""
    key: str = field(default_factory=lambda: uuid4().hex)
    stage: ImportStage = ImportStage.READING
    done: int = 0
    of: int = 0
    table: Table | None = None
    keys: Sequence[str | None] = ()
    checked: Checked | None = None
    planned: ImportPlan | None = None
    counts: Counts | None = None  # of the plan, also when it is carried out and gone
    publish: bool = True
    refusal: HallError | None = None

    @property
    def is_busy(self) -> bool:
        return self.stage in BUSY

    @property
    def remarks(self) -> list[Remark]:
        """The grave ones first, then by row."""
        found = [*(self.checked.remarks if self.checked else ())]
        found += self.planned.remarks if self.planned else []
        return sorted(found, key=lambda each: (not each.grave, each.row))

    @property
    def may_be_confirmed(self) -> bool:
        anything = self.counts is not None and self.counts.changes_anything
        return (
            self.stage is ImportStage.READY and anything and not any(r.grave for r in self.remarks)
        )

    def let_go(self) -> None:
        """A large file is as large in memory as the rest of the hall."""
        self.content, self.table, self.checked, self.planned = b"", None, None, None

    def so_far(self, done: int, of: int) -> None:
        self.done, self.of = done, of


def look_at(
    hall: Hall, each: Import, keys: Sequence[str | None] | None, progress: Progress
) -> None:
    """Read and check the file, and plan what it would change."""
    if each.table is None:
        each.stage = ImportStage.READING
        each.table = read(each.content, progress)
    each.stage = ImportStage.CHECKING
    each.keys = keys if keys is not None else each.table.keys
    with hall.read() as snapshot:
        places = places_of(snapshot.session)
    each.checked = check(each.table, each.keys, places, progress)
    each.planned = None if each.checked.grave else _planned(hall, each, progress)
    each.counts = counts_of(each.planned) if each.planned else None
    each.stage = ImportStage.READY


def _planned(hall: Hall, each: Import, progress: Progress = no_progress) -> ImportPlan:
    assert each.checked
    with hall.read() as snapshot:
        return plan(snapshot.session, each.checked.items, publish=each.publish, progress=progress)


def carry_out(hall: Hall, each: Import, actor: str, progress: Progress) -> None:
    """Take the file in, all of it or nothing. NotReady when there is nothing to confirm."""
    each.stage = ImportStage.WRITING
    digest = sha256(each.content).hexdigest()
    for _ in range(TRIES):
        planned = each.planned or _planned(hall, each)
        if planned.remarks:
            raise NotReady(why="problems")
        each.counts, ready = counts_of(planned), make_ready(planned)
        try:
            with hall.work(actor) as work:
                take_in(work, ready, digest, progress)
        except NotReady:
            each.planned = None  # somebody changed an item meanwhile: compare again
            continue
        each.let_go()
        each.stage = ImportStage.DONE
        return
    raise NotReady(why="changed")
