"""Joining the staff, signing in, and letting programs in."""

import re
from dataclasses import dataclass

from sqlalchemy import select

from hall import list_entries
from hall.column_seal import ColumnSeal
from hall.errors import (
    AlreadyThere,
    ClockNeedsPaperCode,
    Closed,
    CodeNeeded,
    HallError,
    Malformed,
    SealingKeyLost,
    WrongFactor,
    WrongPassword,
)
from hall.events import (
    LockoutLifted,
    RightsChanged,
    SignedIn,
    SignedOut,
    SignInRefused,
    StaffJoined,
    TokenCreated,
)
from hall.guess_rules import PASSWORD, PIN
from hall.people import queries
from hall.people.credentials import digest, fits, new_token
from hall.people.model import Role, Scope, Staff, Token
from hall.people.second_factor import refusal_of
from hall.people.sign_ins import SignIn, WhyEnded, end_sign_in
from hall.plain_text import plain
from hall.unit_of_work import Hall, UnitOfWork
from hall.wrong_tries import GuessStanding

LONGEST_NAME = 20  # characters of a name, a title: they stand on the window's sign
LONGEST_TOKEN_NAME = 64  # it stands in the journal with everything the program does


@dataclass(frozen=True, slots=True)
class PasswordTried:
    """What is guessed at: a new password is another secret. ``kept`` None: nobody has it."""

    account: str
    kept: str | None


@dataclass(frozen=True, slots=True)
class PinTried:
    """Of somebody, or of a number that nobody has; ``kept`` None: no PIN was set."""

    staff_id: int
    kept: str | None


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


def sign_in(hall: Hall, account: str, password: str, code: str = "", source: str = "") -> Staff:
    """``source`` is from where it is tried. A failure is counted although refused.

    Raises WrongPassword, TooManyTries, SecretClosed or Closed: for an account that nobody has the
    same as for another, after as long. With a second factor also CodeNeeded, WrongFactor,
    ClockNeedsPaperCode or SealingKeyLost.
    """
    with hall.read() as snapshot:
        staff = queries.staff_by_account(snapshot.session, account)
    secret = PasswordTried(account, staff.password if staff else None)
    hall.tries.begin(PASSWORD, secret, source)
    matches = fits(secret.kept, password)  # slow: nobody waits for it
    with hall.work(f"staff:{staff.id}" if staff else "stranger") as work:
        staff = queries.staff_by_account(work.session, account)
        refusal = _admit_with(work, staff, code, hall.seal, matches=matches)
        if staff and not refusal:
            work.record(SignedIn(staff_id=staff.id))
    if isinstance(refusal, CodeNeeded | ClockNeedsPaperCode):
        hall.tries.take_back(PASSWORD, secret, source)
    elif refusal is None or isinstance(refusal, Closed):  # both factors were right
        hall.tries.was_right(PASSWORD, secret, source)
    if refusal or staff is None:
        raise refusal or WrongPassword()
    return staff


def _admit_with(
    work: UnitOfWork, staff: Staff | None, code: str, seal: ColumnSeal, *, matches: bool
) -> HallError | None:
    """As ``admit``, and then the second factor where there is one."""
    refusal = admit(work, staff, matches=matches)
    if refusal or staff is None:
        return refusal
    refusal = refusal_of(work, staff, code, seal)
    if isinstance(refusal, WrongFactor | SealingKeyLost):
        work.record(SignInRefused(staff_id=staff.id))
    return refusal


def know_password(hall: Hall, staff_id: int, typed: str, source: str = "") -> None:
    """Before something grave; tried from ``source``.

    Raises WrongPassword, TooManyTries or SecretClosed; a wrong one is counted.
    """
    with hall.read() as snapshot:
        staff = queries.staff_by_id(snapshot.session, staff_id)
    secret = PasswordTried(staff.account if staff else "", staff.password if staff else None)
    hall.tries.begin(PASSWORD, secret, source)
    matches = fits(secret.kept, typed)
    with hall.work(f"staff:{staff_id}") as work:
        refusal = admit(work, queries.staff_by_id(work.session, staff_id), matches=matches)
    if refusal:
        raise refusal
    hall.tries.was_right(PASSWORD, secret, source)


def admit(work: UnitOfWork, staff: Staff | None, *, matches: bool) -> HallError | None:
    """What to refuse a password or PIN with, or None; a wrong one is written down, for an account
    that nobody has as for another."""
    if staff is None or not matches:
        work.record(SignInRefused(staff_id=staff.id if staff else None))
        return WrongPassword()
    return None if staff.in_use else Closed()


def lift_lockout(hall: Hall, staff: Staff, actor: str) -> None:
    """Whoever waits after wrong passwords or PINs of this account may try again at once."""
    with hall.work(actor) as work:
        work.record(LockoutLifted(staff_id=staff.id))
    hall.tries.lift(PASSWORD, PasswordTried(staff.account, staff.password))
    hall.tries.lift(PIN, PinTried(staff.id, staff.pin))


def lockouts_of(hall: Hall, staff: Staff) -> tuple[GuessStanding, GuessStanding]:
    """How it stands with guesses at somebody's password, and at their PIN."""
    return (
        hall.tries.standing(PASSWORD, PasswordTried(staff.account, staff.password)),
        hall.tries.standing(PIN, PinTried(staff.id, staff.pin)),
    )


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
