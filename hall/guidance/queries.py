"""What is asked about one-time notices, and which guides lie nearest to a visit."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hall.base import LARGEST_ID
from hall.catalogue.model import Item
from hall.catalogue.queries import PUBLISHED
from hall.errors import NotFound
from hall.guidance.model import OneTimeNotice


def given_on(session: Session, day: date) -> Sequence[OneTimeNotice]:
    """The latest first, with their tickets, windows and clerks; ``day`` in hall time."""
    return session.scalars(
        select(OneTimeNotice)
        .options(
            joinedload(OneTimeNotice.ticket),
            joinedload(OneTimeNotice.window),
            joinedload(OneTimeNotice.staff),
        )
        .where(OneTimeNotice.day == day)
        .order_by(OneTimeNotice.id.desc())
    ).all()


def notice_by_id(session: Session, notice_id: int) -> OneTimeNotice:
    """Raises NotFound."""
    notice = session.get(OneTimeNotice, notice_id) if 0 < notice_id <= LARGEST_ID else None
    if notice is None:
        raise NotFound(notice=notice_id)
    return notice


def items_of(session: Session, service_id: int) -> Sequence[Item]:
    """What a number of this service may have been taken for."""
    return session.scalars(
        select(Item)
        .where(Item.service_id == service_id, PUBLISHED)
        .order_by(Item.position, Item.id)
    ).all()


def item_of(session: Session, code: str | None) -> Item | None:
    """None when a number was taken without an item, or the item is withdrawn."""
    return session.scalar(select(Item).where(Item.code == code, PUBLISHED)) if code else None
