"""Who of the staff changed anything that is watched, since a moment that a page remembers."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.change_records.model import KeptChange
from hall.people.model import Staff

STAFF = "staff:"


def newest_change(session: Session) -> int:
    """Its number; 0 where nobody changed anything yet."""
    return session.scalar(select(func.max(KeptChange.id))) or 0


def changed_since(session: Session, change: int) -> Sequence[str]:
    """The names of those behind this change, each once."""
    since = select(KeptChange.actor).where(
        KeptChange.id > change, KeptChange.actor.startswith(STAFF)
    )
    actors = session.scalars(since.distinct()).all()
    numbers = [int(actor.removeprefix(STAFF)) for actor in actors]
    named = select(Staff.name).where(Staff.id.in_(numbers)).order_by(Staff.id)
    return session.scalars(named).all()
