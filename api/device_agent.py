"""Where ``hall devices`` speaks to the server: calls for its machines, touches at its reader.

Not part of the access port: both ends are this program, of the same version.
"""

from datetime import timedelta
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from api.access import must_have
from hall.attendance.remote_touches import arrive
from hall.errors import Malformed, NotFound
from hall.machines import Touch
from hall.people.model import Scope
from hall.remote_devices import RpcChannel, word_from
from web.app_context import current_context, current_hall

bp = Blueprint("outpost", __name__, url_prefix="/api/outpost")

LONGEST_WAIT_SECONDS = 10.0


def _channel(machine: str) -> RpcChannel:
    channel = current_context().channels.get(machine)
    if channel is None:
        raise NotFound(machine=machine)
    return channel


def _sent() -> dict[str, Any]:
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        raise Malformed(field="json")
    return sent


@bp.post("/<machine>/next")
def next_call(machine: str) -> ResponseReturnValue:
    must_have(Scope.MANAGE)
    sent = _sent()
    told, wait = sent.get("told"), sent.get("wait")
    if not isinstance(told, dict) or not isinstance(wait, (int, float)):
        raise Malformed(field="json")
    call = _channel(machine).next_call(told, min(wait, LONGEST_WAIT_SECONDS))
    if call is None:
        return jsonify(None)
    return jsonify(id=call.id, name=call.name, values=call.values)


@bp.post("/<machine>/answers/<call_id>")
def bring(machine: str, call_id: str) -> ResponseReturnValue:
    must_have(Scope.MANAGE)
    return jsonify(wanted=_channel(machine).bring(call_id, _sent()))


@bp.post("/pads/<key>")
def pad_word(key: str) -> ResponseReturnValue:
    must_have(Scope.MANAGE)
    pads = current_context().pads
    if pads is None:
        raise NotFound(machine="call_pads")
    return jsonify(fresh=pads.arrive(key, word_from(_sent())))


@bp.post("/touches/<key>")
def touch(key: str) -> ResponseReturnValue:
    must_have(Scope.MANAGE)
    sent = _sent()
    try:
        page, score = sent["page"], int(sent["score"])
        touched = Touch(None if page is None else int(page), score)
        age = timedelta(seconds=max(0.0, float(sent["age_seconds"])))
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Malformed(field="touch") from None
    with current_hall().work("fingerprint_reader") as work:
        fresh = arrive(work, key, touched, age, sent.get("mark"))
    return jsonify(fresh=fresh)
