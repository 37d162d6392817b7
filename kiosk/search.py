"""Finding a guide by typing: letters for initials, digits for its number, results while typing.

The page works letter by letter without scripts too: every key is a link.
"""

from string import ascii_uppercase
from uuid import uuid4

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hall.catalogue.model import Item
from hall.catalogue.search.folding import LONGEST_QUERY
from hall.catalogue.usage_counts import count_miss
from hall.line import queries as line
from hall.unit_of_work import ReadSession
from kiosk.taking import Tile, tiles_of
from web.app_context import current_context, current_hall
from web.forms.fields import LenientField, no_longer_than
from web.forms.typed_form import TypedForm

bp = Blueprint("search", __name__, url_prefix="/kiosk/search", template_folder="templates")

#: As many as can be read without getting lost.
MOST_SHOWN = 20
#: What is offered where nothing is found.
MOST_NEAREST = 3


class SearchForm(TypedForm):
    q = LenientField(no_longer_than(LONGEST_QUERY), "")


@bp.get("/")
def page() -> str:
    typed = SearchForm.read_query().q.value
    layout = "kiosk/_main.html" if "X-Fragment" in request.headers else "kiosk/frame.html"
    with current_hall().read() as snapshot:
        return render_template(
            "kiosk/search.html",
            layout=layout,
            now=snapshot.now,
            letters=ascii_uppercase,
            typed=typed,
            **_found_or_nearest(snapshot, typed),
        )


@bp.route("/results", methods=["GET", "POST"])
def results() -> str:
    """While somebody types, their words are posted: no log of addresses keeps them."""
    form = SearchForm.read() if request.method == "POST" else SearchForm.read_query()
    typed = form.q.value
    with current_hall().read() as snapshot:
        return render_template(
            "kiosk/_found.html", typed=typed, **_found_or_nearest(snapshot, typed)
        )


@bp.post("/missed")
def missed() -> ResponseReturnValue:
    """Somebody stopped typing, and there was nothing: the words are counted, not the person."""
    typed = SearchForm.read().q.value
    with current_hall().read() as snapshot:
        found = _found(snapshot, typed)
    if typed and not found:
        with current_hall().work("kiosk") as work:
            count_miss(work, typed)
    return "", 204


def _found(snapshot: ReadSession, typed: str) -> list[Item]:
    return current_context().finder.find(snapshot.session, typed, MOST_SHOWN) if typed else []


def _found_or_nearest(snapshot: ReadSession, typed: str) -> dict[str, object]:
    """Nothing found is no dead end: what is nearest, a number for who is to be helped, a window."""
    found = _found(snapshot, typed)
    if found or not typed:
        return {"found": found}
    return {
        "found": [],
        "nearest": current_context().finder.nearest(snapshot.session, typed, MOST_NEAREST),
        "helper": next((tile for tile in tiles_of(snapshot) if _helps_now(tile)), None),
        "duty_windows": [window.name for window in line.windows(snapshot.session) if window.duty],
        "key": uuid4().hex,
    }


def _helps_now(tile: Tile) -> bool:
    return tile.service.helps and tile.standing.takeable
