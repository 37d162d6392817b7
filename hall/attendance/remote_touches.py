"""Touches at a reader on another computer: each comes with its key, and counts once."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Mapped, mapped_column

from hall.attendance.actions import answer_touch, clock_touch, finger_touched
from hall.attendance.trusted_reader import UNMARKABLE, adopted_reader
from hall.base import Base
from hall.errors import Malformed, ReaderSwapped
from hall.machines import Touch
from hall.unit_of_work import UnitOfWork

LONGEST_KEY = 64
#: Younger than this it is answered like a touch at our own reader.
FRESH = timedelta(seconds=10)
OLDEST = timedelta(days=31)


class RemoteTouch(Base):
    """The key of a touch that has been taken up."""

    __tablename__ = "arrival"

    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


def arrive(work: UnitOfWork, key: str, touch: Touch, age: timedelta, mark: str | None) -> bool:
    """False when it was taken up before. ``age`` is how long ago the finger lay there.

    Raises Malformed for a key or an age out of bounds (31 days), ReaderSwapped when ``mark`` is not
    that of the reader this hall trusts.
    """
    if not 0 < len(key) <= LONGEST_KEY or not timedelta() <= age <= OLDEST:
        raise Malformed(field="touch")
    if work.session.get(RemoteTouch, key):
        return False
    adopted = adopted_reader(work.session)
    if adopted and adopted.mark != (UNMARKABLE if mark is None else mark):
        raise ReaderSwapped()
    work.session.add(RemoteTouch(key=key, at=work.now))
    if age < FRESH:
        answer_touch(work, touch)
    else:
        _clock_late(work, touch, work.now - age)
    return True


def _clock_late(work: UnitOfWork, touch: Touch, at: datetime) -> None:
    """Nobody stands there any more: there is nothing to say to a stranger."""
    finger = finger_touched(work, touch)
    if finger is not None:
        clock_touch(work, finger, touch, at)
