"""What visitors could read of an item on a day."""

from datetime import date

from flask import Blueprint, render_template

from hall.catalogue import office_queries, versions
from hall.clock import hall_day
from hall.parsing import day as day_typed
from office.items import known
from web.app_context import current_hall
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm
from web.sign_in import must_be_manager

bp = Blueprint("versions", __name__, url_prefix="/items", template_folder="templates")


class VersionsQuery(TypedForm):
    day = LenientField[date | None](day_typed, None)


@bp.get("/<int:item_id>/versions")
def on_a_day(item_id: int) -> str:
    """What visitors could read on a day; today unless another is asked for."""
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        item = office_queries.item_by_id(snapshot.session, known(item_id))
        day = VersionsQuery.read_query().day.value or snapshot.today
        return render_template(
            "office/item_versions.html",
            manager=manager,
            now=snapshot.now,
            item=item,
            day=day,
            shown=versions.versions_on(snapshot.session, item.id, day),
            versions=versions.versions_of(snapshot.session, item.id),
            day_of=hall_day,
        )
