"""What is public at a moment."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hall.errors import NotFound
from hall.notices.model import Notice


def showing(session: Session, now: datetime) -> Sequence[Notice]:
    """Every notice whose time has come and is not over, in the order of the rotation."""
    return session.scalars(
        select(Notice)
        .where(Notice.starts_at <= now, or_(Notice.ends_at.is_(None), Notice.ends_at > now))
        .order_by(Notice.position, Notice.id)
    ).all()


def notice_showing(session: Session, notice_id: int, now: datetime) -> Notice:
    """One notice, as long as it is public."""
    for notice in showing(session, now):
        if notice.id == notice_id:
            return notice
    raise NotFound(notice=notice_id)
