"""The part a reader of ID cards plays: the text of a card, and little of that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class IdCard:
    """What the hall may learn from a card. No photo, no address, and no fingerprint."""

    name: str = field(repr=False)  # both kept out of every log
    number: str = field(repr=False)
    birth: date | None = field(repr=False)

    @property
    def masked(self) -> str:
        """The number as anybody may see it."""
        return masked_number(self.number)


def masked_number(number: str) -> str:
    """The first and the last digit."""
    return f"{number[:1]}{'*' * (len(number) - 2)}{number[-1:]}"


class Misread(StrEnum):
    """A card was there, and could not be read."""

    LIFTED = "lifted"  # taken away while it was read
    WRONG = "wrong"  # no text of a card, or a number that disproves itself


class IdCardReader(Protocol):
    def next_card(self) -> IdCard | Misread | None:
        """Look once: a card newly laid down, or None. Raises MachineUnavailable.

        A card that stays is told once; it must be lifted before it is told again.
        """

    def check(self) -> None:
        """Ask whether it is there, reading no card. Raises MachineUnavailable."""

    def close(self) -> None:
        """Let go of the cable; the next look takes it up again."""


class CardShelf(Protocol):
    """What a simulated reader has besides: cards to lay on it, and troubles it can be given."""

    def lay_next(self) -> None:
        """Lay down the next of the demonstration's cards."""

    def lift(self) -> None:
        """Take the card away, so that the next one is found."""

    def troubles(self) -> Mapping[str, bool]:
        """What can be wrong with it, by name, and whether it is."""

    def trouble(self, name: str) -> None:
        """Give it a trouble, or take it away again. Raises KeyError for an unknown one."""

    def stop(self) -> None:
        """Take the simulated reader away."""
