"""The blocks of a paper as what reportlab sets one below the other. Only proof_pdf.py asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image as Picture
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Image, PageBreak, Paragraph, Table

from hall.proof_of_play.pdf_paper import PdfBlock, PdfPaper

REGULAR, BOLD = "HallRegular", "HallBold"
#: The longer side of a picture in points of its own: letters of a whole page can be read.
SIDE, SMALL_SIDE = 1400, 1000
QUALITY = 55
#: So much of the page's height a picture may take: its caption stands below it.
HIGHEST = 0.85


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    settings = {"fontName": REGULAR, "leading": size * 1.5, "wordWrap": "CJK", **more}
    return ParagraphStyle(name, fontSize=size, **settings)


TITLE = _style("title", 22, fontName=BOLD, alignment=TA_CENTER, spaceAfter=4)
ISSUER = _style("issuer", 11, alignment=TA_CENTER, spaceAfter=10)
HEADING = _style("heading", 13, fontName=BOLD, spaceBefore=12, spaceAfter=4, keepWithNext=1)
TEXT = _style("text", 9.5, spaceBefore=3, spaceAfter=3)
CELL, HEAD = _style("cell", 9), _style("head", 9, fontName=BOLD)


@dataclass(frozen=True, slots=True)
class PdfFlow:
    """The room there is on a page, in points of 1/72 inch, and where pictures lie."""

    width: float
    height: float
    shelf: Path

    def of(self, paper: PdfPaper) -> Iterator[Flowable]:
        """Everything that stands on the paper, from its title on."""
        yield _said(paper.title, TITLE)
        yield _said(paper.issuer, ISSUER)
        for block in paper.blocks:
            yield from self._block(block)

    def _block(self, block: PdfBlock) -> Iterator[Flowable]:
        if block.new_page:
            yield PageBreak()
        if block.heading:
            yield _said(block.heading, HEADING)
        if block.picture:
            yield self._picture(block)
        if block.text:
            yield _said(block.text, TEXT)
        if block.pairs:
            rows = [[_said(name, HEAD), _said(told, CELL)] for name, told in block.pairs]
            yield _table(rows, [self.width * 0.2, self.width * 0.8], heads=0)
        if block.head:
            top = [_said(word, HEAD) for word in block.head]
            rows = [[_said(word, CELL) for word in row] for row in block.rows]
            yield _table([top, *rows], [self.width * part / 100 for part in block.widths], heads=1)

    def _picture(self, block: PdfBlock) -> Flowable:
        """Reduced, as JPEG: sixty pages are to fit into a letter."""
        side = SMALL_SIDE if block.is_small else SIDE
        with Picture.open(self.shelf / block.picture) as whole:
            reduced = whole.convert("RGB")
        reduced.thumbnail((side, side))
        reduced.save(kept := BytesIO(), "JPEG", quality=QUALITY, optimize=True)
        kept.seek(0)
        scale = min(self.width / reduced.width, self.height * HIGHEST / reduced.height)
        return Image(kept, reduced.width * scale, reduced.height * scale)


def _said(words: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(words).replace("\n", "<br/>"), style)


def _table(rows: list[list[Any]], widths: list[float], *, heads: int) -> Table:
    """A row that is taller than a page goes on on the next."""
    table = Table(
        rows, colWidths=widths, repeatRows=heads, splitInRow=1, spaceBefore=4, spaceAfter=6
    )
    pale = HexColor("#e8eef7")
    look: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.4, HexColor("#8a9bb3")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("BACKGROUND", (0, 0), (-1, 0) if heads else (0, -1), pale),
    ]
    table.setStyle(look)
    return table
