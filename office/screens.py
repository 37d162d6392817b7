"""屏幕: each registered once, and a map of how they all are."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.line.queries import window_by_name, windows
from hall.screens.actions import ScreenWish, change, register
from hall.screens.legibility import Panel, readable_metres
from hall.screens.model import ScreenRole
from hall.screens.orders import Order, give
from hall.screens.queries import newest_visible, screen_by_id, screens
from hall.screens.screen_state import ExpectedScreen, judged
from hall.unit_of_work import ReadSession, UnitOfWork
from office import notice_forms as forms
from web.app_context import current_context, current_hall
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_screens", __name__, url_prefix="/office/screens")


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        every = screens(snapshot.session, in_use=False)
        return render_template(
            "office/screens.html",
            manager=manager,
            every=every,
            roles=ScreenRole,
            windows=windows(snapshot.session),
            metres={
                each.id: readable_metres(
                    Panel(each.role, each.width_mm, each.height_mm, each.distance_mm)
                )
                for each in every
            },
            **_map(snapshot),
        )


@bp.get("/_map")
def wall_map() -> str:
    must_be_manager()
    with current_hall().read() as snapshot:
        return render_template("office/_screen_map.html", **_map(snapshot))


def _map(snapshot: ReadSession) -> dict[str, object]:
    newest = newest_visible(snapshot.session)
    version = current_app.config["ASSETS_VERSION"]
    heard = [
        (each, current_context().presence.account(each.name)) for each in screens(snapshot.session)
    ]
    return {
        "seq": snapshot.seq,
        "now": snapshot.now,
        "screens": [
            (
                each,
                account.beat if account else None,
                account.pages(snapshot.now) if account else [],
                judged(
                    account,
                    ExpectedScreen(snapshot.now, newest.seq, newest.at, version, each.blanked_at),
                ),
            )
            for each, account in heard
        ],
    }


@bp.post("/orders")
def order() -> ResponseReturnValue:
    with current_hall().work(actor(must_be_manager())) as work:
        screen = screen_by_id(work.session, forms.number("id") or 0)
        give(work, screen, forms.word(Order, "order"))
    return redirect(url_for(".page"), 303)


@bp.post("")
def save() -> ResponseReturnValue:
    with current_hall().work(actor(must_be_manager())) as work:
        wish = _wish(work)
        if "new" in request.form:
            register(work, wish)
        else:
            change(work, screen_by_id(work.session, forms.number("id") or 0), wish)
    return redirect(url_for(".page"), 303)


def _wish(work: UnitOfWork) -> ScreenWish:
    form = request.form
    window = form.get("window", "")
    return ScreenWish(
        name=form.get("name", "").strip(),
        role=forms.word(ScreenRole, "role"),
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
