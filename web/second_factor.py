"""A manager's second factor, set up and taken off on their own page."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.errors import SealingKeyLost
from hall.people import second_factor
from hall.people.actions import know_password
from hall.people.demanded_factor import look_at_sign_ins
from hall.people.model import Staff
from hall.unit_of_work import ReadSession
from web.app_context import current_context, current_hall
from web.forms.fields import SecretField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.qr import code_picture
from web.sign_in import actor, must_be_manager, rights_of_staff
from web.source import source_here

bp = Blueprint("second_factor", __name__, url_prefix="/account/second-factor")


@dataclass(frozen=True, slots=True)
class ShownFactor:
    """What the own page shows; the secret only until it is confirmed."""

    confirmed: bool = False
    paper_codes: int = 0
    secret: str = ""
    picture: str | None = None


class ConfirmForm(TypedForm):
    password = SecretField()
    code = SecretField()


class PasswordAloneForm(TypedForm):
    password = SecretField()


def shown_factor(snapshot: ReadSession, staff: Staff) -> ShownFactor | None:
    """None for who has no use of it."""
    factor = second_factor.second_factor_of(snapshot.session, staff.id)
    if factor is None:
        return ShownFactor() if rights_of_staff(staff) else None
    if factor.confirmed:
        left = second_factor.paper_codes_left(snapshot.session, staff.id)
        return ShownFactor(confirmed=True, paper_codes=left)
    hall_name = current_context().sign.hall_name
    try:
        secret = second_factor.secret_of(factor, current_hall().seal)
    except SealingKeyLost:  # proposed under the key before: a new one is proposed
        return ShownFactor()
    address = second_factor.app_of(secret).get_provisioning_uri(staff.account, hall_name)
    return ShownFactor(secret=secret, picture=code_picture(address))


@bp.post("")
@form_page("account.page")
def propose() -> ResponseReturnValue:
    staff = must_be_manager()
    with current_hall().work(actor(staff)) as work:
        second_factor.propose(work, staff, current_hall().seal)
    return redirect(url_for("account.page", _anchor="second-factor"), 303)


@bp.post("/confirm")
@form_page("account.page", status=422)
def confirm() -> str:
    """The codes for paper are shown on this one page, and never again."""
    staff, form = must_be_manager(), ConfirmForm.read()
    know_password(current_hall(), staff.id, form.password.value, source_here())
    with current_hall().work(actor(staff)) as work:
        codes = second_factor.confirm(work, staff, form.code.value, current_hall().seal)
        look_at_sign_ins(work, staff)
    return render_template("web/paper_codes.html", staff=staff, codes=codes)


@bp.post("/take-off")
@form_page("account.page", status=422)
def take_off() -> ResponseReturnValue:
    staff, form = must_be_manager(), PasswordAloneForm.read()
    know_password(current_hall(), staff.id, form.password.value, source_here())
    with current_hall().work(actor(staff)) as work:
        second_factor.take_off(work, staff.id)
        look_at_sign_ins(work, staff)
    return redirect(url_for("account.page", _anchor="second-factor"), 303)
