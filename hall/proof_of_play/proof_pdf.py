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

from hall.errors import NotDrawn
from hall.proof_of_play.pdf_paper import PdfBlock, PdfPaper

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 180


def draw(paper: PdfPaper, target: Path, shelf: Path) -> None:
    """Write it to a file, in a process of its own; up to three minutes. Its pictures lie on the
    shelf, a folder. Raises NotDrawn.
    """
    program = [sys.executable, "-m", "hall.proof_of_play.proof_pdf"]
    command = [*program, str(target.absolute()), str(shelf.absolute())]
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


def _print(paper: PdfPaper, target: Path, shelf: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import SimpleDocTemplate

    from hall.proof_of_play.font_subset import fonts_for
    from hall.proof_of_play.pdf_flow import BOLD, REGULAR, PdfFlow

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
        canvas.drawString(20 * mm, 12 * mm, _cut(paper.foot, REGULAR, document.width - 18 * mm))
        canvas.drawRightString(A4[0] - 20 * mm, 12 * mm, f"第 {canvas.getPageNumber()} 页")

    flow = PdfFlow(document.width, document.height, shelf)
    document.build(list(flow.of(paper)), onFirstPage=foot, onLaterPages=foot)


def _cut(line: str, font: str, width: float) -> str:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    while stringWidth(line, font, 8) > width:
        line = f"{line.removesuffix('…')[:-1]}…"
    return line


def _paper(said: dict[str, Any]) -> PdfPaper:
    blocks = [PdfBlock(**block) for block in said.pop("blocks")]
    return PdfPaper(**said, blocks=blocks)


if __name__ == "__main__":
    _print(_paper(json.load(sys.stdin)), Path(sys.argv[1]), Path(sys.argv[2]))
