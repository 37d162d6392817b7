"""窗口和业务: windows, services, and the reasons that kiosk and desk offer."""

from collections.abc import Sequence

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.line import coverage, queries, services_and_windows
from hall.line.handing_over import away_from
from hall.line.model import Service, Window
from hall.line.reasons import PauseReason, Priority, WordedReason, add_reason, rename_reason
from hall.line.services_and_windows import WindowSettings
from hall.line.taking_away import retire_service, retire_window
from hall.list_entries import ListEntry, entry_by_id
from hall.speech.letters import clear_letters, sound_alike
from hall.unit_of_work import ReadSession, UnitOfWork
from office import window_forms as forms
from office.lists import keep_list
from office.page import office_page
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_windows", __name__, url_prefix="/office/windows", template_folder="templates"
)

WINDOWS = keep_list(bp, Window, ".page", retire=retire_window)
SERVICES = keep_list(bp, Service, ".page", retire=retire_service)
REASON_KINDS: dict[str, type[WordedReason]] = {
    kind.__tablename__: kind for kind in (Priority, PauseReason)
}
REASONS = [keep_list(bp, kind, ".page") for kind in REASON_KINDS.values()]


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        session = snapshot.session
        windows, services = WINDOWS.read(snapshot), SERVICES.read(snapshot)
        prefixes = [service.prefix for service in services.entries]
        return show(
            "office/windows.html",
            windows=windows,
            services=services,
            alike=sound_alike(prefixes),
            clear=clear_letters(prefixes),
            unserved=coverage.unserved(session),
            waiting=queries.waiting_by_service(session, snapshot.today),
            held={window.id: _held(snapshot, window) for window in windows.entries},
            reasons=[kept.read(snapshot) for kept in REASONS],
        )


def _held(snapshot: ReadSession, window: Window) -> dict[str, object]:
    """Who is with this window: in hand, and parked or missed."""
    at = (snapshot.session, snapshot.today, window)
    return {"in_hand": queries.at_window(*at), "away": away_from(*at)}


@bp.post("/services")
@form_page(".page")
def change_service() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.ServiceForm.read()
    prefix = form.prefix.value.upper()
    with current_hall().work(actor(manager)) as work:
        if form.new.value:
            add = services_and_windows.add_service
            service_id = made_once(work, lambda: add(work, prefix, form.wish).id)
        else:
            service = queries.service_by_prefix(work.session, prefix)
            services_and_windows.change_service(work, service, form.wish)
            service_id = service.id
    return _back_to(Service, service_id)


@bp.post("/windows")
@form_page(".page")
def change_window() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.WindowForm.read()
    name = form.name.value
    with current_hall().work(actor(manager)) as work:
        wish = WindowSettings(
            department=form.department.value,
            duty=form.duty.value,
            services=_services(work, form.service.value),
            said=form.said(work),
        )
        if form.new.value:
            add = services_and_windows.add_window
            window_id = made_once(work, lambda: add(work, name, wish).id)
        else:
            window = queries.window_by_name(work.session, name)
            services_and_windows.rename_window(work, window, form.rename.value or window.name)
            services_and_windows.change_window(work, window, wish)
            window_id = window.id
    return _back_to(Window, window_id)


@bp.post("/reasons/<any(priority, pause_reason):name>")
@form_page(".page")
def word_reason(name: str) -> ResponseReturnValue:
    """A new one, or other words for one there is."""
    manager, form = must_be_manager(), forms.ReasonForm.read()
    kind = REASON_KINDS[name]
    with current_hall().work(actor(manager)) as work:
        reason_id = form.id.value
        if reason_id is None:
            reason_id = made_once(work, lambda: add_reason(work, kind, form.name.value).id)
        else:
            rename_reason(work, entry_by_id(work.session, kind, reason_id), form.name.value)
    return _back_to(kind, reason_id)


def _services(work: UnitOfWork, prefixes: Sequence[str]) -> list[Service]:
    return [queries.service_by_prefix(work.session, prefix) for prefix in prefixes]


def _back_to(kind: type[ListEntry], entry_id: int) -> ResponseReturnValue:
    return redirect(url_for(".page", _anchor=f"{kind.__tablename__}-{entry_id}"), 303)
