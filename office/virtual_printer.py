"""The virtual printer of the demonstration: its slips as pictures, and troubles to give it."""

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.errors import NotFound
from web.app_context import current_context
from web.forms.form_page import form_page
from web.sign_in import must_be_manager

bp = Blueprint("office_virtual_printer", __name__, url_prefix="/office")

SHOWN_SLIPS = 6
#: What the demonstration can do to its virtual printer, by the attribute that does it.
TROUBLES = (
    "paper_out",
    "near_end",
    "runs_out_mid_slip",
    "cover_open",
    "jammed",
    "overheated",
    "silent",
    "babbles",
    "unplugged",
)


def virtual_printer() -> dict[str, object]:
    """What the page of devices shows of it; its ``tray`` is None where a real one hangs."""
    tray = current_context().tray
    slips = tray.slips()[:SHOWN_SLIPS] if tray else ()
    return {"tray": tray, "troubles": TROUBLES, "slips": slips}


@bp.get("/slips/<name>")
def slip(name: str) -> ResponseReturnValue:
    must_be_manager()
    tray = current_context().tray
    picture = tray.picture(name) if tray else None
    if picture is None:
        raise NotFound(slip=name)
    return Response(
        picture, mimetype="image/png", headers={"Cache-Control": "private, max-age=3600"}
    )


@bp.post("/printer/<trouble>")
@form_page("office_devices.devices")
def trouble_the_printer(trouble: str) -> ResponseReturnValue:
    """Give the virtual printer a trouble, or take it away again."""
    must_be_manager()
    tray = current_context().tray
    if tray is None or trouble not in TROUBLES:
        raise NotFound(trouble=trouble)
    setattr(tray, trouble, not getattr(tray, trouble))
    return redirect(url_for("office_devices.devices"), 303)
