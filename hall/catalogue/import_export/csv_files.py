"""CSV as Chinese offices write it: UTF-8 with or without a mark, GB18030, sometimes UTF-16."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from hall.catalogue.import_export.spreadsheet import Cell
from hall.errors import CannotRead

DELIMITERS = ",;\t"
#: A spreadsheet program would reckon a text that begins so.
FORMULA = ("=", "+", "-", "@")


def rows_in(content: bytes) -> Iterator[tuple[Cell, ...]]:
    """Every row, none as long as another. Raises CannotRead with the row where it breaks off."""
    text = decoded(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    try:
        for row in reader:
            yield tuple(row)
    except csv.Error:
        raise CannotRead(why="csv_field", row=reader.line_num) from None


def decoded(content: bytes) -> str:
    """The text, whichever of the encodings it is in. Raises CannotRead with the broken row."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: Sequence[str] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError as error:
            broken = error
    raise CannotRead(why="encoding", row=content.count(b"\n", 0, broken.start) + 1)


def _delimiter(text: str) -> str:
    """What stands between the first line's headings most often."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=heading.count)


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """With the mark by which Excel knows UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
