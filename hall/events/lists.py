"""Facts of the lists that the office keeps: windows, services, reasons, screens, people.

``of`` is the list ("window", "service", "priority", "pause_reason", "screen", "staff"), ``entry``
the number in it; ``name`` is what it was called then, "" for people.
"""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class EntryNamed(Event):
    """It was added, or is called otherwise from now on."""

    of: str
    entry: int
    name: str


@dataclass(frozen=True)
class EntryMoved(Event):
    """It stands at another place of its list, counted from 0."""

    of: str
    entry: int
    place: int


@dataclass(frozen=True)
class EntryRetired(Event):
    """Nobody is offered it any more; what refers to it stays."""

    of: str
    entry: int
    name: str


@dataclass(frozen=True)
class EntryBroughtBack(Event):
    """What was retired is offered again."""

    of: str
    entry: int
    name: str


@dataclass(frozen=True)
class EntryDeleted(Event):
    """Mistyped, and never used."""

    of: str
    entry: int
    name: str
