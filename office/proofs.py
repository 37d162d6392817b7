"""公示证明: made on demand, and read again."""

from flask import Blueprint, Response, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from hall.errors import NotFound
from hall.exposures.proving import prove
from hall.exposures.queries import proof_by_id
from hall.notices.storage import Verdict
from lobby.door import the_hall, the_house
from lobby.sign_in import must_be_manager

bp = Blueprint("office_proofs", __name__, url_prefix="/office")


@bp.post("/notices/<int:notice_id>/proofs")
def make(notice_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    house = the_house()
    prove(house.hall, house.shelf, notice_id, house.sign.hall_name, manager)
    return redirect(url_for("office_notices.notice", notice_id=notice_id, _anchor="proofs"), 303)


@bp.get("/proofs/<int:proof_id>.pdf")
def proof(proof_id: int) -> Response:
    """Only as it was made: one that was changed since is no proof of anything."""
    must_be_manager()
    with the_hall().look() as look:
        name = proof_by_id(look.session, proof_id).name
    shelf = the_house().shelf
    path = shelf.path(name)
    if path is None or shelf.judge(name) is not Verdict.SOUND:
        raise NotFound(proof=proof_id)
    return send_file(path, mimetype="application/pdf", download_name=f"公示证明-{proof_id}.pdf")
