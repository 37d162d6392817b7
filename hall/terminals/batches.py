"""Many records of a terminal, a few hundred at a time.

Between two batches the write lock is free for as long as somebody else needs to take a number: a
month of punches must not hold up the hall.
"""

from collections.abc import Callable, Sequence
from time import sleep

from hall.terminals.actions import BATCH, assign, take_up
from hall.terminals.attlog import BadRow
from hall.terminals.attlog_row import AttLogRow
from hall.terminals.set_aside import set_aside
from hall.unit_of_work import Hall

#: Whoever waits for the write lock has it before the next batch asks for it again.
LET_OTHERS_SECONDS = 0.02


def let_others_write() -> None:
    """What is done between two batches."""
    sleep(LET_OTHERS_SECONDS)


def take_up_in_batches(
    hall: Hall,
    actor: str,
    serial: str,
    rows: Sequence[AttLogRow],
    between: Callable[[], object] = let_others_write,
) -> int:
    """Make punches of what is new; returns how many records were. Broken off, it may be repeated.

    ``between`` is done after each batch, while nobody holds the write lock.
    """
    ordered = sorted(rows, key=lambda row: row.at)
    new = 0
    for at in range(0, len(ordered), BATCH):
        with hall.work(actor) as work:
            new += len(take_up(work, serial, ordered[at : at + BATCH]).new)
        between()
    return new


def set_aside_in_batches(
    hall: Hall,
    actor: str,
    serial: str,
    lines: Sequence[BadRow],
    between: Callable[[], object] = let_others_write,
) -> None:
    """Keep lines that cannot become records. Broken off, it may be repeated."""
    for at in range(0, len(lines), BATCH):
        with hall.work(actor) as work:
            set_aside(work, serial, lines[at : at + BATCH])
        between()


def assign_in_batches(
    hall: Hall,
    actor: str,
    pin: str,
    staff_id: int,
    between: Callable[[], object] = let_others_write,
) -> int:
    """Say whose number it is; what waited becomes punches. Returns how many.

    Raises NotFound for somebody who is not on the staff, and for what cannot be a number.
    """
    taken_up = 0
    while True:
        with hall.work(actor) as work:
            punches = assign(work, pin, staff_id)
        taken_up += punches
        if punches < BATCH:
            return taken_up
        between()
