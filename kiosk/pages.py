"""How every page of the kiosk is served: whole, or as its main part alone to the kiosk's frame.

The frame stays loaded (X-Fragment): so a touch costs one request, and a server that restarts is
never seen as a browser's error page.
"""

from flask import Blueprint, render_template, request

from hall.machine_watch import MachineHealth
from hall.slips.model import PaperSlip
from kiosk.slip_status import slip_status
from web.app_context import current_context
from web.sentences.papers import NUMBER_SLIP, REMEMBER_NUMBER

bp = Blueprint("kiosk", __name__, template_folder="templates")


def page(template: str, **values: object) -> str:
    layout = "kiosk/_main.html" if in_the_frame() else "kiosk/frame.html"
    return render_template(template, layout=layout, **values)


def in_the_frame() -> bool:
    return "X-Fragment" in request.headers


def news_of(
    paper: PaperSlip | None, name: str = NUMBER_SLIP, instead: str = REMEMBER_NUMBER
) -> dict[str, str]:
    """What the visitor should know about a paper on its way."""
    return slip_status(paper, _printer(), name, instead)


def prints_here() -> bool:
    return _printer() is not None


def _printer() -> MachineHealth | None:
    return current_context().health_of("printer")
