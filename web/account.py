"""One's own account: everybody changes their own password, and nobody else needs to know it."""

from flask import Blueprint, render_template, request

from hall.people.credentials import SHORTEST_PASSWORD
from hall.people.staff_register import change_own_password
from web.app_context import current_hall
from web.forms.fields import SecretField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm, refuse
from web.sign_in import must_be_staff, remember
from web.source import source_of

bp = Blueprint("account", __name__, url_prefix="/account")


@bp.get("")
def page() -> str:
    return _page()


class OwnPasswordForm(TypedForm):
    """Whoever is signed in knows their account: only the password can be wrong."""

    places = {"WrongPassword": "present"}
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
    typed = form.present.value, wanted
    changed = change_own_password(current_hall(), staff.id, *typed, source_of(request))
    remember(changed)  # every other browser of theirs is signed out
    return _page(done=True)


def _page(*, done: bool = False) -> str:
    return render_template(
        "web/account.html",
        staff=must_be_staff(),
        done=done,
        shortest=SHORTEST_PASSWORD,
    )
