"""Where a drawn page may be cut without cutting a line of its text, and how tall its letters are.
Pure; every measure is in rows of the picture.
"""

from dataclasses import dataclass
from statistics import median

from PIL import Image

#: A dot is ink where it differs so much from the paper.
INK = 60
#: A row is looked at in so many pieces, that a single thin letter in it counts.
PIECES = 16
#: So many dots of ink more than the emptiest row near by are still between two lines.
SPECKS = 3
#: Lines of text are never further apart than this part of a page.
NEAR = 1 / 36
SMALLEST_GAP = 5
LETTERS = range(10, 200)


@dataclass(frozen=True, slots=True)
class TextRows:
    """``cuts`` lie between lines, from the top; ``letter`` is None where no text was seen."""

    cuts: tuple[int, ...]
    letter: int | None


def text_rows(picture: Image.Image) -> TextRows:
    """Upright rules of a table are in every row of it: a gap is emptier than what is near."""
    ink = _ink(picture)
    near = max(2, round(picture.height * NEAR))
    specks = SPECKS * 255 * PIECES / picture.width
    floor = _least_near(ink, near)
    empty = [row <= least + specks for row, least in zip(ink, floor, strict=True)]
    runs = _runs(empty)
    gaps = [(start, end) for start, end, is_gap in runs if is_gap and end - start >= SMALLEST_GAP]
    lines = [end - start for start, end, is_gap in runs if not is_gap and end - start in LETTERS]
    cuts = tuple((start + end) // 2 for start, end in gaps if start > 0 and end < len(ink))
    return TextRows(cuts, round(median(lines)) if lines else None)


def _ink(picture: Image.Image) -> list[int]:
    """How much stands in each row that is not paper."""
    grey = picture.convert("L")
    counts = grey.histogram()
    paper = counts.index(max(counts))
    marked = grey.point([255 if abs(shade - paper) > INK else 0 for shade in range(256)])
    pieces = marked.resize((PIECES, picture.height), Image.Resampling.BOX).tobytes()
    return [sum(pieces[at : at + PIECES]) for at in range(0, len(pieces), PIECES)]


def _least_near(ink: list[int], near: int) -> list[int]:
    """Of each row, the least of those so near to it."""
    return [min(ink[max(0, row - near) : row + near + 1]) for row in range(len(ink))]


def _runs(empty: list[bool]) -> list[tuple[int, int, bool]]:
    """Rows of one kind that stand together: the first, the one after the last, and the kind."""
    edges = [row for row in range(1, len(empty)) if empty[row] != empty[row - 1]]
    return [
        (start, end, empty[start])
        for start, end in zip([0, *edges], [*edges, len(empty)], strict=True)
    ]
