"""Draws a paper as PDF: A4, with its letters in it, and text that can be selected.

Runs in a process of its own (``python -m hall.pdf_papers.pdf_drawing``): drawing letters takes a
few seconds, in which nobody at a window is to wait.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from hall.errors import NotDrawn
from hall.pdf_papers.chart_content import BarChartContent, BarSeries
from hall.pdf_papers.pdf_paper import PdfBlock, PdfPaper

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 180
NEVER_FIRST = "，；：！？”’》"
#: Each takes a whole core for some seconds; the windows need the others.
ONE_AT_A_TIME = Lock()


def draw(paper: PdfPaper, shelf: Path | None = None) -> bytes:
    """The file, drawn in a process of its own; up to three minutes. Its pictures, if it has any,
    lie on the shelf, a folder. Raises NotDrawn.
    """
    program = [sys.executable, "-m", "hall.pdf_papers.pdf_drawing"]
    try:
        with ONE_AT_A_TIME:
            done = subprocess.run(
                [*program, *([str(shelf.absolute())] if shelf else [])],
                input=json.dumps(asdict(paper)).encode(),
                cwd=Path(__file__).parents[2],
                capture_output=True,
                check=True,
                timeout=PATIENCE_SECONDS,
            )
    except (subprocess.SubprocessError, OSError) as error:
        said = getattr(error, "stderr", None) or b""
        log.exception("no paper was drawn: %s", said.decode(errors="replace")[-2000:])
        raise NotDrawn from error
    return done.stdout


def _words(paper: PdfPaper) -> Iterator[str]:
    yield from (paper.title, paper.issuer, paper.foot, "共第页…：，（盖章）")
    for block in paper.blocks:
        for chart in block.charts:
            yield from (chart.title, *chart.names, "0123456789.—…")
            yield from (series.name for series in chart.series)
        yield from (block.heading, block.text, *block.head)
        pairs = (*block.steps, *block.pairs, *block.signatures)
        yield from (word for pair in pairs for word in pair)
        yield from (word for row in block.rows for word in row)


def _drawn(paper: PdfPaper, shelf: Path) -> bytes:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import SimpleDocTemplate

    from hall.pdf_papers.font_subset import fonts_for
    from hall.pdf_papers.pdf_flow import BOLD, REGULAR, PdfFlow
    from hall.pdf_papers.pdf_foot import footed_canvas
    from hall.pdf_papers.pdf_poster import drawn_poster

    _end_lines_as_chinese_does()
    fonts = fonts_for("".join(_words(paper)), 400, 700)
    for name, font in zip((REGULAR, BOLD), fonts, strict=True):
        pdfmetrics.registerFont(TTFont(name, font))
    if paper.poster:
        return drawn_poster(paper)
    side = (10 if paper.across else 20) * mm
    document = SimpleDocTemplate(
        out := BytesIO(),
        pagesize=landscape(A4) if paper.across else A4,
        leftMargin=side,
        rightMargin=side,
        topMargin=(12 if paper.across else 20) * mm,
        bottomMargin=(16 if paper.across else 22) * mm,
        title=paper.title,
        author=paper.issuer,
    )
    canvas = footed_canvas(paper.foot, side, (9 if paper.across else 12) * mm)
    flow = PdfFlow(document.width, document.height, shelf)
    document.build(list(flow.of(paper)), canvasmaker=canvas)
    return out.getvalue()


def _end_lines_as_chinese_does() -> None:
    """No line begins with these: they hang behind the one before. reportlab knows only some of
    them, and has its list by name in two modules."""
    from reportlab.lib import textsplit
    from reportlab.platypus import paragraph

    for module in (textsplit, paragraph):
        module.ALL_CANNOT_START += NEVER_FIRST


def _paper(said: dict[str, Any]) -> PdfPaper:
    blocks = [_block(**block) for block in said.pop("blocks")]
    return PdfPaper(**said, blocks=blocks)


def _block(charts: list[dict[str, Any]], **said: Any) -> PdfBlock:
    return PdfBlock(**said, charts=[_chart(**chart) for chart in charts])


def _chart(series: list[dict[str, Any]], **said: Any) -> BarChartContent:
    return BarChartContent(**said, series=[BarSeries(**one) for one in series])


if __name__ == "__main__":
    shelf = Path(*sys.argv[1:2])
    sys.stdout.buffer.write(_drawn(_paper(json.load(sys.stdin)), shelf))
