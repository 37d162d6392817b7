"""Reasons that the office words: to be called earlier (优先), and for a window to pause.

A new hall begins with soldiers and veterans, the disabled, the old and the pregnant
(migration 0002), as national rules and local practice have it, and with five pauses (0019).
"""

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from hall import list_entries
from hall.errors import AlreadyThere
from hall.events import EntryNamed
from hall.list_entries import ListEntry
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

LONGEST_NAME = 20  # characters; a pause stands on the hanging sign

ReasonT = TypeVar("ReasonT", bound="WordedReason")


class WordedReason(ListEntry):
    """What all of them have."""

    __abstract__ = True

    name: Mapped[str] = mapped_column(unique=True)


class Priority(WordedReason):
    """A reason to be called earlier (优先): soldiers, the disabled, the old, the pregnant …"""

    __tablename__ = "priority"


class PauseReason(WordedReason):
    """Why a window pauses, for one touch; any other reason is typed. A pause keeps the words."""

    __tablename__ = "pause_reason"


def add_reason(work: UnitOfWork, kind: type[ReasonT], name: str) -> ReasonT:
    """Offered at once, behind the others. Raises Malformed over 20 characters, AlreadyThere."""
    place = list_entries.behind(work.session, kind)
    reason = kind(name=_new_name(work, kind, name), position=place)
    work.session.add(reason)
    _tell(work, reason)
    return reason


def rename_reason(work: UnitOfWork, reason: WordedReason, name: str) -> None:
    """Tickets that were taken with it keep it. Raises Malformed, AlreadyThere."""
    if reason.name != _name(name):
        reason.name = _new_name(work, type(reason), name)
        _tell(work, reason)


def _name(typed: str) -> str:
    return plain(typed, field="priority", longest=LONGEST_NAME, shortest=1)


def _new_name(work: UnitOfWork, kind: type[WordedReason], typed: str) -> str:
    name = _name(typed)
    if work.session.scalar(select(kind.id).where(kind.name == name)):
        raise AlreadyThere(reason=name)
    return name


def _tell(work: UnitOfWork, reason: WordedReason) -> None:
    work.session.flush()
    work.record(EntryNamed(of=reason.__tablename__, entry=reason.id, name=reason.name))
