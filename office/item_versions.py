"""What visitors could read of an item on a day."""

from datetime import date

from flask import Blueprint

from hall.catalogue import office_queries, versions
from hall.clock import hall_day
from hall.parsing import day as day_typed
from office.items import known
from office.page import office_page
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm

bp = Blueprint("versions", __name__, url_prefix="/items", template_folder="templates")


class VersionsQuery(TypedForm):
    day = LenientField[date | None](day_typed, None)


@bp.get("/<int:item_id>/versions")
def on_a_day(item_id: int) -> str:
    """What visitors could read on a day; today unless another is asked for."""
    with office_page() as (show, snapshot):
        item = office_queries.item_by_id(snapshot.session, known(item_id))
        day = VersionsQuery.read_query().day.value or snapshot.today
        return show(
            "office/item_versions.html",
            item=item,
            day=day,
            shown=versions.versions_on(snapshot.session, item.id, day),
            versions=versions.versions_of(snapshot.session, item.id),
            day_of=hall_day,
        )
