"""One file on its way into the catalogue: read, looked at, confirmed, taken in.

A file of ten thousand items takes some seconds, so it tells how far it is. Nothing is written
before somebody confirms what they saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from uuid import uuid4

from hall.catalogue.import_export.apply_plan import take_in
from hall.catalogue.import_export.file_formats import read
from hall.catalogue.import_export.headings import Table
from hall.catalogue.import_export.import_plan import Counts, ImportPlan, counts_of, plan
from hall.catalogue.import_export.places import places_of
from hall.catalogue.import_export.ready_rows import make_ready
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
        """A thread works on it: its page asks again."""
        return self.stage in BUSY

    @property
    def remarks(self) -> list[Remark]:
        """The grave ones first, then by row."""
        found = [*(self.checked.remarks if self.checked else ())]
        found += self.planned.remarks if self.planned else []
        return sorted(found, key=lambda remark: (not remark.grave, remark.row))

    @property
    def may_be_confirmed(self) -> bool:
        """Ready, changes something, and nothing forbids it."""
        anything = self.counts is not None and self.counts.changes_anything
        return (
            self.stage is ImportStage.READY and anything and not any(r.grave for r in self.remarks)
        )

    def let_go(self) -> None:
        """A large file is as large in memory as the rest of the hall."""
        self.content, self.table, self.checked, self.planned = b"", None, None, None

    def so_far(self, done: int, of: int) -> None:
        """Tell the page how far it is: ``done`` rows of ``of`` (0: not known yet)."""
        self.done, self.of = done, of


def look_at(
    hall: Hall, file: Import, keys: Sequence[str | None] | None, progress: Progress
) -> None:
    """Read and check the file, and plan what it would change."""
    if file.table is None:
        file.stage = ImportStage.READING
        file.table = read(file.content, progress)
    file.stage = ImportStage.CHECKING
    file.keys = keys if keys is not None else file.table.keys
    with hall.read() as snapshot:
        places = places_of(snapshot.session)
    file.checked = check(file.table, file.keys, places, progress)
    file.planned = None if file.checked.grave else _planned(hall, file, progress)
    file.counts = counts_of(file.planned) if file.planned else None
    file.stage = ImportStage.READY


def _planned(hall: Hall, file: Import, progress: Progress = no_progress) -> ImportPlan:
    assert file.checked
    with hall.read() as snapshot:
        return plan(snapshot.session, file.checked.items, publish=file.publish, progress=progress)


def carry_out(hall: Hall, file: Import, actor: str, progress: Progress) -> None:
    """Take the file in, all of it or nothing. Raises NotReady when there is nothing to confirm."""
    file.stage = ImportStage.WRITING
    digest = sha256(file.content).hexdigest()
    for _ in range(TRIES):
        planned = file.planned or _planned(hall, file)
        if planned.remarks:
            raise NotReady(why="problems")
        file.counts, ready = counts_of(planned), make_ready(planned)
        try:
            with hall.work(actor) as work:
                take_in(work, ready, digest, progress)
        except NotReady:
            file.planned = None  # somebody changed an item meanwhile: compare again
            continue
        file.let_go()
        file.stage = ImportStage.DONE
        return
    raise NotReady(why="changed")
