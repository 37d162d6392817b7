"""A paper as values: what stands on it, in what order. proof_pdf.py draws it."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfBlock:
    """One part of a paper: a heading, a text, lines with a name each, or a table."""

    heading: str = ""
    text: str = ""
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
