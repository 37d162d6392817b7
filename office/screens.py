"""屏幕: each registered once, and a map of how they all are."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.line.queries import window_by_name, windows
from hall.screens.deeds import ScreenWish, change, register
from hall.screens.legibility import Panel, readable_metres
from hall.screens.model import Role
from hall.screens.orders import Order, give
from hall.screens.queries import newest_visible, screen_by_id, screens
from hall.screens.truth import Wanted, judged
from hall.work import Look, Work
from lobby.door import the_hall, the_house
from lobby.sign_in import actor, must_be_manager
from office import notice_forms as forms

bp = Blueprint("office_screens", __name__, url_prefix="/office/screens")


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with the_hall().look() as look:
        every = screens(look.session, in_use=False)
        return render_template(
            "office/screens.html",
            manager=manager,
            every=every,
            roles=Role,
            windows=windows(look.session),
            metres={
                each.id: readable_metres(
                    Panel(each.role, each.width_mm, each.height_mm, each.distance_mm)
                )
                for each in every
            },
            **_map(look),
        )


@bp.get("/_map")
def wall_map() -> str:
    must_be_manager()
    with the_hall().look() as look:
        return render_template("office/_screen_map.html", **_map(look))


def _map(look: Look) -> dict[str, object]:
    newest = newest_visible(look.session)
    version = current_app.config["ASSETS_VERSION"]
    heard = [(each, the_house().presence.account(each.name)) for each in screens(look.session)]
    return {
        "seq": look.seq,
        "now": look.now,
        "screens": [
            (
                each,
                account.beat if account else None,
                account.pages(look.now) if account else [],
                judged(account, Wanted(look.now, newest.seq, newest.at, version, each.blanked_at)),
            )
            for each, account in heard
        ],
    }


@bp.post("/orders")
def order() -> ResponseReturnValue:
    with the_hall().work(actor(must_be_manager())) as work:
        screen = screen_by_id(work.session, forms.number("id") or 0)
        give(work, screen, forms.word(Order, "order"))
    return redirect(url_for(".page"), 303)


@bp.post("")
def save() -> ResponseReturnValue:
    with the_hall().work(actor(must_be_manager())) as work:
        wish = _wish(work)
        if "new" in request.form:
            register(work, wish)
        else:
            change(work, screen_by_id(work.session, forms.number("id") or 0), wish)
    return redirect(url_for(".page"), 303)


def _wish(work: Work) -> ScreenWish:
    form = request.form
    window = form.get("window", "")
    return ScreenWish(
        name=form.get("name", "").strip(),
        role=forms.word(Role, "role"),
        place=form.get("place", ""),
        width_mm=forms.number("width_mm") or 0,
        height_mm=forms.number("height_mm") or 0,
        distance_mm=_millimetres(form.get("distance", "")),
        window=window_by_name(work.session, window) if window else None,
        in_use="new" in form or "in_use" in form,
        sound="sound" in form,
    )


def _millimetres(metres: str) -> int:
    try:
        return round(float(metres) * 1000) if len(metres) < 8 else 0
    except (ValueError, OverflowError):
        raise Malformed(field="screen_distance") from None
