"""The parts of a paper as reportlab lets them flow from page to page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image as Picture
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    Image,
    KeepTogether,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
)

from hall.pdf_papers.bar_chart import drawing_of
from hall.pdf_papers.pdf_paper import PdfBlock, PdfPaper

REGULAR, BOLD = "HallRegular", "HallBold"
INK, LINE, PALE = HexColor("#000000"), HexColor("#8a9bb3"), HexColor("#e8eef7")
#: The longer side of a picture in points of its own: letters of a whole page can be read.
SIDE, SMALL_SIDE = 1400, 1000
QUALITY = 55
#: So much of the page's height a picture may take: its caption stands below it.
HIGHEST = 0.85
GAP = 8 * mm  # between two charts
#: The letters of a chart are then a little larger than those of a table.
CHART_SCALE = 0.62
ALL = (0, 0), (-1, -1)
SEAL = "（盖章）"
SEAL_HEIGHT = 24 * mm  # below the lines: a round seal of 42 mm lies across both


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    settings = {"fontName": REGULAR, "leading": size * 1.5, "wordWrap": "CJK", **more}
    return ParagraphStyle(name, fontSize=size, **settings)


ISSUER = _style("issuer", 11, alignment=TA_CENTER, spaceAfter=8)
HEADING = _style("heading", 13, fontName=BOLD, spaceBefore=10, spaceAfter=4, keepWithNext=1)
TEXT = _style("text", 9.5, spaceBefore=3, spaceAfter=3)
STEP = _style(
    "step",
    9.5,
    spaceBefore=2,
    spaceAfter=2,
    leftIndent=18,
    bulletFontName=REGULAR,
    bulletFontSize=9.5,
)
CELL, HEAD = _style("cell", 9), _style("head", 9, fontName=BOLD)
SMALL = _style("small", 8)
SIGN = _style("sign", 7, leading=8.5, alignment=TA_CENTER)
SIGN_HEAD = _style("sign_head", 7, fontName=BOLD, leading=8.5, alignment=TA_CENTER)


@dataclass(frozen=True, slots=True)
class PdfFlow:
    """The room there is on a page, in points of 1/72 inch, and where pictures lie."""

    width: float
    height: float
    shelf: Path

    def of(self, paper: PdfPaper) -> Iterator[Flowable]:
        """Everything that stands on the paper, from its title on."""
        title = _style("title", 16 if paper.across else 22, fontName=BOLD, alignment=TA_CENTER)
        yield Paragraph(escape(paper.title), title)
        yield Paragraph(escape(paper.issuer), ISSUER)
        for block in paper.blocks:
            yield from self._block(block)

    def _block(self, block: PdfBlock) -> Iterator[Flowable]:
        if block.new_page:
            yield PageBreak()
        if block.heading:
            yield Paragraph(escape(block.heading), HEADING)
        yield from self._pictures(block)
        if block.text:
            yield from _cells([block.text], TEXT)
        for mark, step in block.steps:
            yield Paragraph(escape(step).replace("\n", "<br/>"), STEP, bulletText=mark)
        if block.pairs:
            rows = [[*_cells([name], HEAD), *_cells([said], CELL)] for name, said in block.pairs]
            yield _table(rows, [self.width * 0.2, self.width * 0.8], (0, 0), (0, -1))
        if block.head:
            cell, head = (SIGN, SIGN_HEAD) if block.signs else (CELL, HEAD)
            rows = [_cells(block.head, head), *(_cells(row, cell) for row in block.rows)]
            widths = [self.width * part / 100 for part in block.widths]
            yield _table(rows, widths, (0, 0), (-1, 0), heads=1, close=block.signs)
        if block.signatures:
            yield _signatures(block.signatures, self.width)

    def _pictures(self, block: PdfBlock) -> Iterator[Flowable]:
        if block.picture:
            yield self._picture(block)
        if block.charts:
            width = self.width / len(block.charts)
            drawn = [drawing_of(one, (width - GAP) / CHART_SCALE, REGULAR) for one in block.charts]
            for drawing in drawn:
                drawing.renderScale = CHART_SCALE
            yield Table(
                [drawn], colWidths=width, spaceBefore=4 * mm, style=[("VALIGN", *ALL, "TOP")]
            )

    def _picture(self, block: PdfBlock) -> Flowable:
        """Reduced, as JPEG: sixty pages are to fit into a letter."""
        side = SMALL_SIDE if block.is_small else SIDE
        with Picture.open(self.shelf / block.picture) as whole:
            reduced = whole.convert("RGB")
        reduced.thumbnail((side, side))
        reduced.save(kept := BytesIO(), "JPEG", quality=QUALITY, optimize=True)
        kept.seek(0)
        width = self.width * block.picture_width / 100
        scale = min(width / reduced.width, self.height * HIGHEST / reduced.height)
        return Image(kept, reduced.width * scale, reduced.height * scale)


def _cells(words: Sequence[str], style: ParagraphStyle) -> list[Flowable]:
    return [Paragraph(escape(word).replace("\n", "<br/>"), style) for word in words]


def _table(
    rows: list[list[Flowable]],
    widths: list[float],
    *pale: tuple[int, int],
    heads: int = 0,
    close: bool = False,
) -> Table:
    # A row that is taller than a page goes on on the next.
    table = Table(
        rows, colWidths=widths, repeatRows=heads, splitInRow=1, spaceBefore=4, spaceAfter=6
    )
    look: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.4, LINE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if close else "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("BACKGROUND", *pale, PALE),
    ]
    if close:
        look += [(f"{side}PADDING", (0, 0), (-1, -1), 0.5) for side in ("LEFT", "RIGHT")]
    table.setStyle(look)
    return table


def _signatures(signatures: Sequence[tuple[str, str]], width: float) -> Flowable:
    """A line each and a place for the seal, never torn from one another by a page."""
    row = [
        [
            Paragraph(f"{escape(who)}：", TEXT),
            Spacer(1, 9 * mm),
            HRFlowable("86%", 0.6, color=INK, hAlign="LEFT"),
            Paragraph(escape(said), SMALL),
        ]
        for who, said in signatures
    ]
    columns = [*row, [Paragraph(SEAL, _style("seal", 9.5, alignment=TA_CENTER))]]
    table = Table([columns], colWidths=[width / len(columns)] * len(columns))
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    return KeepTogether([Spacer(1, 4 * mm), table, Spacer(1, SEAL_HEIGHT)])
