"""What visitors could read of an item on a day."""

from datetime import date

from flask import Blueprint, request

from hall.catalogue import office_queries, versions
from hall.clock import hall_day
from office.items import known
from office.page import office_page

bp = Blueprint("versions", __name__, url_prefix="/items", template_folder="templates")


@bp.get("/<int:item_id>/versions")
def on_a_day(item_id: int) -> str:
    """What visitors could read on a day; today unless another is asked for."""
    with office_page() as (show, snapshot):
        item = office_queries.item_by_id(snapshot.session, known(item_id))
        day = _day(request.args.get("day", ""), snapshot.today)
        return show(
            "office/item_versions.html",
            item=item,
            day=day,
            shown=versions.versions_on(snapshot.session, item.id, day),
            versions=versions.versions_of(snapshot.session, item.id),
            day_of=hall_day,
        )


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise
