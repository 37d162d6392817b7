"""权限: which role may do what in the office, one table; the director alone changes it."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.people.model import Role
from hall.people.rights import (
    DEFAULTS,
    EDITABLE,
    GRANTABLE,
    READERS,
    Right,
    change_rights,
    rights_of_role,
)
from office.page import office_page
from web.app_context import current_hall
from web.forms.edit_form import EditForm
from web.forms.fields import TickedField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm, form_of
from web.sentences.right_names import EXPLAINED, NAMES
from web.sign_in import actor, must_be_director, must_be_manager

bp = Blueprint("office_rights", __name__, url_prefix="/office/rights", template_folder="templates")


def rights_form() -> type[TypedForm]:
    fields = {str(role): TickedField(Right, refusal="right") for role in EDITABLE}
    form: type[TypedForm] = form_of("RightsForm", fields, EditForm)
    return form


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        return show(
            "office/rights.html",
            rights=[(right, NAMES[right], EXPLAINED[right]) for right in Right],
            roles=list(Role),
            readers=READERS,
            now_have={role: rights_of_role(snapshot.session, role) for role in Role},
            delivered=DEFAULTS,
            grantable=GRANTABLE,
            may_change=manager.role is Role.DIRECTOR,
        )


@bp.post("")
@form_page(".page")
def change() -> ResponseReturnValue:
    director, form = must_be_director(), rights_form().read()
    wanted: dict[Role, list[Right]] = {role: form.value_of(str(role)) for role in EDITABLE}
    if not any(wanted.values()):  # no page of ours sends that: it would shut everybody out
        raise Malformed(field="right")
    with current_hall().work(actor(director)) as work:
        change_rights(work, director, wanted)
    return redirect(url_for(".page"), 303)
