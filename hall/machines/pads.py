"""The part that clerks' call pads and visitors' rating pads play."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class PadKey(StrEnum):
    """What a key of a clerk's call pad asks for."""

    NEXT = "next"
    RECALL = "recall"
    MISS = "miss"
    PARK = "park"
    RESUME = "resume"
    PAUSE = "pause"
    TRANSFER = "transfer"
    RATE = "rate"  # ask the visitor for a rating


@dataclass(frozen=True, slots=True)
class PadPress:
    window: str
    key: PadKey
    digit: int | None = None  # typed before the key


@dataclass(frozen=True, slots=True)
class PadRating:
    """A visitor pressed a key of a rating pad."""

    window: str
    grade: int


class CallPads(Protocol):
    """All pads on one line. Raises MachineUnavailable, as everything here does."""

    def next_word(self, timeout_seconds: float) -> PadPress | PadRating | None:
        """What a pad says next; None when it was quiet so long."""

    def show(self, window: str, *, waiting: int, number: str) -> None:
        """How many wait, and the number in hand ("" for none), on every pad of this window."""

    def beep(self, window: str) -> None:
        """Sound the pads of this window: what was pressed is refused."""

    def ask_for_rating(self, window: str) -> None:
        """Ask the visitor at this window for a rating; it comes by ``next_word``."""

    def close(self) -> None:
        """Let go of the line; the next use takes it up again."""
