"""Numbers by the access port: taking one, calling, and every step of a visit."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from api import shapes
from api.access import must_have
from hall.catalogue import queries as catalogue
from hall.clock import local
from hall.errors import Malformed
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries
from hall.line.finishing import finish
from hall.line.model import Ticket
from hall.line.steps import undo
from hall.people.model import Scope
from hall.unit_of_work import UnitOfWork
from web.app_context import current_forecasts, current_hall

bp = Blueprint("api_tickets", __name__, url_prefix="/api/v1")

LONGEST_KEY = 128


@bp.post("/tickets")
def take_ticket() -> ResponseReturnValue:
    actor = must_have(Scope.LINE)
    wanted = _json_object({"service"}, {"item"})
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key) <= LONGEST_KEY:
        raise Malformed(field="Idempotency-Key", longest=LONGEST_KEY)
    with current_hall().work(actor) as work:
        service = queries.service_by_prefix(work.session, wanted["service"])
        code = wanted.get("item")
        item = catalogue.item_by_code(work.session, code) if code else None
        # Two programs may use the same key without knowing of one another.
        asked = TicketRequest(
            "api", key and f"{actor} {key}", item.code if item else None, slip=False
        )
        ticket = issue_ticket(work, service, asked)
        answer = shapes.ticket(ticket, queries.ahead_of(work.session, ticket))
    answer["forecast"] = shapes.forecast(current_forecasts().foretold(ticket.id), ticket.day)
    return jsonify(answer), 201, {"Location": f"{bp.url_prefix}/tickets/{ticket.id}"}


@bp.get("/tickets/<int:ticket_id>")
def ticket(ticket_id: int) -> ResponseReturnValue:
    must_have(Scope.READ)
    with current_hall().read() as snapshot:
        found = queries.ticket_by_id(snapshot.session, ticket_id)
        answer = shapes.ticket(found, queries.ahead_of(snapshot.session, found))
        expected = current_forecasts().of_ticket(snapshot, found.id)
        return jsonify({**answer, "forecast": shapes.forecast(expected, found.day)})


STEPS: dict[str, Callable[[UnitOfWork, Ticket], Ticket]] = {
    "recall": calling.recall,
    "serve": calling.serve,
    "finish": finish,
    "miss": calling.miss,
    "resume": calling.resume,
    "cancel": calling.cancel,
    "undo": undo,
}


@bp.post(
    "/tickets/<int:ticket_id>/<any(recall, serve, finish, miss, resume, cancel, undo):step>",
)
def take_step(ticket_id: int, step: str) -> ResponseReturnValue:
    with current_hall().work(must_have(Scope.LINE)) as work:
        ticket = STEPS[step](work, queries.ticket_by_id(work.session, ticket_id))
        return jsonify(_seen_at_a_window(work, ticket))


@bp.post("/tickets/<int:ticket_id>/park")
def park(ticket_id: int) -> ResponseReturnValue:
    """The body may be missing; a call pad with one key has nothing to say."""
    actor = must_have(Scope.LINE)
    wanted = _json_object(set(), {"note", "back_at"}) if request.get_data() else {}
    back_at = _moment(wanted["back_at"]) if "back_at" in wanted else None
    with current_hall().work(actor) as work:
        ticket = queries.ticket_by_id(work.session, ticket_id)
        calling.park(work, ticket, wanted.get("note", ""), back_at)
        return jsonify(_seen_at_a_window(work, ticket))


@bp.post("/tickets/<int:ticket_id>/transfer")
def transfer(ticket_id: int) -> ResponseReturnValue:
    actor = must_have(Scope.LINE)
    wanted = _json_object({"service"}, {"note", "window"})
    with current_hall().work(actor) as work:
        ticket = queries.ticket_by_id(work.session, ticket_id)
        service = queries.service_by_prefix(work.session, wanted["service"])
        name = wanted.get("window")
        window = queries.window_by_name(work.session, name) if name is not None else None
        calling.transfer(work, ticket, service, wanted.get("note", ""), window)
        return jsonify(_seen_at_a_window(work, ticket))


def _seen_at_a_window(work: UnitOfWork, ticket: Ticket) -> shapes.Shape:
    return shapes.ticket_with_note(ticket, queries.ahead_of(work.session, ticket))


@bp.post("/windows/<name>/call-next")
def call_next(name: str) -> ResponseReturnValue:
    with current_hall().work(must_have(Scope.LINE)) as work:
        ticket = calling.call_next(work, queries.window_by_name(work.session, name))
        return jsonify(_seen_at_a_window(work, ticket))


def _json_object(needed: set[str], allowed: set[str]) -> dict[str, str]:
    """The body: one JSON object of texts with just these names."""
    if not request.is_json:
        raise UnsupportedMediaType()
    try:
        body = request.get_json()
    except RecursionError:  # brackets by the ten thousand
        raise BadRequest() from None
    if not isinstance(body, dict) or not needed <= body.keys() <= needed | allowed:
        raise Malformed(expected=", ".join(sorted(needed)))
    for name, value in body.items():
        if not isinstance(value, str) or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise Malformed(field=name)  # half a character is no text
    return body


def _moment(text: str) -> datetime:
    """ISO 8601 with offset, and a moment that exists in the hall's zone."""
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is None:
            raise Malformed(field="back_at")
        local(at)
    except (ValueError, OverflowError):
        raise Malformed(field="back_at") from None
    return at
