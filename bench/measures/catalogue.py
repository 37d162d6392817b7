"""What a large catalogue costs on its way in."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.aging import GUIDE
from bench.run import Run
from bench.served import DATABASE
from bench.table import TableRow, at_most
from hall.catalogue.actions import fill
from hall.catalogue.import_export.importing import Import, carry_out, look_at
from hall.catalogue.import_export.material_cells import material
from hall.catalogue.import_export.spreadsheet import no_progress
from hall.catalogue.import_export.writing import xlsx_of
from hall.catalogue.model import DISCLOSURES, Item
from hall.catalogue.terms import ItemState, Module
from hall.database import open_database
from hall.unit_of_work import Hall

ITEMS = 10_000
PAPERS = ("居民身份证", "居民户口簿", "申请表", "委托书")
MOST_SECONDS = 60


def importing(run: Run) -> Iterator[TableRow]:
    """An XLSX file of complete items with four materials each, from its bytes to the commit."""
    count = run.size(ITEMS, 50)
    content = xlsx_of(_item(number) for number in range(count))
    hall = Hall(open_database(f"sqlite:///{_copied(run)}"))
    try:
        each, begun = Import(content), perf_counter()
        look_at(hall, each, None, no_progress)
        looked = perf_counter()
        carry_out(hall, each, "bench", no_progress)
        done = perf_counter()
    finally:
        hall.close()
    what = f"import of {count:,} items, XLSX"
    sample = f"{looked - begun:.1f} s until the preview, {done - looked:.1f} s to write"
    yield at_most(what, done - begun, "s", MOST_SECONDS, sample)


def _copied(run: Run) -> Path:
    folder = run.empty_folder()
    shutil.copytree(run.demo_database.folder, folder)
    return folder / DATABASE


def _item(number: int) -> Item:
    values: dict[str, Any] = {
        **dict.fromkeys(DISCLOSURES, GUIDE),
        "code": f"512B{number:09d}-511602-1-00",
        "name": f"第{number}号社会保险登记和待遇申领",
        "module": Module.APPLY,
        "state": ItemState.PUBLISHED,
        "material_rows": [material(name=name, originals=1, copies=1) for name in PAPERS],
    }
    return fill(Item(), values)
