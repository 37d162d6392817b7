"""公示证明: made on demand, and read again."""

from flask import Blueprint, Response, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from hall.errors import NotFound
from hall.notices.media_store import MediaState
from hall.proof_of_play.proofs import LONGEST_WAITED_DAYS, proof_by_id
from hall.proof_of_play.proving import prove
from hall.settings import change_setting
from web.app_context import current_context, current_hall
from web.forms.edit_form import EditForm
from web.forms.fields import NumberField
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sentences import proof_file_name
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_proofs", __name__, url_prefix="/office")


class ProofRulesForm(EditForm):
    proof_waits_days = NumberField(0, LONGEST_WAITED_DAYS, refusal="proof_waits_days")


@bp.post("/notices/<int:notice_id>/proofs")
@form_page("office_notices.notice", "notice_id")
def make(notice_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    context = current_context()
    name = context.sign.hall_name
    prove(context.hall, context.media_store, notice_id, name, manager, once=made_once)
    return redirect(url_for("office_notices.notice", notice_id=notice_id, _anchor="proofs"), 303)


@bp.post("/proofs/rules")
@form_page("office_notices.notices")
def rules() -> ResponseReturnValue:
    manager, days = must_be_manager(), ProofRulesForm.read().proof_waits_days.value
    with current_hall().work(actor(manager)) as work:
        change_setting(work, "proof_waits_days", str(days))
    return redirect(url_for("office_notices.notices"), 303)


@bp.get("/proofs/<int:proof_id>.pdf")
def proof(proof_id: int) -> Response:
    """Only as it was made: one that was changed since is no proof of anything."""
    must_be_manager()
    with current_hall().read() as snapshot:
        name = proof_by_id(snapshot.session, proof_id).name
    media_store = current_context().media_store
    path = media_store.path(name)
    if path is None or media_store.judge(name) is not MediaState.SOUND:
        raise NotFound(proof=proof_id)
    return send_file(path, mimetype="application/pdf", download_name=proof_file_name(proof_id))
