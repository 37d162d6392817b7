"""How far a power cut has come, and when that is believed. Pure: readings and seconds in.

A UPS that tests itself is on battery for some seconds, and a mains that comes back may go again
within the minute; so a level counts once it has lasted. Within one power cut it only grows worse:
an old battery's reckoning jumps, and numbers that stop and start again help nobody.
"""

from dataclasses import dataclass, replace
from enum import IntEnum

from hall.machines import PowerReading

#: On battery so long before anybody is told.
BELIEVED_SECONDS = 5.0
#: On mains again so long before everything is as always.
TRUSTED_SECONDS = 30.0
#: Without its reckoning of minutes: what is left of the battery.
STOP_NUMBERS_PERCENT, SHUT_DOWN_PERCENT = 40, 20


class PowerLevel(IntEnum):
    """The worse, the higher."""

    MAINS = 0
    BATTERY = 1
    LAST_MINUTES = 2  # nobody who comes now could be served: no more numbers
    ENDING = 3  # everything is brought to its end


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerPlan:
    """How long before the battery's end, in seconds."""

    stop_numbers_seconds: int
    shut_down_seconds: int


def level_of(reading: PowerReading, plan: PowerPlan) -> PowerLevel:
    """What this reading alone says."""
    if not reading.on_battery:
        return PowerLevel.MAINS
    if reading.is_low or _is_under(reading, plan.shut_down_seconds, SHUT_DOWN_PERCENT):
        return PowerLevel.ENDING
    if _is_under(reading, plan.stop_numbers_seconds, STOP_NUMBERS_PERCENT):
        return PowerLevel.LAST_MINUTES
    return PowerLevel.BATTERY


def _is_under(reading: PowerReading, seconds: int, percent: int) -> bool:
    """Nothing known: not under; then the UPS's own warning is waited for."""
    if reading.runtime_seconds is not None:
        return reading.runtime_seconds <= seconds
    return reading.charge_percent is not None and reading.charge_percent <= percent


def later(reading: PowerReading, seconds: float) -> PowerReading:
    """What a battery that nobody can ask has left, so many seconds after its last word."""
    if not reading.on_battery or reading.runtime_seconds is None:
        return reading
    return replace(reading, runtime_seconds=max(0, round(reading.runtime_seconds - seconds)))


@dataclass(frozen=True, slots=True)
class SteadyLevel:
    """The level that is believed, and the one that may become it; times in steady seconds."""

    level: PowerLevel = PowerLevel.MAINS
    coming: PowerLevel = PowerLevel.MAINS
    since: float = 0.0  # of the coming one

    def told(self, level: PowerLevel, now: float) -> "SteadyLevel":
        """After one reading more."""
        if level is not PowerLevel.MAINS:
            level = max(level, self.level)
        if level is self.level:
            return SteadyLevel(level, level, now)
        is_same_way = (level is PowerLevel.MAINS) == (self.coming is PowerLevel.MAINS)
        begun = self.coming is not self.level and is_same_way
        since = self.since if begun else now
        wanted = TRUSTED_SECONDS if level is PowerLevel.MAINS else BELIEVED_SECONDS
        if now - since >= wanted:
            return SteadyLevel(level, level, now)
        return SteadyLevel(self.level, level, since)
