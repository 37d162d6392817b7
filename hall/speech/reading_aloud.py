"""What kiosk and office ask of whoever reads guides aloud (announcer/voice/guide_reading/)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from hall.speech.sentences import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingState:
    """What the office sees of it."""

    installed: bool = False
    guides: int = 0
    ready: int = 0
    making: str = ""  # the name of the guide that is being made
    missing: int = 0  # sentences that are still to be made
    megabytes: int = 0
    full: bool = False  # the disk, or the room that it may take
    broken: bool = False  # the engine breaks down every time
    failed: tuple[str, ...] = ()  # sentences that could not be made; none is tried again


class ReadingAloud(Protocol):
    def state(self) -> ReadingState:
        """How far the making of guides is."""

    def has(self, sentences: Iterable[Sentence]) -> bool:
        """Whether the sounds of all these sentences are there."""

    def sound(self, name: str) -> bytes | None:
        """The file of a sentence's ``name``; None for one that is not made."""
