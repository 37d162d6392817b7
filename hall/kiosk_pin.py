"""The PIN that leads staff out of the locked kiosk: set by the office, kept as a hash.

It is not changed like other settings, for those stand in the journal with their values.
"""

import re

from hall.errors import Malformed, WrongPin
from hall.events import KioskEntered, KioskPinRefused, KioskPinSet
from hall.guess_rules import KIOSK_PIN
from hall.people.credentials import PIN_DIGITS, fits, hashed
from hall.people.guessable import is_guessable
from hall.settings import Setting, setting
from hall.unit_of_work import Hall

NAME = "kiosk_pin"


def set_kiosk_pin(hall: Hall, actor: str, pin: str) -> None:
    """Keep its hash in place of the old one.

    Raises Malformed unless it is six digits that not anybody would try first.
    """
    if not re.fullmatch(rf"[0-9]{{{PIN_DIGITS}}}", pin) or is_guessable(pin):
        raise Malformed(field=NAME, digits=PIN_DIGITS)
    kept = hashed(pin)  # slow: nobody waits for it
    with hall.work(actor) as work:
        work.session.merge(Setting(name=NAME, value=kept))
        work.record(KioskPinSet())


def enter(hall: Hall, pin: str, source: str = "") -> None:
    """Let staff out of the kiosk; a wrong PIN counts although it is refused, where it was typed.

    Raises WrongPin, or CodesClosed for 5 minutes after 5 wrong ones, then longer.
    """
    with hall.read() as snapshot:
        kept = setting(snapshot.session, NAME)
    hall.tries.begin(KIOSK_PIN, kept, source)
    right = fits(kept or None, pin)
    with hall.work("kiosk") as work:
        work.record(KioskEntered() if right else KioskPinRefused())
    if not right:
        raise WrongPin()
    hall.tries.was_right(KIOSK_PIN, kept, source)
