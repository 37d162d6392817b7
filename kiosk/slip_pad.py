"""A pad for the number and the check of a slip: who types both has the paper in hand."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from hall.line.codes import CHECK_DIGITS, ticket_typed
from hall.line.model import Ticket
from hall.line.queries import services
from kiosk.pages import page
from kiosk.visitor_forms import TicketPadForm
from web.app_context import current_hall
from web.source import source_here


def pad(template: str, **more: object) -> str:
    with current_hall().read() as snapshot:
        return page(
            template,
            now=snapshot.now,
            letters=[service.prefix for service in services(snapshot.session)],
            digits=CHECK_DIGITS,
            **more,
        )


def typed_on(onward: str) -> ResponseReturnValue:
    """On to the page about the ticket."""
    return redirect(url_for(onward, code=ticket_on_pad().code), 303)


def ticket_on_pad() -> Ticket:
    """Whose number and check were typed. Raises WrongCode, CodesClosed."""
    form = TicketPadForm.read()
    typed = form.number.value, form.check.value
    return ticket_typed(current_hall(), "kiosk", *typed, source_here())
