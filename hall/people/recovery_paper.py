"""A director's recovery paper: a code on a sealed sheet that sets a new password, once.

For the hall whose only director has forgotten theirs, at a weekend, without whoever looks after the
server. Only an Argon2 hash is kept; a new paper makes the one before worthless. The second factor
stays: it has codes on paper of its own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from hall.base import Base
from hall.errors import WrongRecoveryCode
from hall.events import RecoveryPaperMade, RecoveryPaperUsed, SignInRefused
from hall.guess_rules import LONG_CODE
from hall.people import queries
from hall.people.credentials import fits, hashed, kept_password, words_about
from hall.people.model import Role, Staff
from hall.people.staff_register import change_password
from hall.people.typed_codes import as_made, new_code
from hall.unit_of_work import Hall, UnitOfWork

GROUPS = 5  # 98 bits, for years in a drawer


class RecoveryPaper(Base):
    """The latest of a director; ``kept`` is "" once it was used."""

    __tablename__ = "recovery_paper"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    kept: Mapped[str]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class PaperTried:
    """What is guessed at; ``kept`` None: there is no paper of this account."""

    account: str
    kept: str | None


def new_paper_code() -> tuple[str, str]:
    """A code to print, and what is kept of it; slow as a password. Raises TooBusy."""
    code = new_code(GROUPS)
    return code, hashed(as_made(code))


def paper_of(session: Session, staff_id: int) -> RecoveryPaper | None:
    """Their latest, used or not."""
    return session.get(RecoveryPaper, staff_id)


def make_paper(work: UnitOfWork, staff: Staff, kept: str) -> None:
    """``kept`` comes from ``new_paper_code``; a paper made before is good no longer."""
    fresh = RecoveryPaper(staff_id=staff.id, kept=kept, made_at=work.now, used_at=None)
    work.session.merge(fresh)
    work.record(RecoveryPaperMade(staff_id=staff.id))


def set_password_by_paper(
    hall: Hall, account: str, code: str, wanted: str, known: Collection[str], source: str
) -> None:
    """Uses the paper up and signs its director out everywhere; ``known`` as for every password.

    Raises WrongRecoveryCode, TooManyTries or TooBusy; Malformed for the password, and then the
    paper is still good.
    """
    with hall.read() as snapshot:
        staff, kept = _usable(snapshot.session, account)
    secret = PaperTried(account, kept)
    hall.tries.begin(LONG_CODE, secret, source)
    if not fits(kept, as_made(code)) or staff is None:
        with hall.work("stranger") as work:
            work.record(SignInRefused(staff_id=staff.id if staff else None))
        raise WrongRecoveryCode()
    hall.tries.was_right(LONG_CODE, secret, source)
    password = kept_password(wanted, [*words_about(account, staff.name), *known])
    with hall.work(f"staff:{staff.id}") as work:
        staff, still = _usable(work.session, account)
        paper = paper_of(work.session, staff.id) if staff else None
        if staff is None or paper is None or still != kept:  # used by somebody quicker
            raise WrongRecoveryCode()
        paper.kept, paper.used_at = "", work.now
        change_password(work, staff, password)
        work.record(RecoveryPaperUsed(staff_id=staff.id))


def _usable(session: Session, account: str) -> tuple[Staff | None, str | None]:
    """A director who works here, and what is kept of their paper, if it is good."""
    staff = queries.staff_by_account(session, account)
    if staff is None or not staff.in_use or staff.role is not Role.DIRECTOR:
        return None, None
    paper = paper_of(session, staff.id)
    return staff, (paper.kept or None) if paper else None
