"""Clocking in, by finger or by PIN."""

from datetime import datetime

from hall.attendance import queries
from hall.attendance.consents import who_agreed
from hall.attendance.model import Finger, Punch
from hall.attendance.punch_windows import follow_punch
from hall.attendance.punching import HALL_CLOCK, ToldPunch, write_punches
from hall.attendance.trusted_reader import adopted_reader
from hall.errors import HallError, WrongPassword
from hall.events import StrangerTouched, WithdrawnFingerTouched
from hall.guess_rules import PIN
from hall.machines import Touch
from hall.people.actions import PinTried, admit
from hall.people.credentials import fits
from hall.people.queries import staff_by_id
from hall.unit_of_work import Hall, UnitOfWork


def answer_touch(work: UnitOfWork, touch: Touch) -> Punch | None:
    """A finger was on the reader: clock its owner, or write down that nobody was found.

    None for a stranger, for a page that is nobody's, and for somebody who works here no longer.
    """
    finger = finger_touched(work, touch)
    if finger is None or not finger.staff.in_use:
        work.record(StrangerTouched(page=touch.page if touch.score > 0 else None))
        return None
    punch = clock_touch(work, finger, touch, work.now)
    follow_punch(work, punch)
    return punch


def clock_touch(work: UnitOfWork, finger: Finger, touch: Touch, at: datetime) -> Punch:
    """The punch of this touch, with how sure the reader was, and which one it was."""
    reader = adopted_reader(work.session)
    return _clock(
        work,
        ToldPunch(
            staff_id=finger.staff_id,
            at=at,
            way="fingerprint",
            score=touch.score,
            reader_id=reader.id if reader else None,
            set_aside=_doubt(work),
        ),
    )


def finger_touched(work: UnitOfWork, touch: Touch) -> Finger | None:
    """Whose finger it was; None for a stranger, and for a match with score 0, which is none.

    None also for somebody who took their consent back, until the reader has deleted the finger:
    the journal tells that it was touched.
    """
    if touch.page is None or touch.score <= 0:
        return None
    finger = queries.finger_at(work.session, touch.page)
    if finger and not who_agreed(work.session).get(finger.staff_id, True):
        work.record(WithdrawnFingerTouched(page=finger.page, staff_id=finger.staff_id))
        return None
    return finger


def _doubt(work: UnitOfWork) -> str:
    """Why the hall's own time is not believed for a punch; "" when it is."""
    return HALL_CLOCK if work.clock_is_doubted else ""


def _clock(work: UnitOfWork, told: ToldPunch) -> Punch:
    (punch,) = write_punches(work, [told])
    return punch


def clock_by_pin(hall: Hall, staff_id: int, pin: str, source: str = "") -> Punch:
    """The way for whoever cannot or does not want to use the reader; tried from ``source``.

    Raises WrongPassword, TooManyTries or SecretClosed after repeated failures, or Closed; a wrong
    PIN counts although it is refused.
    """
    with hall.read() as snapshot:
        staff = staff_by_id(snapshot.session, staff_id)
    secret = PinTried(staff_id, staff.pin if staff else None)
    hall.tries.begin(PIN, secret, source)
    matches = fits(secret.kept, pin)  # slow: nobody waits for it
    punch, refusal = None, None
    with hall.work(f"staff:{staff_id}") as work:
        staff = staff_by_id(work.session, staff_id)
        refusal = admit(work, staff, matches=matches)
        if staff and not refusal:
            told = ToldPunch(staff_id=staff.id, at=work.now, way="pin", set_aside=_doubt(work))
            punch = _clock(work, told)
            follow_punch(work, punch)
    if matches:
        hall.tries.was_right(PIN, secret, source)
    return punch if punch else _raise(refusal or WrongPassword())


def _raise(refusal: HallError) -> Punch:
    raise refusal
