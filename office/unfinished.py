"""What nobody ended: visits left in service for hours, and who was not served on the last day."""

from datetime import datetime

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.clock import HALL_ZONE
from hall.issuing.left_over import readmit
from hall.line.closing import close_forgotten
from hall.line.queries import ticket_by_id
from hall.line.repeated_steps import is_repeated
from hall.line.ticket_life import TicketStep
from hall.parsing import time_of_day
from web.app_context import current_hall
from web.forms.fields import ClockField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_unfinished", __name__, url_prefix="/office/tickets")


class EndForm(TypedForm):
    """When a visit of today is believed to have ended; nothing where nobody knows."""

    ended = ClockField(refusal="ended")


@bp.post("/<int:ticket_id>/end")
@form_page("office.overview")
def end(ticket_id: int) -> ResponseReturnValue:
    manager, typed = must_be_manager(), EndForm.read().ended.value
    with current_hall().work(actor(manager)) as work:
        ticket = ticket_by_id(work.session, ticket_id)
        if not is_repeated(work, ticket, TicketStep.CLOSE):
            at = datetime.combine(work.today, time_of_day(typed), HALL_ZONE) if typed else None
            close_forgotten(work, ticket, at)
    return redirect(url_for("office.overview"), 303)


@bp.post("/<int:ticket_id>/readmit")
@form_page("office.overview")
def readmit_here(ticket_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        readmit(work, ticket_by_id(work.session, ticket_id))
    return redirect(url_for("office.overview"), 303)
