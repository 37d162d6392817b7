"""Pages and fragments of the public screens."""

from io import BytesIO

from flask import Blueprint, Response, render_template, request, send_file
from flask.typing import ResponseReturnValue

from hall.errors import Malformed, NotFound
from hall.line import queries
from hall.notices.queries import showing
from lobby.door import the_hall, the_house

bp = Blueprint("display", __name__, template_folder="templates")

MAIN_SCREEN = "main"
#: What a page that plays an announcement can say of it.
REPORTS = ("began", "ended", "failed")


@bp.get("/display")
@bp.get("/display/<screen>")
def board(screen: str = MAIN_SCREEN) -> str:
    with the_hall().look() as look:
        return render_template(
            "display/board.html",
            screen=screen,
            now=look.now,
            board=queries.board(look.session, look.today),
            seq=look.seq,
            notices=showing(look.session, look.now),
        )


@bp.get("/display/_calls")
def calls() -> str:
    """The calls as they stand; rendered once for all screens when a call is announced."""
    with the_hall().look() as look:
        return render_template(
            "display/_calls.html", board=queries.board(look.session, look.today), seq=look.seq
        )


@bp.get("/display/_notices")
def notices() -> str:
    with the_hall().look() as look:
        return render_template("display/_notices.html", notices=showing(look.session, look.now))


@bp.get("/display/sounds/<name>.opus")
def sound(name: str) -> Response:
    """One announcement; its name is its content's, so a browser may keep it."""
    file = the_house().loudspeaker.sound(name)
    if file is None:
        raise NotFound(sound=name)
    # In pieces if it is asked for so: browsers learn from its end how long it lasts.
    answer = send_file(BytesIO(file), "audio/ogg", conditional=True)
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


@bp.post("/display/announcements/<int:number>/<what>")
def report(number: int, what: str) -> ResponseReturnValue:
    """The page that was asked to play says how it goes; 0 is its own sound test."""
    if what not in REPORTS:
        raise Malformed(field="report")
    the_house().loudspeaker.report(request.args.get("player", ""), number, what)
    return "", 204
