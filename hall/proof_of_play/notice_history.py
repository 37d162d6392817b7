"""What was done with a notice, and by whom, as the journal tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall import events, journal
from hall.notices.model import Notice
from hall.notices.substance import digest
from hall.people.model import Staff

STEPS = (
    events.NoticeWritten,
    events.NoticeSubmitted,
    events.NoticeSentBack,
    events.NoticePublished,
    events.NoticeScheduled,
    events.NoticeShorteningAsked,
    events.NoticeShortened,
    events.NoticeWithdrawn,
    events.NoticeExpired,
    events.NoticeStalled,
)


@dataclass(frozen=True, slots=True)
class NoticeStep:
    """Something that somebody did with it; the same again is counted."""

    kind: str
    who: str  # a name, or "" for the hall itself
    at: datetime
    count: int = 1


def approved_digest(session: Session, notice: Notice) -> str:
    """SHA-256 of what was approved, as it stands in the journal.

    Of what came with the demonstration data the journal knows nothing: then as it is now.
    """
    published = [
        entry.details.get("digest")
        for entry in _entries(session, notice, (events.NoticePublished,))
    ]
    return str(published[-1]) if published else digest(notice)


def steps(session: Session, notice: Notice) -> list[NoticeStep]:
    """In the order they were taken; the same by the same person in a row is one, with its count."""
    names = {f"staff:{key}": name for key, name in session.execute(select(Staff.id, Staff.name))}
    found: list[NoticeStep] = []
    for entry in _entries(session, notice, STEPS):
        who, kind = _who(entry.actor, names), _kind(entry)
        count = 1
        if found and (found[-1].kind, found[-1].who) == (kind, who):
            count += found.pop().count
        found.append(NoticeStep(kind, who, entry.at, count))
    return found


def _kind(entry: journal.JournalEntry) -> str:
    """What a reader of the proof must know beside the fact itself."""
    for detail in ("own", "let_stand", "replaced_by"):
        if entry.details.get(detail):
            return f"{entry.kind} {detail}"
    return entry.kind


def _who(actor: str, names: Mapping[str, str]) -> str:
    return names.get(actor, "" if actor == "hall" else actor)


def _entries(
    session: Session, notice: Notice, kinds: Sequence[type[events.Event]]
) -> Sequence[journal.JournalEntry]:
    its_own = journal.JournalEntry.details["notice_id"].as_integer() == notice.id
    return session.scalars(
        select(journal.JournalEntry)
        .where(journal.JournalEntry.kind.in_([kind.kind for kind in kinds]), its_own)
        .order_by(journal.JournalEntry.seq)
    ).all()
