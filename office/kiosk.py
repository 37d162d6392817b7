"""The kiosk (取号机): the PIN that leads staff out of its lock."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.kiosk_pin import NAME, set_kiosk_pin
from hall.people.secrets import PIN_DIGITS
from hall.settings import setting
from lobby.door import the_hall
from lobby.sign_in import actor, must_be_manager

bp = Blueprint("office_kiosk", __name__, url_prefix="/office/kiosk", template_folder="templates")


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with the_hall().look() as look:
        return render_template(
            "office/kiosk.html",
            manager=manager,
            now=look.now,
            digits=PIN_DIGITS,
            has_pin=bool(setting(look.session, NAME)),
        )


@bp.post("/pin")
def change_pin() -> ResponseReturnValue:
    manager = must_be_manager()
    set_kiosk_pin(the_hall(), actor(manager), request.form.get("pin", ""))
    return redirect(url_for(".page"), 303)
