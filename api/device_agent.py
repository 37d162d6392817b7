"""Where ``hall devices`` speaks to the server: calls for its machines, touches at its reader.

Not part of the access port: both ends are this program, of the same version.
"""

from datetime import timedelta
from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from api.access import must_have
from api.agent_bodies import AskedBody, TouchBody, word_from
from hall.attendance.remote_touches import arrive
from hall.errors import NotFound
from hall.machines import Touch
from hall.people.model import Scope
from hall.remote_devices import RpcChannel
from web.app_context import current_context, current_hall
from web.json_body import posted

bp = Blueprint("outpost", __name__, url_prefix="/api/outpost")

LONGEST_WAIT_SECONDS = 10.0


def _channel(machine: str) -> RpcChannel:
    channel = current_context().channels.get(machine)
    if channel is None:
        raise NotFound(machine=machine)
    return channel


@bp.post("/<machine>/next")
def next_call(machine: str) -> ResponseReturnValue:
    must_have(Scope.DEVICE)
    asked = posted(AskedBody)
    call = _channel(machine).next_call(asked.told, min(asked.wait, LONGEST_WAIT_SECONDS))
    if call is None:
        return jsonify(None)
    return jsonify(id=call.id, name=call.name, values=call.values)


@bp.post("/<machine>/calls/<call_id>/alive")
def still_at(machine: str, call_id: str) -> ResponseReturnValue:
    """Heard of every few seconds while a call is made: a slow print is no dead agent."""
    must_have(Scope.DEVICE)
    return jsonify(wanted=_channel(machine).hear(call_id))


@bp.post("/<machine>/answers/<call_id>")
def bring(machine: str, call_id: str) -> ResponseReturnValue:
    must_have(Scope.DEVICE)
    return jsonify(wanted=_channel(machine).bring(call_id, posted(dict[str, Any])))


@bp.post("/pads/<key>")
def pad_word(key: str) -> ResponseReturnValue:
    must_have(Scope.DEVICE)
    pads = current_context().pads
    if pads is None:
        raise NotFound(machine="call_pads")
    return jsonify(fresh=pads.arrive(key, word_from(posted(dict[str, Any]))))


@bp.post("/touches/<key>")
def touch(key: str) -> ResponseReturnValue:
    must_have(Scope.DEVICE)
    told = posted(TouchBody)
    touched, age = Touch(told.page, told.score), timedelta(seconds=max(0.0, told.age_seconds))
    with current_hall().work("fingerprint_reader") as work:
        fresh = arrive(work, key, touched, age, told.mark)
    return jsonify(fresh=fresh)
