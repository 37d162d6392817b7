"""What a screen plays of the voice, and what it says of the playing."""

from io import BytesIO

from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue

from hall.errors import Malformed, NotFound
from web.app_context import current_context
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm

bp = Blueprint("sounds", __name__, url_prefix="/display")

#: What a page that plays an announcement can say of it.
REPORTS = ("began", "ended", "failed", "able")


@bp.get("/sounds/<name>.opus")
def sound(name: str) -> Response:
    """One announcement; its name is its content's, so a browser may keep it."""
    file = current_context().loudspeaker.sound(name)
    if file is None:
        raise NotFound(sound=name)
    # In pieces if it is asked for so: browsers learn from its end how long it lasts.
    answer = send_file(BytesIO(file), "audio/ogg", conditional=True)
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


class PlayerQuery(TypedForm):
    player = LenientField(str, "")


@bp.post("/announcements/<int:number>/<what>")
def report(number: int, what: str) -> ResponseReturnValue:
    """The page that was asked to play says how it goes; 0 is whether it may
    sound at all: "failed" while its browser is quiet, "able" when somebody woke it."""
    if what not in REPORTS:
        raise Malformed(field="report")
    current_context().loudspeaker.report(PlayerQuery.read_query().player.value, number, what)
    return "", 204
