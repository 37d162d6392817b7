"""A number without typing (刷身份证取号), for a service that asks for a card.

The page waits for the card and then asks for the number by itself. Whoever has no card with
them, or does not want to show it, touches the other button and has a number all the same.
"""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed, NotFound
from hall.id_cards.actions import note_card, waits_already, wishes
from hall.id_cards.card_requests import CardRequests
from hall.issuing.tickets import LONGEST_KEY
from hall.line import queries as line
from hall.line.model import Service, Ticket
from hall.machines import IdCard
from hall.unit_of_work import ReadSession, UnitOfWork
from kiosk.number_form import NumberForm
from kiosk.number_request import NumberRequest
from kiosk.pages import bp, page
from web.app_context import current_context, current_hall
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm
from web.language import spoken
from web.sentences.device_jobs import CARD_STAGES

READER = "id_card_reader"
#: In the form of a number: taken without a card.
WITHOUT = "no"


def to_the_reader(asked: NumberRequest) -> ResponseReturnValue | None:
    """On to the page that waits for a card, if one is asked for and none was laid yet."""
    desk = _desk()
    if desk is None or asked.card == WITHOUT or asked.wish.size > 1 or asked.needs_help:
        return None
    if asked.card and desk.card_for(asked.card):
        return None
    with current_hall().read() as snapshot:
        service = line.service_by_prefix(snapshot.session, asked.service)
        if service.id not in wishes(snapshot.session):
            return None
    return redirect(url_for(".lay_card", **asked.query), 303)


def card_of(asked: NumberRequest) -> IdCard | None:
    """The card that was laid for this number, if one was."""
    return card_laid(asked.card)


def card_laid(ask: str) -> IdCard | None:
    """The card that was laid for the page that asks under this key."""
    desk = _desk()
    return desk.card_for(ask) if desk else None


def knows_cards(snapshot: ReadSession) -> bool:
    """Whether numbers may have been taken with a card, and one can be laid now."""
    return _desk() is not None and bool(wishes(snapshot.session))


def ticket_of(work: UnitOfWork, service: Service, laid: IdCard | None) -> Ticket | None:
    """The place in this line that the card has already."""
    return waits_already(work, service, laid) if laid else None


def remember(work: UnitOfWork, ticket: Ticket, laid: IdCard | None) -> None:
    """In the same work as the number: both are there, or neither."""
    if laid:
        note_card(work, ticket, laid)


def _desk() -> CardRequests | None:
    """Where cards are read; None while there is no reader that works."""
    context = current_context()
    reader = context.health_of(READER)
    return context.cards if reader and not reader.fault else None


@bp.get("/kiosk/take/card")
def lay_card() -> str:
    asked = NumberForm.read_query().asked
    ask = _ask(asked.key or "")
    with current_hall().read() as snapshot:
        return page(
            "kiosk/card.html",
            now=snapshot.now,
            service=line.service_by_prefix(snapshot.session, asked.service),
            item=asked.item,
            wish=asked.wish,
            ask=ask,
            demonstration_cards=current_context().card_shelf,
            **stage_of(ask),
        )


@bp.get("/kiosk/take/card/<ask>")
def card_stage(ask: str) -> str:
    return render_template("kiosk/_card.html", **stage_of(_ask(ask)))


def stage_of(ask: str) -> dict[str, str]:
    """How the reader stands to this page, and what is said of it."""
    desk = _desk()
    stage = desk.wait_for_card(ask) if desk else "lost"
    return {"stage": stage, "sentence": spoken(CARD_STAGES[stage])}


def _ask(key: str) -> str:
    if not 0 < len(key) <= LONGEST_KEY:
        raise Malformed(field="key")
    return key


class ShelfForm(TypedForm):
    lift = LenientField(str, "")


@bp.post("/kiosk/take/card/<ask>/shelf")
def lay_from_the_shelf(ask: str) -> ResponseReturnValue:
    """The demonstration's card, laid on the simulated reader, or taken off it."""
    media_store = current_context().card_shelf
    if media_store is None:
        raise NotFound(machine=READER)
    if ShelfForm.read().lift.is_there:
        media_store.lift()
    else:
        media_store.lay_next()
    return render_template("kiosk/_card.html", **stage_of(_ask(ask)))
