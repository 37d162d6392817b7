"""A paper as values: what stands on it, in what order. pdf_drawing.py draws it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from hall.pdf_papers.chart_content import BarChartContent


class PosterSize(StrEnum):
    """The sizes of paper that a hall's printer takes, of ISO 216."""

    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfBlock:
    """One part of a paper: a heading, a picture, a text, steps, lines with a name each, a table,
    or signatures.

    The cells of a table with ``signs`` hold a sign or a number each: small, in the middle, and
    their rows close together. "\\n" in a cell begins a new line.
    """

    heading: str = ""
    text: str = ""
    picture: str = ""  # its name on the shelf
    picture_width: float = 100  # in hundredths of the line
    is_small: bool = False  # a picture of many: drawn with fewer points
    new_page: bool = False  # it begins a sheet of its own
    charts: Sequence[BarChartContent] = ()  # side by side
    steps: Sequence[tuple[str, str]] = ()  # what stands before each, and what is done
    pairs: Sequence[tuple[str, str]] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[float] = ()  # in hundredths of the line
    signs: bool = False
    signatures: Sequence[tuple[str, str]] = ()  # who signs on a line, and what stands below it


@dataclass(frozen=True, slots=True)
class PdfPaper:
    """``across``: the longer side of the A4 lies below. ``poster``: one sheet of this size to
    hang up, in letters that are read from two metres.
    """

    title: str
    issuer: str
    foot: str
    blocks: Sequence[PdfBlock] = field(default_factory=tuple)
    across: bool = False
    poster: PosterSize | None = None
