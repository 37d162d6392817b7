"""Facts of devices that the office has let in."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class DeviceEnrolled(Event):
    """A kiosk, screen, timeclock or tablet is known from now on."""

    device_id: int
    name: str
    role: str  # hall.enrolled_devices.model.DeviceRole
    address: str


@dataclass(frozen=True)
class DeviceRevoked(Event):
    """A device's credential was taken away."""

    device_id: int
    name: str


@dataclass(frozen=True)
class EnrolmentLinkMade(Event):
    """A link that enrols the one browser that opens it."""

    link_id: int
    name: str
    role: str


@dataclass(frozen=True)
class EnrolmentLinkRevoked(Event):
    """A link that nobody had opened enrols nobody any more."""

    link_id: int
    name: str


@dataclass(frozen=True)
class TerminalAddressConfirmed(Event):
    """From there alone an attendance terminal may push."""

    serial: str
    address: str
