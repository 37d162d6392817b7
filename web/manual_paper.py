"""A manual on paper: the same text and pictures as on its page, as PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hall.pdf_papers.pdf_drawing import draw
from hall.pdf_papers.pdf_paper import PdfBlock, PdfPaper, PosterSize
from web.manual_text import PICTURES, ManualSection


def drawn_manual(sections: Sequence[ManualSection], issuer: str, foot: str) -> bytes:
    """On A4 sheets with numbers. Takes some seconds. Raises NotDrawn."""
    blocks = tuple(_blocks(sections))
    return draw(PdfPaper(sections[0].title, issuer, foot, blocks), PICTURES)


def drawn_poster(
    sections: Sequence[ManualSection], issuer: str, foot: str, sheet: PosterSize
) -> bytes:
    """On one sheet in large letters, to hang up. Takes some seconds. Raises NotDrawn."""
    blocks = tuple(_blocks(sections))
    return draw(PdfPaper(sections[0].title, issuer, foot, blocks, poster=sheet), PICTURES)


def _blocks(sections: Sequence[ManualSection]) -> Iterator[PdfBlock]:
    intro, *parts = sections
    yield from intro.blocks
    for part in parts:
        first, *rest = part.blocks or (PdfBlock(),)
        yield replace(first, heading=part.title)
        yield from rest
