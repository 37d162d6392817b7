"""Which screens there are, and up to which fact they must have painted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from hall import events
from hall.base import LARGEST_ID
from hall.errors import NotFound
from hall.journal import JournalEntry
from hall.screens.model import Screen

HANGING = select(Screen).options(joinedload(Screen.window)).where(Screen.in_use)
NAME = re.compile(r"[a-z0-9-]{1,20}")


def screens(session: Session) -> Sequence[Screen]:
    """Those that hang, in the office's order."""
    return session.scalars(HANGING.order_by(Screen.position, Screen.id)).all()


def screen_called(session: Session, name: str) -> Screen | None:
    """The registered screen of this name; one that nobody registered is a board like any."""
    return session.scalar(HANGING.where(Screen.name == name))


def screen_formerly(session: Session, name: str) -> Screen | None:
    """The screen that was called so before: its browser may still know the old address."""
    return session.scalar(HANGING.where(Screen.formerly == name).order_by(Screen.id.desc()))


def screen_by_id(session: Session, screen_id: int) -> Screen:
    """Also one that hangs no longer. Raises NotFound."""
    screen = session.get(Screen, screen_id) if 0 < screen_id <= LARGEST_ID else None
    if screen is None:
        raise NotFound(screen=screen_id)
    return screen


@dataclass(frozen=True, slots=True)
class Newest:
    seq: int = 0
    at: datetime | None = None


def newest_visible(session: Session) -> Newest:
    """The journal's last row after which every screen had to paint anew; 0 and None for none."""
    kinds = [fact.kind for fact in events.PAINTED_BY_ALL]
    seq = session.scalar(select(func.max(JournalEntry.seq)).where(JournalEntry.kind.in_(kinds)))
    entry = session.get(JournalEntry, seq) if seq else None
    return Newest(entry.seq, entry.at) if entry else Newest()
