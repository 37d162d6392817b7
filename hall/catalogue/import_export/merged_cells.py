"""Which cells of a workbook's sheet are merged downwards, and what then stands in each of them.

Offices write 服务领域 or 实施部门 once, over all the items that share it. Openpyxl does not tell
of it while it reads row by row, so the part is searched for it.
"""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence

from hall.catalogue.import_export.spreadsheet import MOST_COLUMNS, MOST_ROWS, Cell, MergedCells

MERGED = re.compile(rb'mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
A_PIECE = 1024 * 1024
LONGEST_TAG = 200
#: A sheet with more of them was made to keep somebody busy.
MOST_MERGED = 20_000
MOST_CARRIED = 200_000


def merged_in(content: bytes, part: str) -> list[MergedCells]:
    """The cells of the sheet in that part of the archive that are merged over several rows."""
    found: dict[MergedCells, None] = {}
    rest = b""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(part) as stream:
        while (piece := stream.read(A_PIECE)) and len(found) < MOST_MERGED:
            for tag in MERGED.finditer(rest + piece):
                column, first, last = _column(tag[1]), tag[2], tag[4]
                if column < MOST_COLUMNS and int(first) < int(last):
                    found[MergedCells(column, int(first), int(last))] = None
            rest = piece[-LONGEST_TAG:]
    return list(found)


def _column(letters: bytes) -> int:
    """A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def carried_down(
    rows: Sequence[tuple[Cell, ...]], merged: Sequence[MergedCells], below: int
) -> Mapping[int, Mapping[int, Cell]]:
    """By row and column, the text of the merged cell that each place is part of.

    Only below row ``below``, where the headings end; rows count from 1, columns from 0.
    """
    carried: dict[int, dict[int, Cell]] = defaultdict(dict)
    left = MOST_CARRIED
    for cells in merged:
        source = rows[cells.first - 1] if below < cells.first <= len(rows) else ()
        if cells.column < len(source) and source[cells.column] not in (None, ""):
            for row in range(cells.first + 1, min(cells.last, len(rows), MOST_ROWS) + 1):
                carried[row][cells.column] = source[cells.column]
                left -= 1
        if left <= 0:
            break
    return carried
