"""A new password by the recovery paper, for the director who has forgotten theirs."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.people.credentials import SHORTEST_PASSWORD
from hall.people.recovery_paper import set_password_by_paper
from web.app_context import current_hall, hall_words
from web.forms.fields import SecretField, TextField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm, refuse
from web.source import source_here

bp = Blueprint("recovery", __name__, url_prefix="/account/recover", template_folder="templates")


@bp.get("")
def page() -> str:
    return render_template("web/recovery.html", shortest=SHORTEST_PASSWORD)


class RecoveryForm(TypedForm):
    places = {"WrongRecoveryCode": "code", "password_easy": "password"}

    account = TextField()
    code = TextField()  # long: whoever mistypes the password does not type it again
    password = SecretField()
    again = SecretField()

    def validate_again(self, again: SecretField) -> None:
        if again.value != self.password.value:
            refuse("twice")


@bp.post("")
@form_page(".page")
def use() -> ResponseReturnValue:
    """They sign in with it then: a second factor is still asked for."""
    form = RecoveryForm.read()
    account = form.account.value.lower()
    set_password_by_paper(
        current_hall(),
        account,
        form.code.value,
        form.password.value,
        hall_words(),
        source_here(),
    )
    return redirect(url_for("web.sign_in", account=account, next="/office/setup"), 303)
