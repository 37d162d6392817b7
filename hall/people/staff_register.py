"""The register of the staff: who they are, who they may be changed by, and when they are gone.

Who did anything is never deleted: it stays theirs in the journal.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from hall import list_entries
from hall.errors import LastDirector, NotAllowed, WrongPassword
from hall.events import (
    AccountClosed,
    AccountReopened,
    PasswordChanged,
    PhotoChanged,
    PinChanged,
    StaffChanged,
    TokenRevoked,
)
from hall.guess_rules import PASSWORD
from hall.people import queries
from hall.people.actions import LONGEST_NAME, PasswordTried, admit
from hall.people.credentials import fits, kept_password, words_about
from hall.people.model import Role, Staff, Token
from hall.people.rights import rights_of, rights_of_role
from hall.people.sign_ins import WhyEnded, end_sign_ins
from hall.plain_text import plain
from hall.unit_of_work import Hall, ReadSession, UnitOfWork

LONGEST_DUTIES = 60  # characters: two lines of a plate
#: Whom others than the director may enter, change and let go.
LOOKED_AFTER = (Role.CLERK, Role.DUTY)


@dataclass(frozen=True, slots=True)
class Particulars:
    name: str
    role: Role
    title: str = ""  # 职务
    department: str = ""
    phone: str | None = None  # None: as it is; the same of the next
    duties: str | None = None  # 职责, for plates


def describe(work: UnitOfWork, staff: Staff, now: Particulars) -> None:
    """Enter what is true of somebody now; a hall keeps at least one director.

    Raises LastDirector, Malformed for a name, title, department or phone over 20 characters, or
    duties over 60.
    """
    if now.role is not Role.DIRECTOR:
        _must_not_be_the_last(work, staff)
    staff.name, staff.role = _line(now.name, "name"), now.role
    staff.title = _line(now.title, "title_of_staff", least=0)
    staff.department = _line(now.department, "department", least=0)
    if now.phone is not None:
        staff.phone = _line(now.phone, "phone_of_staff", least=0)
    if now.duties is not None:
        longest = LONGEST_DUTIES
        staff.duties = plain(now.duties, field="duties", longest=longest, shortest=0)
    work.record(StaffChanged(staff_id=staff.id, role=staff.role))


def must_rank_above(
    at: ReadSession | UnitOfWork, manager: Staff, staff: Staff, role: Role | None = None
) -> None:
    """Others than the director look after clerks and duty officers alone, and only where these may
    do nothing that they may not do themselves: nobody comes to more through another's account.

    ``role`` is what they are to become, None to stay what they are. Raises NotAllowed.
    """
    if manager.role is Role.DIRECTOR:
        return
    own = rights_of(at.session, manager)
    for each in {staff.role, role or staff.role}:
        if each not in LOOKED_AFTER or not rights_of_role(at.session, each) <= own:
            raise NotAllowed()


def give_password(work: UnitOfWork, staff: Staff, kept: str) -> None:
    """As ``change_password``, by somebody else: at the next sign-in they choose their own."""
    change_password(work, staff, kept)
    staff.must_change_password = True


def change_password(work: UnitOfWork, staff: Staff, kept: str) -> None:
    """``kept`` comes from ``kept_password``. Whoever signed in with the old one is signed out."""
    staff.password, staff.must_change_password = kept, False
    end_sign_ins(work, staff.id, WhyEnded.PASSWORD)
    work.record(PasswordChanged(staff_id=staff.id))


def change_own_password(
    hall: Hall,
    staff_id: int,
    present: str,
    wanted: str,
    known: Collection[str] = (),
    source: str = "",
) -> Staff:
    """``known`` are words that everybody knows of the hall. A wrong present one counts as a try,
    from ``source``.

    Raises Malformed, WrongPassword, TooManyTries or SecretClosed.
    """
    with hall.read() as snapshot:
        staff = queries.staff_by_id(snapshot.session, staff_id)
    about = words_about(staff.account, staff.name) if staff else ()
    kept = kept_password(wanted, (*about, *known))  # slow, as is the next: nobody waits for them
    secret = PasswordTried(staff.account if staff else "", staff.password if staff else None)
    hall.tries.begin(PASSWORD, secret, source)
    matches = fits(secret.kept, present)
    with hall.work(f"staff:{staff_id}") as work:
        staff = queries.staff_by_id(work.session, staff_id)
        refusal = admit(work, staff, matches=matches)
        if staff and not refusal:
            change_password(work, staff, kept)
    if matches:
        hall.tries.was_right(PASSWORD, secret, source)
    if refusal or staff is None:
        raise refusal or WrongPassword()
    return staff


def show_photo(work: UnitOfWork, staff: Staff, name: str) -> None:
    """``name`` is of a picture on the media shelf; "" for none."""
    if staff.photo != name:
        staff.photo = name
        work.record(PhotoChanged(staff_id=staff.id, has_one=bool(name)))


def change_pin(work: UnitOfWork, staff: Staff, kept: str | None) -> None:
    """The six digits for clocking in without the reader; None takes them away."""
    staff.pin = kept
    work.record(PinChanged(staff_id=staff.id))


def close_account(
    work: UnitOfWork, staff: Staff, free_windows: Callable[[UnitOfWork, Staff], None]
) -> None:
    """They work here no longer: every page is closed to them, and their window is free.

    ``free_windows`` is of the line, which is built upon the register. Raises LastDirector.
    """
    if not staff.in_use:
        return
    _must_not_be_the_last(work, staff)
    end_sign_ins(work, staff.id, WhyEnded.CLOSED)
    free_windows(work, staff)
    list_entries.retire(work, staff)
    work.record(AccountClosed(staff_id=staff.id))


def reopen_account(work: UnitOfWork, staff: Staff) -> None:
    """They work here again, with the password they had; nothing if they never left."""
    if not staff.in_use:
        list_entries.bring_back(work, staff)
        work.record(AccountReopened(staff_id=staff.id))


def revoke_token(work: UnitOfWork, token: Token) -> None:
    """The program is let in no more; its name may be given anew."""
    work.session.delete(token)
    work.record(TokenRevoked(name=token.name))


def _must_not_be_the_last(work: UnitOfWork, staff: Staff) -> None:
    if staff.role is Role.DIRECTOR and queries.directors(work.session) == [staff]:
        raise LastDirector()


def _line(text: str, field: str, least: int = 1) -> str:
    return plain(text, field=field, longest=LONGEST_NAME, shortest=least)
