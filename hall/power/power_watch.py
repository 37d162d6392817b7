"""The present state of the power, as its own thread tells it; anybody may look."""

from dataclasses import dataclass
from datetime import datetime

from hall.machines import PowerReading
from hall.power.power_level import PowerLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerState:
    """``reading`` is the last one; None where no UPS is asked, or none has answered yet."""

    level: PowerLevel = PowerLevel.MAINS
    since: datetime | None = None  # of the power cut
    reading: PowerReading | None = None

    @property
    def gives_numbers(self) -> bool:
        """Whether somebody who comes now can still be served."""
        return self.level < PowerLevel.LAST_MINUTES

    @property
    def minutes_left(self) -> int | None:
        """As the UPS reckons; None where it does not say."""
        seconds = self.reading.runtime_seconds if self.reading else None
        return None if seconds is None else seconds // 60


class PowerWatch:
    """Written by one thread; a reader gets one whole state."""

    def __init__(self) -> None:
        self.state = PowerState()
