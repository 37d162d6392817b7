"""Joining the staff, signing in, and letting programs in."""

import re
from datetime import timedelta

from sqlalchemy import select

from hall import list_entries
from hall.errors import (
    AlreadyThere,
    Closed,
    HallError,
    Malformed,
    TooManyTries,
    WrongFactor,
    WrongPassword,
)
from hall.events import RightsChanged, SignedIn, SignedOut, SignInRefused, StaffJoined, TokenCreated
from hall.people import queries
from hall.people.credentials import digest, fits, new_token
from hall.people.model import Role, Scope, Staff, Token
from hall.people.second_factor import refusal_of
from hall.people.sign_ins import SignIn, WhyEnded, end_sign_in
from hall.plain_text import plain
from hall.unit_of_work import Hall, UnitOfWork

TRIES = 5
CLOSED_FOR = timedelta(minutes=1)
LONGEST_NAME = 20  # characters of a name, a title: they stand on the window's sign
LONGEST_TOKEN_NAME = 64  # it stands in the journal with everything the program does


def join_staff(work: UnitOfWork, *, account: str, name: str, role: Role, kept: str) -> Staff:
    """``kept`` is what ``kept_password`` made of their password.

    Raises Malformed for an account that is not 2 to 32 of a-z, 0-9 and ``._-``, or no name;
    AlreadyThere when the account is taken, by somebody who has left too.
    """
    if not re.fullmatch(r"[a-z0-9._-]{2,32}", account):
        raise Malformed(field="account")
    name = plain(name, field="name", longest=LONGEST_NAME, shortest=1)
    if queries.staff_by_account(work.session, account):
        raise AlreadyThere(account=account)
    position = list_entries.behind(work.session, Staff)
    staff = Staff(account=account, name=name, role=role, password=kept, position=position)
    work.session.add(staff)
    work.session.flush()
    work.record(StaffJoined(staff_id=staff.id, role=role))
    return staff


def allow_choosing(work: UnitOfWork, staff: Staff, *, may_choose: bool) -> None:
    """Whether a clerk may call somebody out of turn; everybody may call the next."""
    if staff.may_choose != may_choose:
        staff.may_choose = may_choose
        work.record(RightsChanged(staff_id=staff.id, may_choose=may_choose))


def sign_in(hall: Hall, account: str, password: str, code: str = "") -> Staff:
    """Raises WrongPassword, TooManyTries or Closed; with a second factor also CodeNeeded,
    WrongFactor or ClockNeedsPaperCode. A failure is counted although refused."""
    with hall.read() as snapshot:
        staff = queries.staff_by_account(snapshot.session, account)
    matches = fits(staff.password if staff else None, password)  # slow: nobody waits for it
    with hall.work(f"staff:{staff.id}" if staff else "stranger") as work:
        staff = queries.staff_by_account(work.session, account)
        refusal = _admit_with(work, staff, code, matches=matches)
        if staff and not refusal:
            work.record(SignedIn(staff_id=staff.id))
    if refusal or staff is None:
        raise refusal or WrongPassword()
    return staff


def _admit_with(
    work: UnitOfWork, staff: Staff | None, code: str, *, matches: bool
) -> HallError | None:
    """As ``admit``; a wrong code counts as a wrong password, and a missing one as nothing: it
    neither begins the count anew nor tells of the password while the account is closed."""
    second = refusal_of(work, staff, code) if staff and matches else None
    if staff is None or second is None:
        return admit(work, staff, matches=matches)
    if isinstance(second, WrongFactor):
        refusal = admit(work, staff, matches=False)
        return second if isinstance(refusal, WrongPassword) else refusal
    return closed_still(work, staff) or second


def know_password(hall: Hall, staff_id: int, typed: str) -> None:
    """Before something grave. Raises WrongPassword or TooManyTries; a wrong one is counted."""
    with hall.read() as snapshot:
        staff = queries.staff_by_id(snapshot.session, staff_id)
    matches = fits(staff.password if staff else None, typed)
    with hall.work(f"staff:{staff_id}") as work:
        staff = queries.staff_by_id(work.session, staff_id)
        refusal = admit(work, staff, matches=matches)
    if refusal:
        raise refusal


def admit(work: UnitOfWork, staff: Staff | None, *, matches: bool) -> HallError | None:
    """Count a try at a password or PIN; what to refuse it with, or None.

    Five wrong ones in a row close the account for a minute.
    """
    if staff is None:
        return WrongPassword()
    if closed := closed_still(work, staff):
        return closed
    if matches:
        staff.failures, staff.closed_until = 0, None
        return None if staff.in_use else Closed()
    staff.failures += 1
    if staff.failures >= TRIES:
        staff.failures, staff.closed_until = 0, work.now + CLOSED_FOR
    work.record(SignInRefused(staff_id=staff.id))
    return WrongPassword()


def closed_still(work: UnitOfWork, staff: Staff) -> HallError | None:
    """After too many tries. Closed for longer than we ever close: the clock was set back since."""
    if staff.closed_until and work.now < staff.closed_until <= work.now + CLOSED_FOR:
        return TooManyTries(minutes=int(CLOSED_FOR.total_seconds() // 60))
    return None


def sign_out(work: UnitOfWork, staff: Staff, sign_in: SignIn) -> None:
    """In this browser alone; in others they stay."""
    end_sign_in(work, sign_in, WhyEnded.OUT)
    work.record(SignedOut(staff_id=staff.id))


def create_token(work: UnitOfWork, *, name: str, scope: Scope) -> str:
    """Let a program in; its token is returned this once and kept only as a digest.

    Raises Malformed for a name that is empty or over 64 characters, AlreadyThere.
    """
    name = plain(name, field="name", longest=LONGEST_TOKEN_NAME, shortest=1)
    if work.session.scalar(select(Token).where(Token.name == name)):
        raise AlreadyThere(token=name)
    token = new_token()
    work.session.add(Token(name=name, scope=scope, digest=digest(token), created_at=work.now))
    work.record(TokenCreated(name=name, scope=scope))
    return token
