"""A fact as the journal holds it: what whoever follows the journal reads, and no more."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol


class JournalRow(Protocol):
    """One row: the fact's kind and fields, its number, when, and who did it."""

    @property
    def seq(self) -> int:
        """Its number, from 1 and without gaps."""

    @property
    def at(self) -> datetime:
        """When it happened, with a zone."""

    @property
    def actor(self) -> str:
        """Who did it: ``staff:3``, ``kiosk``, ``printer`` …"""

    @property
    def kind(self) -> str:
        """The class of the fact, by its name in ``hall.events``."""

    @property
    def details(self) -> Mapping[str, Any]:
        """The fact's fields, as JSON values; rows of earlier versions may lack some."""


class FollowedJournal(Protocol):
    """The hall, as far as its journal is followed."""

    def journal_after(self, after: int, patience_seconds: float) -> Sequence[JournalRow]:
        """The rows behind ``after``, oldest first; when there are none, wait for one."""
        ...

    def wake(self) -> None:
        """End every wait."""
        ...
