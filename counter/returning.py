"""A clerk turns a return slip (回头号) into a number, for whoever does not use the kiosk."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from hall.hours.returning import redeem_typed
from lobby.door import the_hall
from lobby.sign_in import actor, must_be_staff

bp = Blueprint("counter_returning", __name__, template_folder="templates")


@bp.post("/counter/<name>/return-slip")
def redeem(name: str) -> ResponseReturnValue:
    """Its digits were read out or typed; the visitor now stands in line, and the desk shows it."""
    clerk = must_be_staff()
    form = request.form
    redeem_typed(the_hall(), actor(clerk), form.get("code", "").strip(), form.get("key"))
    return redirect(url_for("counter.window", name=name), 303)
