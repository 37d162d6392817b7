"""From the bytes of a file to the sheet in it; what kind of file it is, its content says."""

from collections.abc import Iterator, Sequence
from itertools import islice

from hall.catalogue.import_export import csv_files
from hall.catalogue.import_export.headings import Table, table_in
from hall.catalogue.import_export.spreadsheet import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    MergedCells,
    Progress,
    Spreadsheet,
    no_progress,
    until_the_end,
)
from hall.errors import CannotRead

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
#: What else is brought by mistake, and cannot be a text.
NO_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
A_STEP = 200


def read(content: bytes, progress: Progress = no_progress) -> Table:
    """The first sheet whose headings are understood. Raises CannotRead."""
    if len(content) > MOST_BYTES:
        raise CannotRead(why="too_large")
    if not content.strip():
        raise CannotRead(why="empty")
    if content.startswith(OLD_EXCEL):
        raise CannotRead(why="old_excel")
    if content.startswith(NO_TEXT):
        raise CannotRead(why="not_a_spreadsheet")
    tables = (table_in(sheet) for sheet in _sheets(content, progress))
    best = max(tables, key=lambda table: table.understood, default=None)
    if best is None or not best.rows:
        raise CannotRead(why="empty")
    return best


def _sheets(content: bytes, progress: Progress) -> Iterator[Spreadsheet]:
    if content.startswith(ZIP):
        from hall.catalogue.import_export import xlsx_files

        for rows, merged in xlsx_files.sheets_in(content):
            yield _sheet(rows, progress, merged)
    else:
        yield _sheet(csv_files.rows_in(content), progress)


def _sheet(
    rows: Iterator[tuple[Cell, ...]], progress: Progress, merged: Sequence[MergedCells] = ()
) -> Spreadsheet:
    kept: list[tuple[Cell, ...]] = []
    for row in islice(until_the_end(rows), MOST_ROWS + 1):
        kept.append(_without_tail(row[:MOST_COLUMNS]))
        if len(kept) % A_STEP == 0:
            progress(len(kept), 0)
    if len(kept) > MOST_ROWS:
        raise CannotRead(why="too_many_rows", most=MOST_ROWS)
    return Spreadsheet(kept, merged)


def _without_tail(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """A row ends with its last filled cell."""
    end = len(row)
    while end and row[end - 1] in (None, ""):
        end -= 1
    return row[:end]
