"""Today's figures, the machines and their state, the virtual printer's slips, settings."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.queries import punches_on
from hall.errors import NotFound
from hall.line import queries
from hall.settings import change_setting, setting
from lobby.door import the_hall, the_house
from lobby.sign_in import actor, must_be_manager

bp = Blueprint("office", __name__, template_folder="templates")

SHOWN_SLIPS = 6


@bp.get("/office")
def overview() -> str:
    manager = must_be_manager()
    with the_hall().look() as look:
        return render_template(
            "office/overview.html",
            manager=manager,
            now=look.now,
            mask_names=setting(look.session, "mask_names") == "yes",
            **_today(),
        )


@bp.get("/office/_today")
def today() -> str:
    must_be_manager()
    return render_template("office/_today.html", **_today())


def _today() -> dict[str, object]:
    house = the_house()
    with house.hall.look() as look:
        return {
            "seq": look.seq,
            "behind": house.hall.behind(),
            "figures": queries.figures(look.session, look.today),
            "windows": queries.windows(look.session),
            "waiting": queries.board(look.session, look.today).waiting,
            "punches": punches_on(look.session, look.today),
            "machines": [watch.health for watch in house.watches],
            "slips": house.tray.slips()[:SHOWN_SLIPS] if house.tray else None,
        }


@bp.get("/office/slips/<name>.png")
def slip(name: str) -> ResponseReturnValue:
    must_be_manager()
    tray = the_house().tray
    picture = tray.picture(name) if tray else None
    if picture is None:
        raise NotFound(slip=name)
    return Response(
        picture, mimetype="image/png", headers={"Cache-Control": "private, max-age=3600"}
    )


@bp.post("/office/settings")
def settings() -> ResponseReturnValue:
    manager = must_be_manager()
    with the_hall().work(actor(manager)) as work:
        change_setting(work, "mask_names", "yes" if request.form.get("mask_names") else "no")
    return redirect(url_for(".overview"), 303)


@bp.post("/office/clock")
def accept_the_clock() -> ResponseReturnValue:
    the_hall().accept_the_clock(actor(must_be_manager()))
    return redirect(url_for(".overview"), 303)
