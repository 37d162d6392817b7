"""One guide, at the kiosk and on a telephone in the hall."""

from uuid import uuid4

from flask import render_template, url_for

from hall.catalogue import queries
from hall.catalogue.model import Item
from hall.catalogue.terms import LIFE_EVENTS
from hall.catalogue.usage_counts import count_view
from hall.guidance.materials import materials_of
from hall.line.coverage import is_served
from kiosk.guides.guide_text import as_needed, told, windows_of
from kiosk.pages import bp, page, prints_here
from web.app_context import current_hall
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm
from web.same_origin import comes_from_elsewhere


class CameByQuery(TypedForm):
    """The list that led here."""

    by = LenientField(str, "")


@bp.get("/kiosk/item/<code>")
def item(code: str) -> str:
    with current_hall().read() as snapshot:
        found = queries.item_by_code(snapshot.session, code)
        shown = page(
            "kiosk/item.html",
            now=snapshot.now,
            item=found,
            parts_in_order=as_needed(found),
            back=_back(found),
            papers=found.material_rows or materials_of(found),
            windows=windows_of(found),
            prints=prints_here(),
            served=found.service is not None and is_served(snapshot.session, found.service),
            key=uuid4().hex,
        )
    if not comes_from_elsewhere():
        with current_hall().work("kiosk") as work:  # a number goes up: nothing of the hall changes
            count_view(work, found.id, found_by_search=_by() == "search")
    return shown


def _by() -> str:
    return CameByQuery.read_query().by.value


def _back(item: Item) -> str:
    """To the list that led here; who came by another way goes to the module."""
    by = _by()
    if by == "search":
        return url_for(".search.page")
    return (
        url_for(".life", event=by) if by in LIFE_EVENTS else url_for(".items", module=item.module)
    )


@bp.get("/g/<int:number>")
def on_the_phone(number: int) -> str:
    """Public, and nobody is noted: the address stands on the kiosk, on cards and on notices."""
    with current_hall().read() as snapshot:
        found = queries.item_by_number(snapshot.session, number)
        parts = [(name, told(found, name)) for name, _ in as_needed(found)]
        return render_template(
            "kiosk/phone_guide.html",
            now=snapshot.now,
            item=found,
            parts_told=parts,
            windows=windows_of(found),
        )
