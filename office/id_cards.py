"""Which services ask for an ID card at the kiosk, and how long each needs its number."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.errors import NotFound
from hall.id_cards.actions import MOST_DAYS, change_wish, kept_numbers, wishes
from hall.line import queries
from hall.line.model import Service
from web.app_context import current_context, current_hall
from web.forms.edit_form import EditForm
from web.forms.fields import FlagField, OptionalField, number_within
from web.forms.form_page import form_page
from web.forms.typed_form import form_of
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_id_cards", __name__, url_prefix="/office/id-cards", template_folder="templates"
)

READER = "id_card_reader"


def card_wishes_form(services: Sequence[Service]) -> type[EditForm]:
    """What each service wants of ID cards; nothing typed keeps no number."""
    days = number_within(0, MOST_DAYS)
    fields: dict[str, Any] = {}
    for service in services:
        fields[f"{service.prefix}-asks"] = FlagField()
        fields[f"{service.prefix}-days"] = OptionalField(
            days, refusal="number", bounds={"least": 0, "most": MOST_DAYS}
        )
    form: type[EditForm] = form_of("CardWishesForm", fields, EditForm)
    return form


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    context = current_context()
    with context.hall.read() as snapshot:
        return render_template(
            "office/id_cards.html",
            manager=manager,
            now=snapshot.now,
            reader=context.health_of(READER),
            services=queries.services(snapshot.session),
            wishes=wishes(snapshot.session),
            kept=kept_numbers(snapshot.session),
            most_days=MOST_DAYS,
            troubles=context.card_shelf.troubles() if context.card_shelf else {},
        )


@bp.post("")
@form_page(".page")
def change() -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        form_class = card_wishes_form(queries.services(snapshot.session))
    form = form_class.read()
    with current_hall().work(actor(manager)) as work:
        for service in queries.services(work.session):
            if f"{service.prefix}-asks" in form:  # else it was added in this moment
                days = form.value_of(f"{service.prefix}-days") or 0
                asks = form.value_of(f"{service.prefix}-asks")
                change_wish(work, service, asks=asks, keep_days=days)
    return redirect(url_for(".page"), 303)


@bp.post("/trouble/<name>")
@form_page(".page")
def trouble(name: str) -> ResponseReturnValue:
    """Give the simulated reader a trouble, or take it away again."""
    must_be_manager()
    media_store = current_context().card_shelf
    if media_store is None or name not in media_store.troubles():
        raise NotFound(trouble=name)
    media_store.trouble(name)
    return redirect(url_for(".page"), 303)
