"""What the hall has told, and waiting until it does."""

from collections.abc import Callable
from time import monotonic

PATIENCE_SECONDS = 20


def kinds(facts, *wanted):
    return [fact for fact in facts() if isinstance(fact, wanted)]


def wait_for(hall, happened: Callable[[], bool]) -> None:
    """Until it is so, woken by every change of the hall."""
    deadline = monotonic() + PATIENCE_SECONDS
    while not happened():
        assert monotonic() < deadline, "it never happened"
        with hall.read() as snapshot:
            seq = snapshot.seq
        hall.journal_after(seq, 0.05)
