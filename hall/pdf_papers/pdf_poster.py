"""A paper to hang up: one sheet, a band with its title, large letters. Too much text makes them
smaller, never a second sheet."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A3, A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, KeepInFrame, Paragraph

from hall.pdf_papers.pdf_flow import BOLD, REGULAR
from hall.pdf_papers.pdf_paper import PdfBlock, PdfPaper, PosterSize

SIZES = {PosterSize.A4: A4, PosterSize.A3: A3}
BLUE, WHITE, INK = HexColor("#0b4ea2"), HexColor("#ffffff"), HexColor("#10233d")
#: Of an A4, in points; an A3 is larger in everything.
BAND, MARGIN, FOOT = 40 * mm, 16 * mm, 10 * mm
TITLE, ISSUER, HEADING, TEXT, SMALL = 46, 18, 22, 17, 8
KNOWN = 21  # what stands alone: hours and telephone


def drawn_poster(paper: PdfPaper) -> bytes:
    """The file; its fonts are registered by the names of pdf_flow.py."""
    width, height = SIZES[PosterSize(paper.poster or PosterSize.A4)]
    scale = width / A4[0]
    canvas = Canvas(out := BytesIO(), pagesize=(width, height))
    canvas.setTitle(paper.title)
    canvas.setAuthor(paper.issuer)
    canvas.scale(scale, scale)
    _band(canvas, paper)
    body = A4[0] - 2 * MARGIN, A4[1] - BAND - 2 * FOOT
    frame = Frame(MARGIN, 1.6 * FOOT, *body, *[0] * 4)
    frame.addFromList([KeepInFrame(*body, list(_flow(paper)), mode="shrink")], canvas)
    canvas.setFillColor(INK)
    canvas.setFont(REGULAR, SMALL)
    canvas.drawRightString(A4[0] - MARGIN, FOOT, paper.foot)
    canvas.save()
    return out.getvalue()


def _band(canvas: Canvas, paper: PdfPaper) -> None:
    canvas.setFillColor(BLUE)
    canvas.rect(0, A4[1] - BAND, A4[0], BAND, stroke=0, fill=1)
    room = A4[0] - 2 * MARGIN, BAND
    words = [
        Paragraph(escape(paper.issuer), _style(ISSUER, WHITE, alignment=TA_CENTER)),
        Paragraph(escape(paper.title), _style(TITLE, WHITE, fontName=BOLD, alignment=TA_CENTER)),
    ]
    Frame(MARGIN, A4[1] - BAND, *room, 0, 0, 0, 5 * mm).addFromList(
        [KeepInFrame(*room, words, mode="shrink")], canvas
    )


def _flow(paper: PdfPaper) -> Iterator[Flowable]:
    heading = _style(HEADING, BLUE, fontName=BOLD, spaceBefore=13, spaceAfter=3)
    for block in paper.blocks:
        if block.heading:
            yield Paragraph(escape(block.heading), heading)
        yield from _words(block)


def _words(block: PdfBlock) -> Iterator[Flowable]:
    text = _style(KNOWN, INK, fontName=BOLD, spaceAfter=3)
    step = _style(TEXT, INK, spaceAfter=3, leftIndent=24, bulletFontName=BOLD, bulletFontSize=TEXT)
    if block.text:
        yield Paragraph(escape(block.text).replace("\n", "<br/>"), text)
    for mark, said in block.steps:
        yield Paragraph(escape(said).replace("\n", "<br/>"), step, bulletText=mark)


def _style(size: float, colour: HexColor, **more: Any) -> ParagraphStyle:
    settings = {"fontName": REGULAR, "leading": size * 1.4, "wordWrap": "CJK", **more}
    return ParagraphStyle(f"poster{size}", fontSize=size, textColor=colour, **settings)
