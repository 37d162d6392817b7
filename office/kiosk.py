"""The kiosk (取号机): the PIN that leads staff out of its lock."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.kiosk_pin import NAME, set_kiosk_pin
from hall.people.credentials import PIN_DIGITS
from hall.settings import setting
from office.page import office_page
from web.app_context import current_hall
from web.forms.fields import TextField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_kiosk", __name__, url_prefix="/office/kiosk", template_folder="templates")


class KioskPinForm(TypedForm):
    places = {NAME: "pin"}

    pin = TextField()


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        return show(
            "office/kiosk.html",
            digits=PIN_DIGITS,
            has_pin=bool(setting(snapshot.session, NAME)),
        )


@bp.post("/pin")
@form_page(".page")
def change_pin() -> ResponseReturnValue:
    manager, form = must_be_manager(), KioskPinForm.read()
    set_kiosk_pin(current_hall(), actor(manager), form.pin.value)
    return redirect(url_for(".page"), 303)
