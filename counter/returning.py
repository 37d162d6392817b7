"""A clerk turns a return slip (回头号), or a number of the last day, into one of today."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from counter.desk_forms import LeftOverForm, ReturnSlipForm
from hall.issuing.left_over import readmit
from hall.issuing.redeeming import redeem_typed
from hall.line.queries import ticket_by_id
from hall.line.seating import own_window
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


@bp.post("/counter/<name>/left-over")
@form_page("counter.window", "name", for_scripts=False)
def readmit_here(name: str) -> ResponseReturnValue:
    """Who was not served on the last day stands before today's first."""
    clerk, form = must_be_staff(), LeftOverForm.read()
    with current_hall().work(actor(clerk)) as work:
        own_window(work.session, name, clerk)
        readmit(work, ticket_by_id(work.session, form.ticket.value))
    return redirect(url_for("counter.window", name=name), 303)
