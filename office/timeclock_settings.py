"""What the screen beside the fingerprint reader shows, as the office sets it."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.settings import change_setting, setting
from hall.unit_of_work import ReadSession
from office.punch_windows import SILENCES
from web.app_context import current_hall
from web.forms.edit_form import EditForm
from web.forms.fields import FlagField
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_timeclock_settings", __name__, url_prefix="/office/settings")


def punch_settings(snapshot: ReadSession) -> dict[str, object]:
    """What the page about punches shows of them."""
    return {
        "mask_names": setting(snapshot.session, "mask_names") == "yes",
        "lateness_shown": setting(snapshot.session, "lateness_shown") == "yes",
        "punch_window": setting(snapshot.session, "punch_window"),
        "silence": setting(snapshot.session, "silent_window_minutes"),
        "silences": SILENCES,
    }


class TimeclockForm(EditForm):
    mask_names = FlagField()
    lateness_shown = FlagField()


@bp.post("")
@form_page("office_punches.page")
def settings() -> ResponseReturnValue:
    manager, form = must_be_manager(), TimeclockForm.read()
    with current_hall().work(actor(manager)) as work:
        for field in (form.mask_names, form.lateness_shown):
            change_setting(work, field.name, "yes" if field.value else "no")
    return redirect(url_for("office_punches.page", _anchor="timeclock"), 303)
