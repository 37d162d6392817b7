"""The month as an XLSX file of four sheets: sums, days, punches, slips. Written by openpyxl.

Every text is a text, whatever it begins with: a name like "=1+1" must not run in Excel. Heads stay
in view, and each sheet prints on A4 across, its heads on every page.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins

Value = str | float | None

A4 = 9
#: In inches; the page's number stands in the lower one.
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.4, "bottom": 0.7, "header": 0.2, "footer": 0.3}
TITLE_ROW, HEAD_ROW = 1, 2
#: In points: a title of its size, and a head of two lines.
HEIGHTS = {TITLE_ROW: 30, HEAD_ROW: 30}
FONT = "宋体"  # on every Windows and in WPS
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LINE = Side(style="thin")
BOXED = Border(LINE, LINE, LINE, LINE)


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """``widths`` in characters, by column; ``kept`` columns stay in view. ``below`` stands under
    the table, a line each."""

    name: str
    title: str
    head: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[Value]]
    kept: int = 0
    below: Sequence[str] = ()


def workbook(sheets: Sequence[WorkbookSheet]) -> bytes:
    """The file of these sheets, in this order."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _write(book.create_sheet(sheet.name), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(page: Any, sheet: WorkbookSheet) -> None:
    wide = len(sheet.head)
    _put(page, TITLE_ROW, 1, sheet.title, Font(name=FONT, bold=True, size=16))
    page.merge_cells(start_row=TITLE_ROW, end_row=TITLE_ROW, start_column=1, end_column=wide)
    for number, row in enumerate([sheet.head, *sheet.rows], HEAD_ROW):
        for column, value in enumerate(row, 1):
            font = Font(name=FONT, bold=number == HEAD_ROW)
            _put(page, number, column, value, font).border = BOXED
    last = HEAD_ROW + len(sheet.rows)
    for number, line in enumerate(sheet.below, last + 2):
        _put(page, number, 1, line, Font(name=FONT)).alignment = Alignment()
    for number, height in HEIGHTS.items():
        page.row_dimensions[number].height = height
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = f"{get_column_letter(sheet.kept + 1)}{HEAD_ROW + 1}"
    _print_on_a4(page, f"A1:{get_column_letter(wide)}{last + 1 + len(sheet.below)}")


def _put(page: Any, row: int, column: int, value: Value, font: Font) -> Any:
    cell = page.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"  # also what begins with =
    elif value is not None:
        cell.value = value
    cell.alignment = CENTRE
    cell.font = font
    return cell


def _print_on_a4(page: Any, area: str) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.page_margins = PageMargins(**MARGINS)
    page.print_title_rows = f"{TITLE_ROW}:{HEAD_ROW}"
    page.print_area = area
    page.oddFooter.center.text = "&P / &N"
