"""Finding a guide by typing: letters, the characters they stand for, digits for its number.

Results and characters to choose from come while somebody types.

The page works letter by letter without scripts too: every key is a link.
"""

from collections.abc import Sequence
from string import ascii_uppercase
from uuid import uuid4

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hall.catalogue.model import Item
from hall.catalogue.search.folding import LONGEST_QUERY
from hall.catalogue.search.spelling_out import WordChoice
from hall.catalogue.usage_counts import count_miss
from hall.line import queries as line
from hall.parsing import whole_number
from hall.unit_of_work import ReadSession
from kiosk import word_choices
from kiosk.comfort import comfort
from kiosk.taking import Tile, tiles_of
from web.app_context import current_context, current_hall
from web.forms.fields import LenientField, no_longer_than
from web.forms.typed_form import TypedForm
from web.language import CHINESE, language

bp = Blueprint("search", __name__, url_prefix="/kiosk/search", template_folder="templates")

#: As many as can be read without getting lost.
MOST_SHOWN = 20
#: What is offered where nothing is found.
MOST_NEAREST = 3


class SearchForm(TypedForm):
    q = LenientField(no_longer_than(LONGEST_QUERY), "")
    more = LenientField(whole_number, 0)


@bp.get("/")
def page() -> str:
    form = SearchForm.read_query()
    layout = "kiosk/_main.html" if "X-Fragment" in request.headers else "kiosk/frame.html"
    with current_hall().read() as snapshot:
        return render_template(
            "kiosk/search.html",
            layout=layout,
            now=snapshot.now,
            letters=ascii_uppercase,
            **_shown(snapshot, form),
        )


@bp.route("/results", methods=["GET", "POST"])
def results() -> str:
    """While somebody types, their words are posted: no log of addresses keeps them."""
    form = SearchForm.read() if request.method == "POST" else SearchForm.read_query()
    with current_hall().read() as snapshot:
        return render_template("kiosk/_results.html", **_shown(snapshot, form))


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


def _shown(snapshot: ReadSession, form: SearchForm) -> dict[str, object]:
    typed = form.q.value
    choices: Sequence[WordChoice] = ()
    if language() == CHINESE:  # whoever reads English chooses no characters
        choices = current_context().finder.choices(snapshot.session, typed, word_choices.MOST)
    row = word_choices.row_of(choices, comfort(), form.more.value)
    return {"typed": typed, "row": row, **_found_or_nearest(snapshot, typed)}


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
