"""Who is at the counter or in the office."""

from datetime import timedelta

from flask import g, session

from hall.errors import DirectorsOnly, NotAllowed, NotSignedIn
from hall.people.model import Role, Staff
from hall.people.queries import staff_by_id
from web.app_context import current_hall

#: Since the latest request; the cookie is written anew with each.
SIGNED_IN_FOR = timedelta(hours=12)
KEY, LOCK = "staff_id", "lock"


def remember(staff: Staff) -> None:
    session.clear()
    session[KEY], session[LOCK] = staff.id, staff.lock
    session.permanent = True


def forget() -> None:
    session.clear()


def whoever_is_signed_in() -> Staff | None:
    """The one behind this request; asked of the register once per request."""
    if "staff" not in g:
        g.staff = _behind(session.get(KEY), session.get(LOCK))
    staff: Staff | None = g.staff
    return staff


def _behind(staff_id: int | None, lock: int | None) -> Staff | None:
    """Nobody, once the account was closed or its password changed."""
    if staff_id is None:
        return None
    with current_hall().read() as snapshot:
        staff = staff_by_id(snapshot.session, staff_id)
    return staff if staff and staff.in_use and staff.lock == lock else None


def must_be_staff() -> Staff:
    staff = whoever_is_signed_in()
    if staff is None:
        raise NotSignedIn()
    return staff


def must_be_manager() -> Staff:
    staff = must_be_staff()
    if not staff.is_manager:
        raise NotAllowed()
    return staff


def must_be_director() -> Staff:
    """For the rules that bind a deputy, who would else be bound by none."""
    staff = must_be_manager()
    if staff.role is not Role.DIRECTOR:
        raise DirectorsOnly()
    return staff


def actor(staff: Staff) -> str:
    """How the journal names the one who acts."""
    return f"staff:{staff.id}"
