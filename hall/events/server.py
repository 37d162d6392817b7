"""Facts of the server itself: opened, filled, set, its clock, its machines."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class HallFurnished(Event):
    """Services, windows, staff, items and notices were loaded into an empty database."""

    source: str


@dataclass(frozen=True)
class HallOpened(Event):
    """The server started."""

    version: str


@dataclass(frozen=True)
class ClockDoubted(Event):
    """The server's clock is not believed: dated things wait, numbers go on."""

    behind_seconds: int  # of the hall's time
    ahead_seconds: int = 0


@dataclass(frozen=True)
class ClockAgreed(Event):
    """The server's clock agrees with the hall's time again: somebody has set it right."""


@dataclass(frozen=True)
class ClockAccepted(Event):
    """A manager said that the server's clock is right, although it jumped."""

    corrected_seconds: int  # positive: the hall's time was set back


@dataclass(frozen=True)
class RemainsOpened(Event):
    """Somebody opened a sealed copy of what had been forgotten; ``actor`` says who."""

    file: str


@dataclass(frozen=True)
class SettingChanged(Event):
    name: str
    value: str


@dataclass(frozen=True)
class KioskPinSet(Event):
    """The PIN that leads staff out of the kiosk; what it is stands nowhere."""


@dataclass(frozen=True)
class KioskPinRefused(Event):
    """Somebody typed another one."""


@dataclass(frozen=True)
class KioskEntered(Event):
    """Somebody with the PIN opened the staff's page of the kiosk."""


@dataclass(frozen=True)
class KioskUnlocked(Event):
    """The kiosk's browser may leave the kiosk's pages from now on."""


@dataclass(frozen=True)
class MachineLost(Event):
    machine: str
    fault: str


@dataclass(frozen=True)
class MachineFound(Event):
    machine: str


@dataclass(frozen=True)
class PaperRanLow(Event):
    """The printer reports that its roll is near its end."""


@dataclass(frozen=True)
class DailyPageKept(Event):
    """The figures of a day were kept; ``made_up``: after the server had been off at its end."""

    day: str  # such as 2025-03-03
    made_up: bool = False


@dataclass(frozen=True)
class OpeningChecked(Event):
    """The hall was looked over before it opened, or because a manager said so.

    ``troubles`` and ``unknown``: what was found wrong, and what nobody can say, by name.
    """

    day: str
    troubles: list[str]
    unknown: list[str]
    asked: bool = False  # by a manager
    late: bool = False  # after the hall had opened


@dataclass(frozen=True)
class SoundConfirmed(Event):
    """Somebody heard the test sound with their own ears; ``actor`` says who."""

    day: str


@dataclass(frozen=True)
class PowerLost(Event):
    """The building has no power; the emergency power (UPS) carries the hall."""

    notice_id: int  # that tells it on the screens
    charge_percent: int | None = None
    runtime_seconds: int | None = None  # that the battery has left, as it reckons


@dataclass(frozen=True)
class NumbersStopped(Event):
    """The battery is near its end: nobody who comes now could be served."""

    runtime_seconds: int | None = None


@dataclass(frozen=True)
class PowerEnding(Event):
    """The battery ends: the computer is being switched off."""

    runtime_seconds: int | None = None


@dataclass(frozen=True)
class PowerBack(Event):
    """The building has power again."""

    seconds: int  # since it was lost
