"""Pages and fragments of the public screens."""

from flask import Blueprint, render_template

from hall.line import queries
from hall.notices.queries import showing
from lobby.door import the_hall

bp = Blueprint("display", __name__, template_folder="templates")

MAIN_SCREEN = "main"


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
