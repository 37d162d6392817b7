"""The PIN that leads staff out of the locked kiosk: set by the office, kept as a hash.

It is not changed like other settings, for those stand in the journal with their values.
"""

import re
from datetime import timedelta

from sqlalchemy import select

from hall.errors import CodesClosed, Malformed, WrongPin
from hall.events import KioskEntered, KioskPinRefused, KioskPinSet
from hall.journal import JournalEntry
from hall.people.credentials import PIN_DIGITS, fits, hashed
from hall.settings import Setting, setting
from hall.unit_of_work import Hall, UnitOfWork

NAME = "kiosk_pin"
MOST_WRONG = 5
CLOSED_FOR = timedelta(minutes=5)


def set_kiosk_pin(hall: Hall, actor: str, pin: str) -> None:
    """Keep its hash in place of the old one. Raises Malformed unless it is six digits."""
    if not re.fullmatch(rf"[0-9]{{{PIN_DIGITS}}}", pin):
        raise Malformed(field=NAME, digits=PIN_DIGITS)
    kept = hashed(pin)  # slow: nobody waits for it
    with hall.work(actor) as work:
        work.session.merge(Setting(name=NAME, value=kept))
        work.record(KioskPinSet())


def enter(hall: Hall, pin: str) -> None:
    """Let staff out of the kiosk; a wrong PIN counts although it is refused.

    Raises WrongPin, or CodesClosed for 5 minutes after 5 wrong ones.
    """
    with hall.read() as snapshot:
        kept = setting(snapshot.session, NAME)
    right = fits(kept or None, pin)
    with hall.work("kiosk") as work:
        must_not_be_guessing(work)
        work.record(KioskEntered() if right else KioskPinRefused())
    if not right:
        raise WrongPin()


def must_not_be_guessing(work: UnitOfWork) -> None:
    """Raises CodesClosed while the last five wrong PINs began less than five minutes ago."""
    wrong = work.session.scalars(
        select(JournalEntry.at)
        .where(JournalEntry.kind == KioskPinRefused.kind)
        .order_by(JournalEntry.seq.desc())
        .limit(MOST_WRONG)
    ).all()
    # Longer ago than nothing: a manager may have set the hall's time back since.
    if len(wrong) == MOST_WRONG and timedelta() <= work.now - wrong[-1] < CLOSED_FOR:
        raise CodesClosed(minutes=int(CLOSED_FOR.total_seconds() // 60))
