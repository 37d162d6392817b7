"""A pad for the number and the check of a slip: who types both has the paper in hand."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from hall.errors import HallError
from hall.line.codes import CHECK_DIGITS, ticket_typed
from hall.line.queries import services
from kiosk.pages import page
from web import sentences
from web.app_context import current_hall


def pad(template: str, refusal: HallError | None = None) -> str:
    """Empty, or with what was typed and why not."""
    with current_hall().read() as snapshot:
        return page(
            template,
            now=snapshot.now,
            letters=[each.prefix for each in services(snapshot.session)],
            digits=CHECK_DIGITS,
            number=request.form.get("number", ""),
            sentence=sentences.refusal(refusal) if refusal else "",
        )


def typed_on(template: str, onward: str) -> ResponseReturnValue:
    """On to the page about the ticket, or back to the same pad."""
    form = request.form
    try:
        ticket = ticket_typed(
            current_hall(), "kiosk", form.get("number", ""), form.get("check", "")
        )
    except HallError as refusal:
        return pad(template, refusal), 409
    return redirect(url_for(onward, code=ticket.code), 303)
