"""A manager's second factor: six digits of an app (RFC 6238, offline), or a code from paper.

The app and the server need the same time: while the clock is doubted only the codes on paper are
taken. A code is taken once, and with one step of 30 seconds before and after. The app's secret is
sealed (hall/column_seal.py); where ``secret.key`` was lost the factor stays on, and paper counts.
"""

import base64
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from hall.base import Base
from hall.column_seal import MARK, ColumnSeal, is_sealed
from hall.errors import (
    ClockNeedsPaperCode,
    CodeNeeded,
    HallError,
    NotAllowed,
    SealingKeyLost,
    WrongFactor,
)  # fmt: skip
from hall.events import PaperCodeUsed, SecondFactorSet, SecondFactorTakenOff
from hall.people.credentials import digest
from hall.people.model import Staff
from hall.people.rights import rights_of
from hall.unit_of_work import Hall, UnitOfWork

STEP_SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20  # RFC 4226: as long as the hash
PAPER_CODES = 10


class SecondFactor(Base):
    """Of one person; without ``confirmed`` it is shown to them, and asked for by nobody."""

    __tablename__ = "second_factor"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    secret: Mapped[str]  # sealed base32; an older version kept it in the clear
    confirmed: Mapped[bool] = mapped_column(default=False)
    last_step: Mapped[int] = mapped_column(default=0)  # of the latest code that was taken


class PaperCode(Base):
    """One that has not been used yet; only its digest is kept."""

    __tablename__ = "paper_code"

    digest: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)


def app_of(secret: str) -> TOTP:
    """What the person's app has, too; the secret in base32, as apps take it."""
    return TOTP(base64.b32decode(secret), DIGITS, SHA1(), STEP_SECONDS)


def secret_of(factor: SecondFactor, seal: ColumnSeal) -> str:
    """In base32. Raises SealingKeyLost."""
    if not is_sealed(factor.secret):
        return factor.secret
    return seal.opened(factor.secret, _row(factor.staff_id))


def _row(staff_id: int) -> str:
    return f"second_factor {staff_id}"


def seal_what_is_plain(hall: Hall) -> None:
    """What an older version kept in the clear; the caretaker's first deed at every start."""
    plain = select(SecondFactor).where(SecondFactor.secret.not_like(f"{MARK}%"))
    with hall.read() as snapshot:
        if snapshot.session.scalar(plain.limit(1)) is None:
            return
    with hall.work() as work:
        for factor in work.session.scalars(plain):
            factor.secret = hall.seal.sealed(factor.secret, _row(factor.staff_id))


def sealed_with_another_key(session: Session, seal: ColumnSeal) -> list[str]:
    """The accounts in use that are asked for a code which cannot be checked any more."""
    asked = (
        select(SecondFactor, Staff.account)
        .join(Staff, Staff.id == SecondFactor.staff_id)
        .where(SecondFactor.confirmed, Staff.in_use)
        .order_by(Staff.account)
    )
    lost = []
    for factor, account in session.execute(asked):
        try:
            secret_of(factor, seal)
        except SealingKeyLost:
            lost.append(account)
    return lost


def second_factor_of(session: Session, staff_id: int) -> SecondFactor | None:
    """Also one that is not confirmed yet."""
    return session.get(SecondFactor, staff_id)


def anybody_has_one(session: Session) -> bool:
    """Whether the sign-in page need ask for codes at all."""
    wanted = select(SecondFactor.staff_id).where(SecondFactor.confirmed).limit(1)
    return session.scalar(wanted) is not None


def paper_codes_left(session: Session, staff_id: int) -> int:
    """How many were not used yet."""
    mine = select(func.count()).where(PaperCode.staff_id == staff_id)
    return session.scalar(mine) or 0


def propose(work: UnitOfWork, staff: Staff, seal: ColumnSeal) -> None:
    """A new secret, to be shown to them and confirmed. Raises NotAllowed for who is no manager,
    or has one already."""
    known = second_factor_of(work.session, staff.id)
    if not rights_of(work.session, staff) or (known and known.confirmed):
        raise NotAllowed()
    secret = base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()
    sealed = seal.sealed(secret, _row(staff.id))
    work.session.merge(SecondFactor(staff_id=staff.id, secret=sealed, confirmed=False))


def confirm(work: UnitOfWork, staff: Staff, typed: str, seal: ColumnSeal) -> list[str]:
    """From now on it is asked for; returns the codes for paper, told this once.

    Raises WrongFactor, ClockNeedsPaperCode, SealingKeyLost, NotAllowed where nothing is proposed.
    """
    factor = second_factor_of(work.session, staff.id)
    if factor is None or factor.confirmed:
        raise NotAllowed()
    if work.clock_is_doubted:
        raise ClockNeedsPaperCode()
    if not _takes(factor, secret_of(factor, seal), work.now, _plain(typed)):
        raise WrongFactor()
    factor.confirmed = True
    codes = [f"{secrets.token_hex(3)}-{secrets.token_hex(3)}" for _ in range(PAPER_CODES)]
    work.session.add_all(
        PaperCode(digest=digest(_plain(code)), staff_id=staff.id) for code in codes
    )
    work.record(SecondFactorSet(staff_id=staff.id))
    return codes


def refusal_of(work: UnitOfWork, staff: Staff, typed: str, seal: ColumnSeal) -> HallError | None:
    """What to refuse a sign-in with whose password was right; None, and the code is used up."""
    factor, code = second_factor_of(work.session, staff.id), _plain(typed)
    if factor is None or not factor.confirmed:
        return None
    if not code:
        return ClockNeedsPaperCode() if work.clock_is_doubted else CodeNeeded()
    paper = work.session.get(PaperCode, digest(code))
    if paper is not None and paper.staff_id == staff.id:
        work.session.delete(paper)
        work.record(PaperCodeUsed(staff_id=staff.id))
        return None
    if work.clock_is_doubted:
        return ClockNeedsPaperCode()
    try:
        secret = secret_of(factor, seal)
    except SealingKeyLost as lost:
        return lost
    return None if _takes(factor, secret, work.now, code) else WrongFactor()


def take_off(work: UnitOfWork, staff_id: int) -> None:
    """It is asked for no longer; nothing where there is none."""
    factor = second_factor_of(work.session, staff_id)
    if factor is None:
        return
    work.session.delete(factor)
    work.session.execute(delete(PaperCode).where(PaperCode.staff_id == staff_id))
    if factor.confirmed:
        work.record(SecondFactorTakenOff(staff_id=staff_id))


def _takes(factor: SecondFactor, secret: str, now: datetime, code: str) -> bool:
    """Whether it is the code of this step or one beside it, and none that was taken before."""
    app, here = app_of(secret), int(now.timestamp()) // STEP_SECONDS
    for step in range(max(here - 1, factor.last_step + 1), here + 2):
        if secrets.compare_digest(app.generate(step * STEP_SECONDS), code.encode()):
            factor.last_step = step
            return True
    return False


def _plain(typed: str) -> str:
    return "".join(letter for letter in typed.lower() if letter.isascii() and letter.isalnum())
