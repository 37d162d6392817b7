"""The foot of each page: what the paper is, which page, and of how many."""

from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from hall.pdf_papers.pdf_flow import REGULAR

SIZE = 8
#: Of the line, for the pages.
PAGES_WIDTH = 70


def footed_canvas(foot: str, side: float, height: float) -> type[Canvas]:
    """A canvas that writes the feet at the end, for how many pages there are is known then.

    ``side`` and ``height`` are its distances from the edges, in points.
    """

    class FootedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
        def __init__(self, *args: Any, **settings: Any) -> None:
            super().__init__(*args, **settings)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - its own name
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                self._write_foot(number, len(self._pages))
                super().showPage()
            super().save()

        def _write_foot(self, number: int, pages: int) -> None:
            right = self._pagesize[0] - side
            self.setFont(REGULAR, SIZE)
            self.drawString(side, height, _cut(foot, right - side - PAGES_WIDTH))
            self.drawRightString(right, height, f"第 {number} 页，共 {pages} 页")

    return FootedCanvas


def _cut(line: str, width: float) -> str:
    while stringWidth(line, REGULAR, SIZE) > width:
        line = f"{line.removesuffix('…')[:-1]}…"
    return line
