"""A paper as values: what stands on it, in what order. pdf_drawing.py draws it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hall.pdf_papers.chart_content import BarChartContent


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfBlock:
    """One part of a paper: a heading, a picture, a text, lines with a name each, a table, or
    signatures.

    The cells of a table with ``signs`` hold a sign or a number each: small, in the middle, and
    their rows close together. "\\n" in a cell begins a new line.
    """

    heading: str = ""
    text: str = ""
    picture: str = ""  # its name on the shelf
    is_small: bool = False  # a picture of many: drawn with fewer points
    new_page: bool = False  # it begins a sheet of its own
    charts: Sequence[BarChartContent] = ()  # side by side
    pairs: Sequence[tuple[str, str]] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[float] = ()  # in hundredths of the line
    signs: bool = False
    signatures: Sequence[tuple[str, str]] = ()  # who signs on a line, and what stands below it


@dataclass(frozen=True, slots=True)
class PdfPaper:
    """``across``: the longer side of the A4 lies below."""

    title: str
    issuer: str
    foot: str
    blocks: Sequence[PdfBlock] = field(default_factory=tuple)
    across: bool = False
