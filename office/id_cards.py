"""Which services ask for an ID card at the kiosk, and how long each needs its number."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.errors import NotFound
from hall.id_cards.actions import MOST_DAYS, change_wish, kept_numbers, wishes
from hall.line import queries
from web.app_context import current_context, current_hall
from web.forms.fields import FlagField, OptionalField, number_within
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_id_cards", __name__, url_prefix="/office/id-cards", template_folder="templates"
)

READER = "id_card_reader"


class CardWishForm(TypedForm):
    """What one service wants of ID cards; nothing typed keeps no number."""

    asks = FlagField()
    keep_days = OptionalField(
        number_within(0, MOST_DAYS), refusal="number", bounds={"least": 0, "most": MOST_DAYS}
    )


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


@bp.post("/services/<prefix>")
@form_page(".page")
def change(prefix: str) -> ResponseReturnValue:
    manager, form = must_be_manager(), CardWishForm.read()
    days = form.keep_days.value or 0
    with current_hall().work(actor(manager)) as work:
        service = queries.service_by_prefix(work.session, prefix)
        change_wish(work, service, asks=form.asks.value, keep_days=days)
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
