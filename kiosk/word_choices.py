"""The row of words and characters above the letters, as many as fit; the rest comes with 更多."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hall.catalogue.search.spelling_out import WordChoice

#: How many are looked for; then whoever wants another word types another letter.
MOST = 40
#: What fits into the row, in characters, by the size of letters; the key for more included.
ROOM = {"1": 24.0, "2": 19.0, "3": 14.0}
#: Of a key without its characters, and of the key for more with them.
AROUND, FOR_MORE = 1.3, 3.3


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    words: Sequence[WordChoice] = ()
    following: int | None = None  # the row after it, None if there is no other


def row_of(choices: Sequence[WordChoice], size: str, turn: int) -> ChoiceRow:
    """The row that is shown after so many touches of 更多; after the last the first again."""
    rows = list(_rows(choices, ROOM[size] - FOR_MORE))
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
