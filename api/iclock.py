"""Attendance terminals that push what they recorded (ADMS), at the addresses their makers fixed.

A terminal has no token: its serial number must have been admitted in the office, and where the
network reaches the server, its address confirmed there too. It is told nothing but "OK", its
templates, photos and users are neither read nor asked for, and it gets no commands.
"""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from hall.terminals.actions import terminal_of
from hall.terminals.pushing import TerminalPush, configuration, seen, take_up_push
from web.app_context import current_context, current_hall
from web.forms.fields import LenientField, no_longer_than
from web.forms.typed_form import TypedForm

bp = Blueprint("iclock", __name__, url_prefix="/iclock")

PUNCHES = "ATTLOG"
LONGEST_STAMP = 20


class TerminalQuery(TypedForm):
    """Named as their makers fixed it."""

    SN = LenientField(str, "")
    table = LenientField(str, "")
    Stamp = LenientField(no_longer_than(LONGEST_STAMP), "")


def _plain(text: str, status: int = 200) -> Response:
    return Response(text, status, mimetype="text/plain")


def _serial() -> str:
    return TerminalQuery.read_query().SN.value


@bp.before_request
def must_be_admitted() -> ResponseReturnValue | None:
    with current_hall().read() as snapshot:
        terminal = terminal_of(snapshot.session, _serial())
    if terminal is None:
        return _plain("unknown terminal\n", 403)
    enrolment, address = current_context().enrolment, request.remote_addr or ""
    if enrolment.in_force and terminal.address != address:
        enrolment.terminals.note(terminal.serial, address)
        return _plain("unconfirmed address\n", 403)  # it keeps its punches, and asks again
    return None


@bp.get("/cdata")
def handshake() -> Response:
    with current_hall().work("terminal") as work:
        terminal = seen(work, _serial())
        return _plain(configuration(terminal))


@bp.post("/cdata")
def take_data() -> Response:
    """Punches are taken up; every other table is answered, and its body not looked at."""
    asked = TerminalQuery.read_query()
    if asked.table.value != PUNCHES:
        return _plain("OK\n")
    push = TerminalPush(_serial(), request.get_data(), asked.Stamp.value)
    lines = take_up_push(current_hall(), "terminal", push)
    return _plain(f"OK: {lines}\n")


@bp.get("/getrequest")
def nothing_to_do() -> Response:
    with current_hall().work("terminal") as work:
        seen(work, _serial())
    return _plain("OK\n")


@bp.route("/devicecmd", methods=["POST"])
@bp.route("/ping", methods=["GET"])
def heard() -> Response:
    return _plain("OK\n")
