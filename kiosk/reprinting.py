"""A lost slip printed again at the kiosk (补打), for whoever proves that the number is theirs.

The check stands on the slip that is lost, and on the visitor's own page on the phone; whoever
took the number with an ID card lays the card. Anybody else goes to a window, where a person
decides: to a stranger the kiosk prints nobody's slip.
"""

from uuid import uuid4

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from hall.errors import NoNumberOfCard
from hall.id_cards.actions import tickets_with
from hall.line.queries import ticket_by_code
from hall.slips.actions import replace_lost
from kiosk import card
from kiosk.pages import bp, page
from kiosk.slip_pad import pad, ticket_on_pad
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page

PAD = "kiosk/reprint_find.html"


@bp.get("/kiosk/reprint")
def which_lost_slip() -> str:
    with current_hall().read() as snapshot:
        cards = card.knows_cards(snapshot)
    return pad(PAD, ask=f"reprint-{uuid4().hex}" if cards else "")


@bp.post("/kiosk/reprint")
@form_page(".which_lost_slip", status=409)
def lost_slip_typed() -> ResponseReturnValue:
    code = ticket_on_pad().code
    with current_hall().work("kiosk") as work:
        replace_lost(work, ticket_by_code(work.session, code))
    return redirect(url_for(".your_ticket", code=code), 303)


@bp.get("/kiosk/reprint/card/<ask>")
def card_for_lost_slip(ask: str) -> str:
    with current_hall().read() as snapshot:
        return page(
            "kiosk/reprint_card.html",
            now=snapshot.now,
            ask=ask,
            demonstration_cards=current_context().card_shelf,
            **card.stage_of(ask),
        )


@bp.post("/kiosk/reprint/card/<ask>")
@form_page(".which_lost_slip", status=409)
def lost_slip_of_card(ask: str) -> ResponseReturnValue:
    """Every number that the card has in a line; the latest is shown."""
    laid = card.card_laid(ask)
    if laid is None:  # lifted, or so long ago that it is forgotten
        return redirect(url_for(".card_for_lost_slip", ask=ask), 303)
    with current_hall().work("kiosk") as work:
        tickets = tickets_with(work, laid)
        if not tickets:
            raise NoNumberOfCard()
        for ticket in reversed(tickets):
            replace_lost(work, ticket)
    return redirect(url_for(".your_ticket", code=tickets[0].code), 303)
