"""What is asked about punches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from hall.attendance.model import Finger, Punch
from hall.clock import HALL_ZONE
from hall.events import Punched, StrangerTouched
from hall.journal import JournalEntry
from hall.people.model import Staff


def finger_at(session: Session, page: int) -> Finger | None:
    """Whose finger is at this page of the reader; None for a page that belongs to nobody."""
    return session.get(Finger, page)


def enrolled(session: Session) -> Sequence[Finger]:
    """Every finger in the reader and whose it is, by its page."""
    return session.scalars(
        select(Finger).options(joinedload(Finger.staff)).order_by(Finger.page)
    ).all()


def fingers_of_each(session: Session) -> Sequence[tuple[Staff, Sequence[Finger]]]:
    """Everybody on the staff with the fingers they enrolled."""
    of_each: dict[int, list[Finger]] = {}
    for finger in enrolled(session):
        of_each.setdefault(finger.staff_id, []).append(finger)
    people = session.scalars(select(Staff).order_by(Staff.id)).all()
    return [(person, of_each.get(person.id, [])) for person in people]


def reserved_pages(session: Session) -> set[int]:
    """Pages that the register gives to somebody, whether or not the reader holds them."""
    return set(session.scalars(select(Finger.page)))


def punches_on(session: Session, day: date) -> Sequence[Punch]:
    """The punches of one day of the hall, latest first."""
    midnight = datetime.combine(day, time(), HALL_ZONE)
    return session.scalars(
        select(Punch)
        .options(joinedload(Punch.staff), joinedload(Punch.reader))
        .where(Punch.at >= midnight, Punch.at < midnight + timedelta(days=1))
        .order_by(Punch.at.desc(), Punch.id.desc())
    ).all()


@dataclass(frozen=True, slots=True)
class TouchAnswer:
    """What the reader's screen says to the latest touch."""

    at: datetime
    punch: Punch | None  # None: a stranger
    unassigned_page: int | None = None  # the reader knows the finger, the register does not


def latest_answer(session: Session) -> TouchAnswer | None:
    """The latest touch or PIN that was answered, from the journal."""
    entry = session.scalar(
        select(JournalEntry)
        .where(JournalEntry.kind.in_((Punched.kind, StrangerTouched.kind)))
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    )
    if entry is None:
        return None
    punch_id = entry.details.get("punch_id")
    punch = session.get(Punch, punch_id) if punch_id else None
    return TouchAnswer(entry.at, punch, entry.details.get("page"))
