"""One's own account: the password, which nobody else needs to know, and where one is signed in."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.people.credentials import SHORTEST_PASSWORD
from hall.people.sign_ins import WhyEnded, end_sign_ins, sign_ins_of
from hall.people.staff_register import change_own_password
from web.app_context import current_hall, hall_words
from web.forms.fields import SecretField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm, refuse
from web.second_factor import shown_factor
from web.sign_in import (
    actor,
    must_be_staff,
    must_change_here,
    must_set_up_here,
    number_of_sign_in,
    remember,
)
from web.source import source_here

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("")
def page() -> str:
    return _page()


class OwnPasswordForm(TypedForm):
    """Whoever is signed in knows their account: only the password can be wrong."""

    places = {"WrongPassword": "present", "password_easy": "password"}
    own_words = {"WrongPassword": "present"}

    present = SecretField()
    password = SecretField()
    again = SecretField()

    def validate_again(self, again: SecretField) -> None:
        if again.value != self.password.value:
            refuse("twice")


@bp.post("")
@form_page(".page", status=422)
def change() -> str:
    staff, form = must_be_staff(), OwnPasswordForm.read()
    wanted = form.password.value
    changed = change_own_password(
        current_hall(), staff.id, form.present.value, wanted, hall_words(), source_here()
    )
    remember(changed)  # it was signed out with every other browser of theirs
    return _page(done=True)


@bp.post("/sign-ins/end")
def end_others() -> ResponseReturnValue:
    """Everywhere but here."""
    staff = must_be_staff()
    with current_hall().work(actor(staff)) as work:
        end_sign_ins(work, staff.id, WhyEnded.OWNER, but=number_of_sign_in() or 0)
    return redirect(url_for(".page", _anchor="sign-ins"), 303)


def _page(*, done: bool = False) -> str:
    staff = must_be_staff()
    with current_hall().read() as snapshot:
        sign_ins = sign_ins_of(snapshot.session, staff.id)
        factor = shown_factor(snapshot, staff)
    return render_template(
        "web/account.html",
        staff=staff,
        done=done,
        sign_ins=sign_ins,
        factor=factor,
        here=number_of_sign_in(),
        must_set_up=must_set_up_here(),
        must_change=must_change_here(),
        shortest=SHORTEST_PASSWORD,
    )
