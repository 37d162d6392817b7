"""Where the headings of a sheet are, and which column each of them means.

Offices put a title above the headings, and merge cells: over two columns (法定办结时限 above
数值 and 单位) or over two rows. A merged cell comes as its text once and nothing beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hall.catalogue.import_export.cleaning import cleaned
from hall.catalogue.import_export.columns import key_of
from hall.catalogue.import_export.spreadsheet import Cell, Spreadsheet
from hall.plain_text import one_line

#: Headings stand within the first rows, or nowhere.
LOOKED_AT = 15
#: A row with fewer known headings is no row of headings.
LEAST_KNOWN = 2
#: Below a heading over several columns: these are the column itself.
THE_COLUMN = frozenset({"数值", "数", "天数", "时限", "值", "内容", "名称"})

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the headings, and what each column seems to mean."""

    headings: list[str]
    keys: list[str | None]
    rows: list[tuple[int, Row]]  # with the number of the row in the sheet
    merged: bool = False  # the headings stood in two rows

    @property
    def understood(self) -> int:
        """How many columns mean something to us."""
        return sum(key is not None for key in self.keys)


def table_in(sheet: Spreadsheet) -> Table:
    """The row of headings is the one with most known ones; the first where none are known."""
    at = max(range(min(LOOKED_AT, len(sheet.rows))), key=lambda n: _known(sheet.rows[n]), default=0)
    if not sheet.rows or _known(sheet.rows[at]) < LEAST_KNOWN:
        headings, first, merged = _texts(sheet.rows[0]) if sheet.rows else [], 1, False
    else:
        headings, first, merged = _headings_at(sheet.rows, at)
    rows = [(number, row) for number, row in enumerate(sheet.rows[first:], first + 1)]
    width = max([len(headings), *(len(row) for _, row in rows)])
    headings += [""] * (width - len(headings))
    return Table(headings, mapped(headings), rows, merged)


def _headings_at(rows: Sequence[Row], at: int) -> tuple[list[str], int, bool]:
    """The headings, the place of the first row below them, whether they took two rows."""
    here = _texts(rows[at])
    below = _texts(rows[at + 1]) if at + 1 < len(rows) else []
    if _is_second_row(here, below):
        return joined(here, below), at + 2, True
    above = _texts(rows[at - 1]) if at else []
    if _is_second_row(above, here):
        return joined(above, here), at + 1, True
    return here, at + 1, False


def _is_second_row(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Every column is headed by both rows together, and some only by the lower one."""
    if not lower or len([text for text in upper if text]) < LEAST_KNOWN:
        return False
    under_a_gap = [n for n, text in enumerate(lower) if text and not _at(upper, n)]
    gaps = [n for n in range(len(lower)) if not _at(upper, n) and not lower[n]]
    both = joined(upper, lower)
    gained = sum(key is not None for key in map(key_of, both)) - _known(upper)
    return bool(under_a_gap) and not gaps and gained > 0


def joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """法定办结时限 above 数值 and 单位: 法定办结时限 and 法定办结时限单位."""
    found, over = [], ""
    for column in range(max(len(upper), len(lower))):
        top, bottom = _at(upper, column), _at(lower, column)
        over = top or (over if bottom else "")
        found.append(_one_heading(over, bottom))
    return found


def _one_heading(over: str, bottom: str) -> str:
    if not bottom or bottom in THE_COLUMN:
        return over or bottom
    return f"{over}{bottom}" if key_of(f"{over}{bottom}") or not key_of(bottom) else bottom


def mapped(headings: Iterable[str]) -> list[str | None]:
    """Each column's key; of several columns with one meaning the first counts."""
    keys: list[str | None] = []
    for heading in headings:
        key = key_of(heading) if heading else None
        keys.append(None if key in keys else key)
    return keys


def _known(row: Iterable[Cell]) -> int:
    return sum(key_of(text) is not None for text in _texts(row) if text)


def _texts(row: Iterable[Cell]) -> list[str]:
    return ["" if cell is None else one_line(cleaned(str(cell))[0]).strip("*＊ ") for cell in row]


def _at(texts: Sequence[str], column: int) -> str:
    return texts[column] if column < len(texts) else ""
