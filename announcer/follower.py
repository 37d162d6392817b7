"""A thread that follows the journal: what is new there begins its round."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from hall.rounds import Rounds

PATIENCE_SECONDS = 1.0


class Row(Protocol):
    """A row of the journal, as far as the announcer and the voice read it."""

    @property
    def seq(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def details(self) -> Mapping[str, Any]: ...


class Journal(Protocol):
    """The hall, as far as it is followed."""

    def news(self, after: int, patience_seconds: float) -> Sequence[Row]: ...
    def wake(self) -> None: ...


class Follower(Rounds):
    def __init__(self, name: str, journal: Journal, go_round: Callable[[], float]) -> None:
        super().__init__(name, go_round, rouse=journal.wake)
        self.seq = 0
        self._journal = journal

    def begin(self, seq: int) -> None:
        """Start behind ``seq``: what happened before, everybody reads for themselves."""
        self.seq = seq
        self.start()

    def news(self, patience_seconds: float) -> Sequence[Row]:
        """What is new, once: a row that makes a round fail is not met again for ever."""
        rows = self._journal.news(self.seq, patience_seconds)
        self.seq = rows[-1].seq if rows else self.seq
        return rows
