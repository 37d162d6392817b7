"""Draws a paper as PDF: A4, with its letters in it, and text that can be selected.

Runs in a process of its own (``python -m hall.proof_of_play.proof_pdf``): drawing letters
takes a few seconds, in which nobody at a window is to wait.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from hall.errors import NotDrawn
from hall.proof_of_play.pdf_paper import PdfBlock, PdfPaper

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 180
REGULAR, BOLD = "HallRegular", "HallBold"


def draw(paper: PdfPaper, target: Path) -> None:
    """Write it to a file, in a process of its own; up to three minutes. Raises NotDrawn."""
    command = [sys.executable, "-m", "hall.proof_of_play.proof_pdf", str(target)]
    try:
        subprocess.run(
            command,
            input=json.dumps(asdict(paper)).encode(),
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
            timeout=PATIENCE_SECONDS,
        )
    except subprocess.SubprocessError as error:
        said = getattr(error, "stderr", None) or b""
        log.exception("no paper was drawn: %s", said.decode(errors="replace")[-2000:])
        raise NotDrawn from error


def _words(paper: PdfPaper) -> Iterator[str]:
    yield from (paper.title, paper.issuer, paper.foot, "第页…")
    for block in paper.blocks:
        yield from (block.heading, block.text, *block.head)
        yield from (word for pair in block.pairs for word in pair)
        yield from (word for row in block.rows for word in row)


def _print(paper: PdfPaper, target: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import SimpleDocTemplate

    from hall.proof_of_play.font_subset import fonts_for

    fonts = fonts_for("".join(_words(paper)), 400, 700)
    for name, font in zip((REGULAR, BOLD), fonts, strict=True):
        pdfmetrics.registerFont(TTFont(name, font))
    document = SimpleDocTemplate(
        str(target),
        pagesize=A4,
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=20 * mm,
        bottomMargin=22 * mm,
        title=paper.title,
        author=paper.issuer,
    )

    def foot(canvas: Any, _document: Any) -> None:
        canvas.setFont(REGULAR, 8)
        canvas.drawString(20 * mm, 12 * mm, _cut(paper.foot, document.width - 18 * mm))
        canvas.drawRightString(A4[0] - 20 * mm, 12 * mm, f"第 {canvas.getPageNumber()} 页")

    document.build(list(_flow(paper, document.width)), onFirstPage=foot, onLaterPages=foot)


def _cut(line: str, width: float) -> str:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    while stringWidth(line, REGULAR, 8) > width:
        line = f"{line.removesuffix('…')[:-1]}…"
    return line


def _flow(paper: PdfPaper, width: float) -> Iterator[Any]:
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    def style(name: str, size: float, **more: Any) -> ParagraphStyle:
        settings = {"fontName": REGULAR, "leading": size * 1.5, "wordWrap": "CJK", **more}
        return ParagraphStyle(name, fontSize=size, **settings)

    title = style("title", 22, fontName=BOLD, alignment=TA_CENTER, spaceAfter=4)
    issuer = style("issuer", 11, alignment=TA_CENTER, spaceAfter=10)
    heading = style("heading", 13, fontName=BOLD, spaceBefore=12, spaceAfter=4, keepWithNext=1)
    text = style("text", 9.5, spaceBefore=3, spaceAfter=3)
    cell, head = style("cell", 9), style("head", 9, fontName=BOLD)
    yield Paragraph(escape(paper.title), title)
    yield Paragraph(escape(paper.issuer), issuer)
    for block in paper.blocks:
        if block.heading:
            yield Paragraph(escape(block.heading), heading)
        if block.text:
            yield Paragraph(escape(block.text), text)
        if block.pairs:
            rows = [
                [Paragraph(escape(a), head), Paragraph(escape(b), cell)] for a, b in block.pairs
            ]
            yield _table(rows, [width * 0.2, width * 0.8], heads=0)
        if block.head:
            top = [Paragraph(escape(word), head) for word in block.head]
            rows = [[Paragraph(escape(word), cell) for word in row] for row in block.rows]
            yield _table([top, *rows], [width * part / 100 for part in block.widths], heads=1)


def _table(rows: list[list[Any]], widths: list[float], *, heads: int) -> Any:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Table

    table = Table(rows, colWidths=widths, repeatRows=heads, spaceBefore=4, spaceAfter=6)
    snapshot: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.4, HexColor("#8a9bb3")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    pale = HexColor("#e8eef7")
    snapshot.append(
        ("BACKGROUND", (0, 0), (-1, 0), pale) if heads else ("BACKGROUND", (0, 0), (0, -1), pale)
    )
    table.setStyle(snapshot)
    return table


def _paper(said: dict[str, Any]) -> PdfPaper:
    blocks = [PdfBlock(**block) for block in said.pop("blocks")]
    return PdfPaper(**said, blocks=blocks)


if __name__ == "__main__":
    _print(_paper(json.load(sys.stdin)), Path(sys.argv[1]))
