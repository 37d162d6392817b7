"""Enrolling a device, by hand or by a link, and taking its credential away."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from hall.enrolled_devices.model import DeviceRole, EnrolledDevice, EnrolmentLink
from hall.errors import LinkSpent, Malformed, NotFound
from hall.events import DeviceEnrolled, DeviceRevoked, EnrolmentLinkMade, EnrolmentLinkRevoked
from hall.line.model import Window
from hall.people.credentials import digest, new_token
from hall.plain_text import plain
from hall.screens.model import Screen
from hall.unit_of_work import UnitOfWork

LONGEST_NAME = 30
LINK_GOOD_FOR = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceWish:
    """What the office says of a device; a screen needs its screen, a tablet its window."""

    name: str
    role: DeviceRole
    screen: Screen | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """The browser that is to be enrolled."""

    digest: str  # of the token it holds
    address: str


def enrol(work: UnitOfWork, wish: DeviceWish, caller: Caller) -> EnrolledDevice:
    """Twice is once: a browser that is enrolled already stays what it is.

    Raises Malformed for an empty or long name, and for a screen or tablet of no place; NotFound
    for a credential that was revoked, which nobody revives.
    """
    name = _sound_name(wish)
    known = work.session.scalar(
        select(EnrolledDevice).where(EnrolledDevice.digest == caller.digest)
    )
    if known and known.revoked_at is None:
        return known
    if known:
        raise NotFound(device=known.id)
    device = EnrolledDevice(
        name=name,
        role=wish.role,
        screen=wish.screen,
        window=wish.window,
        digest=caller.digest,
        address=caller.address,
        enrolled_at=work.now,
    )
    work.session.add(device)
    work.session.flush()
    fact = DeviceEnrolled(device.id, name=name, role=wish.role, address=caller.address)
    work.record(fact)
    return device


def revoke(work: UnitOfWork, device: EnrolledDevice) -> None:
    """It is a stranger from now on; that it was here stays in the list. Twice is once."""
    if device.revoked_at is not None:
        return
    device.revoked_at = work.now
    device.screen = device.window = None  # no reason to keep a screen that is to be deleted
    work.record(DeviceRevoked(device.id, name=device.name))


def make_link(work: UnitOfWork, wish: DeviceWish) -> str:
    """The token of a link that enrols one browser, within three days; told this once.

    Raises Malformed as ``enrol``, and for a tablet: its page's address holds a key of its own.
    """
    if wish.role is DeviceRole.TABLET:
        raise Malformed(field="device_place")
    name, token = _sound_name(wish), new_token()
    link = EnrolmentLink(
        name=name,
        role=wish.role,
        screen=wish.screen,
        digest=digest(token),
        expires_at=work.now + LINK_GOOD_FOR,
    )
    work.session.add(link)
    work.session.flush()
    work.record(EnrolmentLinkMade(link.id, name=name, role=wish.role))
    return token


def use_link(work: UnitOfWork, token: str, caller: Caller) -> EnrolledDevice:
    """Enrol whoever opens the link first. Raises LinkSpent for one that is used, over or unknown.

    While the clock is doubted none is over: it is right, and good for one browser, all the same.
    """
    link = work.session.scalar(select(EnrolmentLink).where(EnrolmentLink.digest == digest(token)))
    if link is None or link.used_at is not None:
        raise LinkSpent()
    if work.now >= link.expires_at and not work.clock_is_doubted:
        raise LinkSpent()
    link.used_at = work.now
    return enrol(work, DeviceWish(name=link.name, role=link.role, screen=link.screen), caller)


def revoke_link(work: UnitOfWork, link: EnrolmentLink) -> None:
    """It enrols nobody any more. Twice is once, and too late for one that was opened meanwhile."""
    if link.used_at is None:
        link.used_at = work.now
        work.record(EnrolmentLinkRevoked(link.id, name=link.name))


def _sound_name(wish: DeviceWish) -> str:
    """Raises Malformed as ``enrol``."""
    if (wish.screen is None) == (wish.role is DeviceRole.SCREEN):
        raise Malformed(field="device_place")
    if (wish.window is None) == (wish.role is DeviceRole.TABLET):
        raise Malformed(field="device_place")
    return plain(wish.name, field="device_name", longest=LONGEST_NAME, shortest=1)
