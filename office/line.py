"""How the line is run: recalls, how often somebody is called earlier, and what it costs."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.line import priority
from hall.settings import change_setting, number_setting
from office import line_forms as forms
from office.page import office_page
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_line", __name__, url_prefix="/office/line", template_folder="templates")


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        return show(
            "office/line.html",
            limits={
                name: (number_setting(snapshot.session, name), *range_)
                for name, range_ in forms.LIMITS.items()
            },
            jumps=priority.jumps(snapshot.session, snapshot.today),
        )


def _back() -> ResponseReturnValue:
    return redirect(url_for(".page"), 303)


@bp.post("/limits")
@form_page(".page")
def change_limits() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.limits_form().read()
    with current_hall().work(actor(manager)) as work:
        for name in forms.LIMITS:
            change_setting(work, name, str(form.value_of(name)))
    return _back()
