"""A spreadsheet as it comes out of its file: rows of cells, numbered as people see them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

#: What a cell holds. Numbers stay numbers: a code that is one has been through Excel.
Cell = str | int | float | bool | None
#: How far a long task is: what is done, of how much.
Progress = Callable[[int, int], None]

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
#: So many empty rows in a row end a sheet: some programs write a million of them.
EMPTY_ROWS = 500


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    rows: list[tuple[Cell, ...]] = field(default_factory=list)

    def row(self, number: int) -> tuple[Cell, ...]:
        """By its number as people see it, from 1."""
        return self.rows[number - 1]


def is_empty(row: tuple[Cell, ...]) -> bool:
    """Nothing but blanks; a zero is something."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row)


def until_the_end(rows: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """The rows without the empty ones behind the last."""
    waiting: list[tuple[Cell, ...]] = []
    for row in rows:
        if is_empty(row):
            waiting.append(())
            if len(waiting) > EMPTY_ROWS:
                return
        else:
            yield from waiting
            waiting.clear()
            yield row


def no_progress(_done: int, _of: int) -> None:
    """For whoever does not want to know."""
