"""Where somebody is signed in: one row a browser, and ended here, not in the browser.

The browser holds a random token; only its digest is kept. A page reads the row and writes nothing:
how long it was not used is counted by a worker every few minutes (hall/people/sign_in_ages.py).
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from hall.base import Base
from hall.events import SignInEnded
from hall.people.credentials import digest, new_sign_in_token
from hall.people.model import Staff
from hall.unit_of_work import UnitOfWork

LONGEST_BROWSER = 200  # of what a browser says it is; more tells nobody anything


class WhyEnded(StrEnum):
    """How the journal says why somebody is signed in there no longer."""

    OUT = "out"  # they signed out
    IDLE = "idle"  # not used for too long
    AGE = "age"  # signed in too long ago
    OWNER = "owner"  # ended from another browser of theirs
    MANAGER = "manager"
    PASSWORD = "password"
    CLOSED = "closed"  # they work here no longer
    RESTORED = "restored"  # a backup was put back, and with it who was signed in then


class SignIn(Base):
    """A browser in which somebody is signed in."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    began_at: Mapped[datetime]
    address: Mapped[str]
    browser: Mapped[str]
    age_seconds: Mapped[int] = mapped_column(default=0)
    idle_seconds: Mapped[int] = mapped_column(default=0)
    counted_at: Mapped[datetime]  # when the two were counted
    must_set_up: Mapped[bool] = mapped_column(default=False)  # hall/people/demanded_factor.py
    staff: Mapped[Staff] = relationship()

    @property
    def used_at(self) -> datetime:
        """When it was used last; known to some minutes."""
        return self.counted_at - timedelta(seconds=self.idle_seconds)


def begin_sign_in(work: UnitOfWork, staff_id: int, address: str, browser: str) -> str:
    """The token for the browser, told this once. ``browser`` is what it says it is."""
    token = new_sign_in_token()
    work.session.add(
        SignIn(
            digest=digest(token),
            staff_id=staff_id,
            began_at=work.now,
            counted_at=work.now,
            address=address,
            browser=browser[:LONGEST_BROWSER],
        )
    )
    return token


def sign_in_of(session: Session, token: str) -> SignIn | None:
    """With its staff, in one statement; None for one that is over, or somebody who has left."""
    return session.scalar(
        select(SignIn)
        .join(SignIn.staff)
        .options(joinedload(SignIn.staff, innerjoin=True))
        .where(SignIn.digest == digest(token), Staff.in_use)
    )


def sign_ins_of(session: Session, staff_id: int) -> Sequence[SignIn]:
    """Where somebody is signed in now, the latest first."""
    mine = select(SignIn).where(SignIn.staff_id == staff_id)
    return session.scalars(mine.order_by(SignIn.id.desc())).all()


def end_sign_in(work: UnitOfWork, sign_in: SignIn, why: WhyEnded) -> None:
    """The browser is signed in no longer, at once and for good."""
    work.session.delete(sign_in)
    work.record(SignInEnded(staff_id=sign_in.staff_id, sign_in=sign_in.id, why=why))


def end_sign_ins(work: UnitOfWork, staff_id: int, why: WhyEnded, but: int = 0) -> None:
    """In every browser of theirs, but in the one whose sign-in has this number."""
    for sign_in in sign_ins_of(work.session, staff_id):
        if sign_in.id != but:
            end_sign_in(work, sign_in, why)


def end_every_sign_in(work: UnitOfWork, why: WhyEnded) -> None:
    """In every browser of everybody."""
    for sign_in in work.session.scalars(select(SignIn).order_by(SignIn.id)).all():
        end_sign_in(work, sign_in, why)
