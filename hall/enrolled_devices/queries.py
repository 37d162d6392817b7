"""Which devices are enrolled, and which screen a name means to one of them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hall.base import LARGEST_ID
from hall.enrolled_devices.model import EnrolledDevice, EnrolmentLink
from hall.errors import NotFound
from hall.screens.model import Screen
from hall.screens.queries import screen_called, screen_formerly
from hall.unit_of_work import ReadSession, UnitOfWork


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


def open_links(work: ReadSession | UnitOfWork) -> Sequence[EnrolmentLink]:
    """Those that still enrol whoever opens them; while the clock is doubted none is over."""
    links = work.session.scalars(
        select(EnrolmentLink)
        .where(EnrolmentLink.used_at.is_(None))
        .options(joinedload(EnrolmentLink.screen))
        .order_by(EnrolmentLink.id)
    )
    return [link for link in links if work.clock_is_doubted or work.now < link.expires_at]


def link_by_id(session: Session, link_id: int) -> EnrolmentLink:
    """Also one that is spent. Raises NotFound."""
    link = session.get(EnrolmentLink, link_id) if 0 < link_id <= LARGEST_ID else None
    if link is None:
        raise NotFound(link=link_id)
    return link


def screen_meant(session: Session, name: str) -> Screen | None:
    """The screen of this name, or the one that was called so before, as its pages find it."""
    return screen_called(session, name) or screen_formerly(session, name)
