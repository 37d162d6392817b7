"""Clocking in, by finger or by PIN."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hall.attendance import queries
from hall.attendance.model import AdoptedReader, Finger, Punch
from hall.attendance.trusted_reader import adopted_reader
from hall.errors import HallError, WrongPassword
from hall.events import Punched, StrangerTouched
from hall.machines import Touch
from hall.people.actions import admit
from hall.people.credentials import fits
from hall.people.model import Staff
from hall.people.queries import staff_by_id
from hall.unit_of_work import Hall, UnitOfWork

#: A second punch of the same person within this time is kept, and counts once.
REPEAT_WITHIN = timedelta(minutes=1)


def answer_touch(work: UnitOfWork, touch: Touch) -> Punch | None:
    """A finger was on the reader: clock its owner, or write down that nobody was found.

    None for a stranger, for a page that is nobody's, and for somebody who works here no longer.
    """
    finger = finger_touched(work.session, touch)
    if finger is None or not finger.staff.in_use:
        work.record(StrangerTouched(page=touch.page if touch.score > 0 else None))
        return None
    punch = clock(work, finger.staff, way="fingerprint")
    return touched(punch, touch, adopted_reader(work.session))


def touched(punch: Punch, touch: Touch, reader: AdoptedReader | None) -> Punch:
    """The punch of this touch, with how sure the reader was, and which one it was."""
    punch.score, punch.reader = touch.score, reader
    return punch


def finger_touched(session: Session, touch: Touch) -> Finger | None:
    """Whose finger it was; None for a stranger, and for a match with score 0, which is none."""
    if touch.page is None or touch.score <= 0:
        return None
    return queries.finger_at(session, touch.page)


def clock(work: UnitOfWork, staff: Staff, *, way: str) -> Punch:
    """A punch now.

    ``way`` is "fingerprint" or "pin"; within a minute of the last one it is repeated.
    """
    latest = queries.latest_punch_of(work.session, staff)
    punch = Punch(
        staff=staff,
        at=work.now,
        way=way,
        # Not so a punch that seems to lie ahead: the clock was set back since.
        repeated=latest is not None and timedelta() <= work.now - latest.at < REPEAT_WITHIN,
    )
    work.session.add(punch)
    work.session.flush()
    work.record(Punched(punch_id=punch.id, staff_id=staff.id, way=way, repeated=punch.repeated))
    return punch


def clock_at(work: UnitOfWork, staff: Staff, at: datetime, *, way: str) -> Punch:
    """A punch that happened earlier, told only now; nothing is shown on the reader's screen."""
    before = queries.latest_punch_before(work.session, staff, at)
    punch = Punch(
        staff=staff,
        at=at,
        way=way,
        repeated=before is not None and at - before.at < REPEAT_WITHIN,
    )
    work.session.add(punch)
    work.session.flush()
    return punch


def clock_by_pin(hall: Hall, staff_id: int, pin: str) -> Punch:
    """The way for whoever cannot or does not want to use the reader.

    Raises WrongPassword, TooManyTries after repeated failures, or Closed; a wrong PIN counts
    although it is refused.
    """
    with hall.read() as snapshot:
        staff = staff_by_id(snapshot.session, staff_id)
    matches = fits(staff.pin if staff else None, pin)  # slow: nobody waits for it
    punch, refusal = None, None
    with hall.work(f"staff:{staff_id}") as work:
        staff = staff_by_id(work.session, staff_id)
        refusal = admit(work, staff, matches=matches)
        if staff and not refusal:
            punch = clock(work, staff, way="pin")
    return punch if punch else _raise(refusal or WrongPassword())


def _raise(refusal: HallError) -> Punch:
    raise refusal
