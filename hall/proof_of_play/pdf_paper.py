"""A paper as values: what stands on it, in what order. proof_pdf.py draws it."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfBlock:
    """One part of a paper: a heading, a text, a picture, lines with a name each, or a table."""

    heading: str = ""
    text: str = ""
    picture: str = ""  # its name on the shelf
    is_small: bool = False  # a picture of many: drawn with fewer points
    new_page: bool = False  # it begins a sheet of its own
    pairs: Sequence[tuple[str, str]] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[int] = ()  # in hundredths of the line


@dataclass(frozen=True, slots=True)
class PdfPaper:
    title: str
    issuer: str
    foot: str
    blocks: Sequence[PdfBlock] = field(default_factory=tuple)
