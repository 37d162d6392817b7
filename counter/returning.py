"""A clerk turns a return slip (回头号) into a number, for whoever does not use the kiosk."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from counter.desk_forms import ReturnSlipForm
from hall.issuing.redeeming import redeem_typed
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_staff

bp = Blueprint("counter_returning", __name__, template_folder="templates")


@bp.post("/counter/<name>/return-slip")
@form_page("counter.window", "name", for_scripts=False)
def redeem(name: str) -> ResponseReturnValue:
    """Its digits were read out or typed; the visitor now stands in line, and the desk shows it."""
    clerk, form = must_be_staff(), ReturnSlipForm.read()
    key = form.key.value_if_there
    redeem_typed(current_hall(), actor(clerk), form.code.value, key)
    return redirect(url_for("counter.window", name=name), 303)
