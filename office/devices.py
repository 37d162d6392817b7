"""Every machine with its state, since when, its last error, what it did, and what to do."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.errors import NotFound
from hall.machine_log import done_on, losses_on, turns_of
from hall.slips.deeds import want_sheet
from hall.slips.trial import trial_sheet
from lobby import sentences
from lobby.door import the_hall, the_house
from lobby.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_devices", __name__, url_prefix="/office/devices", template_folder="templates"
)


@bp.get("")
def devices() -> str:
    manager = must_be_manager()
    with the_hall().look() as look:
        return render_template("office/devices.html", manager=manager, now=look.now, **_states())


@bp.get("/_states")
def states() -> str:
    must_be_manager()
    return render_template("office/_devices.html", **_states())


def _states() -> dict[str, object]:
    house = the_house()
    with house.hall.look() as look:
        return {
            "seq": look.seq,
            "devices": [
                (
                    watch.health,
                    losses_on(look.session, watch.health.machine, look.today),
                    done_on(look.session, watch.health.machine, look.today),
                    turns_of(look.session, watch.health.machine),
                )
                for watch in house.watches
            ],
        }


@bp.post("/printer/test")
def test_print() -> ResponseReturnValue:
    """A page that shows both edges, rare characters and a code."""
    manager = must_be_manager()
    house = the_house()
    if house.health_of("printer") is None:
        raise NotFound(machine="printer")
    with house.hall.work(actor(manager)) as work:
        said = f"{sentences.day(work.now)} {sentences.clock_seconds(work.now)}"
        want_sheet(work, trial_sheet(house.sign.hall_name, said, house.public_url))
    return redirect(url_for(".devices"), 303)
