"""One's own account: everybody changes their own password, and nobody else needs to know it."""

from flask import Blueprint, render_template, request

from hall.errors import HallError, Malformed
from hall.people.credentials import SHORTEST_PASSWORD
from hall.people.staff_register import change_own_password
from web import sentences
from web.app_context import current_hall
from web.sign_in import must_be_staff, remember

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("")
def page() -> str:
    return _page()


@bp.post("")
def change() -> tuple[str, int]:
    staff = must_be_staff()
    present, wanted = request.form.get("present", ""), request.form.get("password", "")
    try:
        if wanted != request.form.get("again", ""):
            raise Malformed(field="twice")
        changed = change_own_password(current_hall(), staff.id, present, wanted)
    except HallError as error:  # back to the same form, and why
        return _page(sentence=_why(error)), 422
    remember(changed)  # every other browser of theirs is signed out
    return _page(done=True), 200


def _page(*, sentence: str = "", done: bool = False) -> str:
    return render_template(
        "web/account.html",
        staff=must_be_staff(),
        sentence=sentence,
        done=done,
        shortest=SHORTEST_PASSWORD,
    )


def _why(error: HallError) -> str:
    """Whoever is signed in knows their account: only the password can be wrong."""
    return (
        "现在的密码不对，请重新输入。"
        if error.code == "WrongPassword"
        else sentences.refusal(error)
    )
