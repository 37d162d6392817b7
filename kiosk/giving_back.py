"""Giving a number back at the kiosk: right after taking it, or with the paper in hand."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from hall.line import calling, queries, visit_steps
from hall.line.ticket_life import LIFE, TicketStep
from kiosk.pages import bp, page
from kiosk.slip_pad import pad, typed_on
from kiosk.visitor_forms import BelievedForm
from web.app_context import current_hall
from web.forms.form_page import form_page

PAD = "kiosk/give_back_find.html"


@bp.get("/kiosk/give-back")
def which_number() -> str:
    return pad(PAD)


@bp.post("/kiosk/give-back")
@form_page(".which_number", status=409)
def number_typed() -> ResponseReturnValue:
    """The number and the check of its slip lead to the question whether to give it back."""
    return typed_on(".ask_to_give_back")


@bp.get("/kiosk/tickets/<code>/give-back")
def ask_to_give_back(code: str) -> str:
    with current_hall().read() as snapshot:
        ticket = queries.ticket_by_code(snapshot.session, code)
        return page(
            "kiosk/give_back.html",
            now=snapshot.now,
            ticket=ticket,
            may_cancel=ticket.day == snapshot.today and TicketStep.CANCEL in LIFE[ticket.state],
        )


@bp.post("/kiosk/tickets/<code>/give-back")
def give_back_here(code: str) -> ResponseReturnValue:
    """Twice is once: who touches again, or whose answer was lost, sees that it is given back."""
    with current_hall().work("kiosk") as work:
        ticket = queries.ticket_by_code(work.session, code)
        if ticket.state != "cancelled":
            visit_steps.cancel(work, calling.must_still_be(ticket, BelievedForm.read().state.value))
    return redirect(url_for(".ask_to_give_back", code=code), 303)
