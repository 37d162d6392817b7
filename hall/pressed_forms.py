"""Which form made what: the same press once more, of a double click or after a lost answer, makes
nothing more. Written in the transaction of what is made; forgotten after a week.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Mapped, mapped_column

from hall.base import Base
from hall.unit_of_work import Hall, UnitOfWork

KEPT = timedelta(days=7)


class PressedForm(Base):
    """A form that has made something."""

    __tablename__ = "pressed_form"

    press: Mapped[str] = mapped_column(primary_key=True)  # of whoever sent it, with all it said
    made: Mapped[int]  # the id of what it made
    at: Mapped[datetime]


def made_by(work: UnitOfWork, press: str, make: Callable[[], int]) -> int:
    """What this press made: now, or when it came for the first time; its id."""
    earlier = work.session.get(PressedForm, press)
    if earlier is not None:
        return earlier.made
    made = make()
    work.session.add(PressedForm(press=press, made=made, at=work.now))
    return made


def forget_old_presses(hall: Hall) -> int:
    """What is older than a week; nothing while the clock is doubted. How many there were."""
    with hall.work() as work:
        if work.clock_is_doubted:
            return 0
        old = delete(PressedForm).where(PressedForm.at < work.now - KEPT)
        return work.session.connection().execute(old).rowcount
