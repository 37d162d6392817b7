"""A list too long for one screen, cut into pages, with the thumb index of a dictionary.

So any guide is three touches away: the list, the page by its letters, the guide. Pure rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from hall.catalogue.search.folding import folded
from hall.catalogue.search.readings import usual_reading

#: As many thumbs as fingers of eighty years find room for on one screen.
MOST_THUMBS = 28
#: Names that begin with a digit, a foreign sign, or nothing that can be read.
OTHERS = "#"


class DirectoryLine(NamedTuple):
    """One entry of the list: what it says, and a word beside it."""

    key: str
    name: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class ThumbIndexEntry:
    """Leads to the page where its letters begin."""

    page: int
    letters: str  # B–D; or the page's number, in a list that has an order of its own
    word: str  # how the first name there begins
    is_here: bool


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """One page of the list, and the way to all the others."""

    page: int
    pages: int
    lines: Sequence[DirectoryLine]
    thumbs: Sequence[ThumbIndexEntry]


def by_reading(lines: Sequence[DirectoryLine]) -> list[DirectoryLine]:
    """As in a dictionary; among equal readings the order they came in."""
    return sorted(lines, key=lambda line: _reading(line.name))


@lru_cache(maxsize=20_000)  # the names of a large catalogue: they are put in order for every page
def _reading(name: str) -> tuple[bool, str]:
    return _letter(name) == OTHERS, " ".join(map(usual_reading, folded(name)))


def _letter(name: str) -> str:
    read = usual_reading((folded(name) or " ")[0]).upper()
    return read[0] if read and "A" <= read[0] <= "Z" else OTHERS


def leaf(
    lines: Sequence[DirectoryLine], page: int, size: int, *, in_own_order: bool = False
) -> DirectoryPage:
    """The page asked for (from 1), or the nearest there is; ``size`` lines on each.

    What fits on one page keeps its own order.
    """
    if len(lines) > size and not in_own_order:
        lines = by_reading(lines)
    cut = [lines[at : at + size] for at in range(0, len(lines), size)] or [[]]
    page = min(max(page, 1), len(cut))
    thumbs = _thumbs(cut, page, in_own_order=in_own_order) if len(cut) > 1 else []
    return DirectoryPage(page, len(cut), cut[page - 1], thumbs)


def _thumbs(
    cut: Sequence[Sequence[DirectoryLine]], page: int, *, in_own_order: bool
) -> list[ThumbIndexEntry]:
    """One a page, or one for several pages where there are too many."""
    step = -(-len(cut) // MOST_THUMBS)
    found = []
    for first in range(0, len(cut), step):
        last = min(first + step, len(cut)) - 1
        letters = str(first + 1) if in_own_order else _span(cut[first][0], cut[last][-1])
        word = "" if in_own_order else folded(cut[first][0].name)[:2]
        found.append(ThumbIndexEntry(first + 1, letters, word, first < page <= last + 1))
    return found


def _span(first: DirectoryLine, last: DirectoryLine) -> str:
    return "–".join(dict.fromkeys((_letter(first.name), _letter(last.name))))
