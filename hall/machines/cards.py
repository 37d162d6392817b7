"""The part a reader of ID cards plays: the text of a card, and little of that."""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class IdCard:
    """What the hall may learn from a card. No photo, no address, and no fingerprint."""

    name: str
    number: str = field(repr=False)  # kept out of every log
    birth: date | None

    @property
    def masked(self) -> str:
        """The number as anybody may see it: the first and the last digit."""
        return f"{self.number[:1]}{'*' * (len(self.number) - 2)}{self.number[-1:]}"


class IdCardReader(Protocol):
    def next_card(self) -> IdCard | None:
        """Look once: a card newly laid down, or None. Raises MachineUnavailable."""

    def close(self) -> None: ...
