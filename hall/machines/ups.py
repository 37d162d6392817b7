"""The emergency power, as the hall asks about it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerReading:
    """What the UPS says of this moment."""

    on_battery: bool
    is_low: bool = False  # it warns itself, or has begun to switch off
    charge_percent: int | None = None
    runtime_seconds: int | None = None  # until the battery is empty, as it reckons


class Ups(Protocol):
    def read(self) -> PowerReading:
        """Ask it. Raises MachineUnavailable."""

    def close(self) -> None:
        """Hang up; the next question calls again."""
