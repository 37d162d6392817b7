"""Every machine with its state, since when, its last error, what it did, and what to do."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.errors import NotFound
from hall.machine_history import done_on, losses_on, turns_of
from hall.people.queries import agent_has_too_much
from hall.slips.actions import want_sheet
from hall.slips.trial_sheet import trial_sheet
from office.page import office_page
from office.virtual_printer import virtual_printer
from web import sentences
from web.app_context import current_context
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.port_search import current_port_search
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_devices", __name__, url_prefix="/office/devices", template_folder="templates"
)


@bp.get("")
def devices() -> str:
    with office_page() as (show, snapshot):
        return show("office/devices.html", **_models(), **_states(), **virtual_printer())


def _models() -> dict[str, object]:
    context = current_context()
    return {"models": context.printer_models, "profile": context.printer_profile}


@bp.get("/_states")
def states() -> str:
    must_be_manager()
    return render_template("office/_devices.html", **_states(), **virtual_printer())


def _states() -> dict[str, object]:
    context = current_context()
    with context.hall.read() as snapshot:
        return {
            "seq": snapshot.seq,
            "agent_has_too_much": bool(context.channels) and agent_has_too_much(snapshot.session),
            "devices": [
                (
                    watch.health,
                    losses_on(snapshot.session, watch.health.machine, snapshot.today),
                    done_on(snapshot.session, watch.health.machine, snapshot.today),
                    turns_of(snapshot.session, watch.health.machine),
                )
                for watch in context.watches
            ],
        }


@bp.post("/printer/test")
@form_page(".devices")
def test_print() -> ResponseReturnValue:
    """A page that shows both edges, rare characters and a code."""
    manager = must_be_manager()
    context = current_context()
    if context.health_of("printer") is None:
        raise NotFound(machine="printer")
    with context.hall.work(actor(manager)) as work:
        said = f"{sentences.day(work.now)} {sentences.clock_seconds(work.now)}"
        sheet = trial_sheet(context.sign.hall_name, said, context.public_url)
        made_once(work, lambda: want_sheet(work, sheet).id)
    return redirect(url_for(".devices"), 303)


@bp.get("/find")
def find() -> str:
    """What hangs on which port of the server, as ``hall find-devices`` finds it."""
    with office_page() as (show, snapshot):
        return show(
            "office/find_devices.html", seq=snapshot.seq, search=current_port_search().state
        )


@bp.get("/find/_state")
def find_state() -> str:
    must_be_manager()
    with current_context().hall.read() as snapshot:
        seq = snapshot.seq
    return render_template("office/_find_devices.html", seq=seq, search=current_port_search().state)


@bp.post("/find")
@form_page(".find")
def begin_to_find() -> ResponseReturnValue:
    """Begun at once on its own thread; the page shows how far it is."""
    must_be_manager()
    current_port_search().begin()
    return redirect(url_for(".find"), 303)
