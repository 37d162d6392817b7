"""The page a screen keeps in its browser's memory for when the server is away, and who serves it.

Nothing on it can be withdrawn: the hall's name, its hours and the number for complaints.
"""

from flask import Blueprint, Response, current_app, render_template, send_from_directory

from web.app_context import current_hall

bp = Blueprint("resting", __name__)


@bp.get("/display/_resting")
def page() -> str:
    with current_hall().read() as snapshot:
        return render_template("display/resting.html", now=snapshot.now)


@bp.get("/display-worker.js")
def worker() -> Response:
    """Under this address and no other, without a version: a worker rules what lies beside it."""
    return send_from_directory(current_app.static_folder or "static", "js/screen-worker.js")
