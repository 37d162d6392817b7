"""A pad for the number and the check of a slip: who types both has the paper in hand."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from hall.line.codes import CHECK_DIGITS, ticket_typed
from hall.line.queries import services
from kiosk.pages import page
from kiosk.visitor_forms import TicketPadForm
from web.app_context import current_hall


def pad(template: str) -> str:
    with current_hall().read() as snapshot:
        return page(
            template,
            now=snapshot.now,
            letters=[service.prefix for service in services(snapshot.session)],
            digits=CHECK_DIGITS,
        )


def typed_on(onward: str) -> ResponseReturnValue:
    """On to the page about the ticket."""
    form = TicketPadForm.read()
    ticket = ticket_typed(current_hall(), "kiosk", form.number.value, form.check.value)
    return redirect(url_for(onward, code=ticket.code), 303)
