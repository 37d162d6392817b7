"""What is asked about punches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from hall.attendance.model import IS_SET_ASIDE, Finger, Punch, PunchDecision
from hall.clock import HALL_ZONE
from hall.events import StrangerTouched
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


def pages_of(session: Session, staff_id: int) -> Sequence[int]:
    """The pages of one person's fingers."""
    return session.scalars(
        select(Finger.page).where(Finger.staff_id == staff_id).order_by(Finger.page)
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


def punches_of(
    session: Session, staff_id: int, begins: datetime, ends: datetime
) -> Sequence[Punch]:
    """One person's from ``begins`` until before ``ends``, earliest first: as they were told.

    Whatever waits for a decision is among them: nobody knows when it was made.
    """
    decided = exists().where(PunchDecision.punch_id == Punch.id)
    within = (Punch.at >= begins) & (Punch.at < ends)
    return session.scalars(
        select(Punch)
        .where(Punch.staff_id == staff_id, within | (IS_SET_ASIDE & ~decided))
        .order_by(Punch.at, Punch.id)
    ).all()


#: Whoever clocked in this way stands before the screen.
ANSWERED_HERE = ("fingerprint", "pin")
MOST_ANSWERS = 20


@dataclass(frozen=True, slots=True)
class TouchAnswer:
    """What the reader's screen says to one touch or PIN."""

    at: datetime
    punch: Punch | None  # None: a stranger
    unassigned_page: int | None = None  # the reader knows the finger, the register does not


def answers_since(session: Session, since: datetime, now: datetime) -> list[TouchAnswer]:
    """How the reader's screen answered after that, by finger and by PIN; latest first.

    In a busy minute each has an answer of their own. What a terminal, a sheet or a reader on
    another computer tells late is none: its moment is long over. At most twenty of each kind.
    """
    punches = session.scalars(
        select(Punch)
        .options(joinedload(Punch.staff))
        .where(Punch.at > since, Punch.at <= now, Punch.way.in_(ANSWERED_HERE))
        .order_by(Punch.at.desc(), Punch.id.desc())
        .limit(MOST_ANSWERS)
    )
    strangers = session.scalars(
        select(JournalEntry)
        .where(JournalEntry.kind == StrangerTouched.kind)
        .order_by(JournalEntry.seq.desc())
        .limit(MOST_ANSWERS)
    )
    answers = [TouchAnswer(punch.at, punch) for punch in punches]
    answers += [
        TouchAnswer(entry.at, None, entry.details.get("page"))
        for entry in strangers
        if since < entry.at <= now
    ]
    return sorted(answers, key=lambda answer: answer.at, reverse=True)
