"""屏幕: each registered once, and a map of how they all are."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.line.queries import services, windows
from hall.needs.surroundings import screen_states
from hall.screens.actions import change, hang_again, register, take_down
from hall.screens.legibility import Panel, readable_metres
from hall.screens.model import Screen, ScreenRole
from hall.screens.orders import give
from hall.screens.queries import screen_by_id
from hall.screens.reading_distance import readable_from
from hall.unit_of_work import ReadSession
from office import screen_forms as forms
from office.lists import keep_list
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_screens", __name__, url_prefix="/office/screens")

SCREENS = keep_list(
    bp,
    Screen,
    ".page",
    retire=lambda work, screen, said: take_down(work, screen),
    bring_back=hang_again,
)


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        kept = SCREENS.read(snapshot)
        panels = {screen.id: panel_of(screen) for screen in kept.entries}
        names = [window.name for window in windows(snapshot.session)]
        many = len(services(snapshot.session))
        return render_template(
            "office/screens.html",
            manager=manager,
            kept=kept,
            roles=ScreenRole,
            windows=windows(snapshot.session),
            metres={key: readable_metres(panel) for key, panel in panels.items()},
            readable={key: readable_from(panel, names, many) for key, panel in panels.items()},
            **_map(snapshot),
        )


def panel_of(screen: Screen) -> Panel:
    return Panel(screen.role, screen.width_mm, screen.height_mm, screen.distance_mm)


@bp.get("/_map")
def wall_map() -> str:
    must_be_manager()
    with current_hall().read() as snapshot:
        return render_template("office/_screen_map.html", **_map(snapshot))


def _map(snapshot: ReadSession) -> dict[str, object]:
    context = current_context()
    states = screen_states(snapshot, context.surroundings)
    heard = [(screen, context.presence.account(screen.name), state) for screen, state in states]
    return {
        "seq": snapshot.seq,
        "now": snapshot.now,
        "screens": [
            (
                screen,
                account.beat if account else None,
                account.pages(snapshot.now) if account else [],
                state,
            )
            for screen, account, state in heard
        ],
    }


@bp.post("/orders")
@form_page(".page")
def order() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.OrderForm.read()
    with current_hall().work(actor(manager)) as work:
        give(work, screen_by_id(work.session, form.id.value), form.order.value)
    return redirect(url_for(".page"), 303)


@bp.post("")
@form_page(".page")
def save() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.ScreenForm.read()
    with current_hall().work(actor(manager)) as work:
        wish = form.wish(work)
        if form.new.value:
            screen_id = made_once(work, lambda: register(work, wish).id)
        else:
            screen_id = form.id.value or 0
            change(work, screen_by_id(work.session, screen_id), wish)
    return redirect(url_for(".page", _anchor=f"screen-{screen_id}"), 303)
