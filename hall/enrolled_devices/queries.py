"""Which devices are enrolled, and which screen a name means to one of them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hall.base import LARGEST_ID
from hall.enrolled_devices.model import EnrolledDevice
from hall.errors import NotFound
from hall.screens.model import Screen
from hall.screens.queries import screen_called, screen_formerly


def enrolled_devices(session: Session) -> Sequence[EnrolledDevice]:
    """Those that are known now, by role and name."""
    return session.scalars(
        select(EnrolledDevice)
        .where(EnrolledDevice.revoked_at.is_(None))
        .options(joinedload(EnrolledDevice.screen), joinedload(EnrolledDevice.window))
        .order_by(EnrolledDevice.role, EnrolledDevice.name, EnrolledDevice.id)
    ).all()


def device_by_id(session: Session, device_id: int) -> EnrolledDevice:
    """Also one that was revoked. Raises NotFound."""
    device = session.get(EnrolledDevice, device_id) if 0 < device_id <= LARGEST_ID else None
    if device is None:
        raise NotFound(device=device_id)
    return device


def screen_meant(session: Session, name: str) -> Screen | None:
    """The screen of this name, or the one that was called so before, as its pages find it."""
    return screen_called(session, name) or screen_formerly(session, name)
