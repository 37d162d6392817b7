"""What the duty officer is told about machines: paper that runs low, a printer that stopped."""

from collections.abc import Sequence

from flask import Blueprint, render_template

from hall.machine_watch import MachineHealth
from hall.people.model import Role, Staff
from web.app_context import current_context
from web.sign_in import must_be_staff

bp = Blueprint("duty", __name__, template_folder="templates")

LOW = "near_end"


@bp.app_context_processor
def on_duty() -> dict[str, object]:
    return {"is_on_duty": is_on_duty, "machines_to_tend": machines_to_tend}


def is_on_duty(clerk: Staff) -> bool:
    return clerk.role is Role.DUTY


@bp.get("/counter/machines")
def machines() -> str:
    must_be_staff()
    return render_template("counter/_machines.html", to_tend=machines_to_tend())


def machines_to_tend() -> Sequence[MachineHealth]:
    """Those that do not serve, and a printer whose roll is near its end."""
    healths = [watch.health for watch in current_context().watches]
    return [health for health in healths if health.fault or health.note == LOW]
