"""Who is at the counter or in the office."""

from flask import g, session

from hall.errors import NotAllowed, NotSignedIn
from hall.people.model import Staff
from hall.people.queries import staff_by_id
from lobby.door import the_hall

KEY = "staff_id"


def remember(staff: Staff) -> None:
    session.clear()
    session[KEY] = staff.id
    session.permanent = True


def forget() -> None:
    session.clear()


def whoever_is_signed_in() -> Staff | None:
    """The one behind this request; asked of the register once per request."""
    if "staff" not in g:
        staff_id = session.get(KEY)
        if staff_id is None:
            g.staff = None
        else:
            with the_hall().look() as look:
                g.staff = staff_by_id(look.session, staff_id)
    staff: Staff | None = g.staff
    return staff


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


def actor(staff: Staff) -> str:
    """How the journal names the one who acts."""
    return f"staff:{staff.id}"
