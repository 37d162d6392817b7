"""The row of words and characters above the letters, as many as fit; the rest comes with 更多."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hall.catalogue.search.spelling_out import WordChoice
from kiosk.comfort import Comfort

#: How many are looked for; then whoever wants another word types another letter.
MOST = 40
#: What fits into the row, in characters, by the size of letters; the key for more included.
ROOM = {"1": 24.0, "2": 20.0, "3": 17.0}
#: How much of it there is while the page has its keys for turning beside it.
BESIDE_TURNING = 0.85
#: Of a key without its characters, and of the key for more with them.
AROUND, FOR_MORE = 1.3, 3.3


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    words: Sequence[WordChoice] = ()
    following: int | None = None  # the row after it, None if there is no other


def row_of(choices: Sequence[WordChoice], looks: Comfort, turn: int) -> ChoiceRow:
    """The row that is shown after so many touches of 更多; after the last the first again."""
    is_usual = looks.size == "1" and looks.reach == "whole"
    room = ROOM[looks.size] * (1.0 if is_usual else BESIDE_TURNING)
    rows = list(_rows(choices, room - FOR_MORE))
    if not rows:
        return ChoiceRow()
    shown = turn % len(rows)
    return ChoiceRow(rows[shown], (shown + 1) % len(rows) if len(rows) > 1 else None)


def _rows(choices: Sequence[WordChoice], room: float) -> Iterator[list[WordChoice]]:
    row: list[WordChoice] = []
    taken = 0.0
    for choice in choices:
        needed = max(len(choice.word), 2) + AROUND
        if row and taken + needed > room:
            yield row
            row, taken = [], 0.0
        row.append(choice)
        taken += needed
    if row:
        yield row
