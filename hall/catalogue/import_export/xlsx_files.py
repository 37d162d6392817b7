"""XLSX, read and written by openpyxl; here is what must be asked of a file before it may.

An XLSX file is a zip archive: a small one can unpack to more than the memory holds, so its
parts are unpacked here once, counting, before openpyxl sees them.
"""

import io
import math
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from hall.catalogue.import_export.merged_cells import merged_in
from hall.catalogue.import_export.spreadsheet import MOST_COLUMNS, Cell, MergedCells
from hall.errors import CannotRead, HallError

MOST_UNPACKED = 300 * 1024 * 1024
MOST_PARTS = 2000
A_PIECE = 1024 * 1024
WORKBOOK = "xl/workbook.xml"
#: An XML part that defines entities is no part of a spreadsheet, it is an attack.
FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
#: How the strict form of Open XML names everything, which openpyxl does not read.
STRICT = b"http://purl.oclc.org/ooxml/"
WIDE, NARROW = 40, 16


def sheets_in(
    content: bytes,
) -> Iterator[tuple[Iterator[tuple[Cell, ...]], Sequence[MergedCells]]]:
    """The rows of every visible sheet, read while they are asked for, and which of its cells are
    merged downwards. Raises CannotRead."""
    must_be_harmless(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with closing(book):
            if not book.worksheets:  # named in the workbook, and no part of the archive
                raise CannotRead(why="damaged")
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible":
                    sheet.reset_dimensions()  # some programs write a wrong one
                    yield _rows(sheet), merged_in(content, sheet._worksheet_path)
    except CannotRead:
        raise
    except Exception as error:  # openpyxl says "damaged" in a dozen ways
        raise CannotRead(why="damaged") from error


def titled_sheets(content: bytes) -> Iterator[tuple[str, Iterator[tuple[Cell, ...]]]]:
    """The title and the rows of every sheet, for a workbook of several. Raises CannotRead."""
    must_be_harmless(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with closing(book):
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                yield sheet.title, _rows(sheet)
    except HallError:
        raise
    except Exception as error:
        raise CannotRead(why="damaged") from error


def _rows(sheet: Any) -> Iterator[tuple[Cell, ...]]:
    """Openpyxl parses a sheet while it is read, so here too it may find that it is damaged."""
    number = 1
    try:
        for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
            yield tuple(_cell(value) for value in row)
            number += 1
    except Exception as error:
        raise CannotRead(why="breaks_off", row=number) from error


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return "#NUM!"  # as a spreadsheet program itself would show it
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def must_be_harmless(content: bytes) -> None:
    """Unpack everything once, counting. Raises CannotRead."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if WORKBOOK not in archive.namelist():
                raise CannotRead(why="not_a_spreadsheet")
            if len(parts) > MOST_PARTS or any(part.flag_bits & 1 for part in parts):
                raise CannotRead(why="damaged")
            if STRICT in archive.read(WORKBOOK):
                raise CannotRead(why="strict_xlsx")
            unpacked = 0
            for part in parts:
                unpacked = _unpack(archive, part, unpacked)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError) as error:
        raise CannotRead(why="damaged") from error
    except (NotImplementedError, RuntimeError) as error:  # a password, an unknown packing
        raise CannotRead(why="damaged") from error


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, unpacked: int) -> int:
    last = b""
    with archive.open(part) as stream:
        while piece := stream.read(A_PIECE):
            unpacked += len(piece)
            if unpacked > MOST_UNPACKED:
                raise CannotRead(why="too_large")
            if any(mark in last + piece for mark in FORBIDDEN):
                raise CannotRead(why="damaged")
            last = piece[-16:]
    return unpacked


def written(
    rows: Iterable[Sequence[str]], wide: Sequence[bool], *, title: str = "事项", kept: str = "D2"
) -> bytes:
    """One sheet, every cell a text, the headings above staying in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = kept
    for number, is_wide in enumerate(wide, 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDE if is_wide else NARROW
    for number, row in enumerate(rows):
        sheet.append([_text(sheet, text, heading=number == 0) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def written_sheets(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """By their titles; the first row of each are its headings, and stays in view."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for number in range(1, len(rows[0]) + 1):
            sheet.column_dimensions[get_column_letter(number)].width = NARROW
        for number, row in enumerate(rows):
            sheet.append([_text(sheet, text, heading=number == 0) for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TOP = Alignment(vertical="top", wrap_text=True)
BOLD = Font(bold=True)


def _text(sheet: Any, text: str, *, heading: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"  # also what begins with =
    cell.number_format = "@"  # so that Excel leaves long codes alone
    cell.alignment = TOP
    if heading:
        cell.font = BOLD
    return cell
