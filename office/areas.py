"""The six areas of the office: the bar above every page, and what each area begins with."""

from flask import Blueprint

from office.live_counts import CountedFor, live_count
from office.page import office_page
from web import navigation
from web.navigation import OfficePlace
from web.sentences.office_pages import AREAS
from web.sign_in import must_be_manager

bp = Blueprint("office_areas", __name__, url_prefix="/office/areas", template_folder="templates")

#: Today begins with its own page.
LANDINGS = tuple(area for area in AREAS if area != "today")


@bp.app_context_processor
def bar() -> dict[str, object]:
    return {
        "areas": AREAS,
        "may_open": navigation.may_open,
        "pages_for": navigation.pages_for,
        "place_here": navigation.place_here,
    }


@bp.get(f"/<any({', '.join(LANDINGS)}):area>")
def landing(area: str) -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        to = CountedFor(snapshot, manager)
        pages = navigation.pages_for(manager, area)
        return show(
            "office/area.html",
            spot=OfficePlace(area),
            pages=[(page, live_count(page.endpoint, to)) for page in pages],
        )
