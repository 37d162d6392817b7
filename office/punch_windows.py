"""The setting by which punches open and close windows."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.punch_windows import PunchOpens
from hall.settings import change_setting
from web.app_context import current_hall
from web.forms.edit_form import EditForm
from web.forms.fields import ChoiceField
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_punch_windows", __name__, url_prefix="/office/punch-windows")

#: After so many minutes without a press a window is silent; 0: never.
SILENCES = ("0", "30", "45", "60", "90", "120", "180")


class PunchWindowsForm(EditForm):
    punch_window = ChoiceField(tuple(PunchOpens), refusal="punch_window")
    silent_window_minutes = ChoiceField(SILENCES, refusal="silent_window_minutes")


@bp.post("")
@form_page("office_punches.page")
def change() -> ResponseReturnValue:
    manager, form = must_be_manager(), PunchWindowsForm.read()
    with current_hall().work(actor(manager)) as work:
        for field in (form.punch_window, form.silent_window_minutes):
            change_setting(work, field.name, field.value)
    return redirect(url_for("office_punches.page", _anchor="punch-windows"), 303)
