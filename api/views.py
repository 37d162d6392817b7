"""Version 1 of the access port; api/openapi.py describes every address of it."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from api import shapes
from api.access import must_have
from api.openapi import document
from hall import journal
from hall.base import LARGEST_ID
from hall.catalogue import queries as catalogue
from hall.clock import local
from hall.errors import Malformed
from hall.hours.queries import standings
from hall.line import calling, queries
from hall.line.finishing import finish
from hall.line.issuing import Request, issue_ticket
from hall.line.model import Ticket
from hall.line.steps import undo
from hall.notices.queries import playing_on, showing
from hall.people.model import Scope
from hall.screens.queries import screen_called
from hall.work import Look, Work
from lobby.door import the_hall, the_house, the_outlook

bp = Blueprint("api", __name__, url_prefix="/api/v1")

LONGEST_KEY = 128
LONGEST_SEQ = 1000  # digits


@bp.get("/health")
def health() -> ResponseReturnValue:
    """200 only when the database answers; no token, so that a supervisor can ask."""
    house = the_house()
    with house.hall.look() as look:
        return jsonify(
            status="ok",
            version=house.sign.version,
            seq=look.seq,
            now=shapes.moment(look.now),
            machines={watch.health.machine: watch.health.state for watch in house.watches},
        )


@bp.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    return jsonify(document(the_house().sign.version))


@bp.get("/board")
def board() -> ResponseReturnValue:
    must_have(Scope.READ)
    with the_hall().look() as look:
        board = queries.board(look.session, look.today)
        return jsonify(
            seq=look.seq,
            now=shapes.moment(look.now),
            calls=[shapes.ticket(each, 0) for each in board.calls],
            services=_services(look),
        )


@bp.get("/services")
def services() -> ResponseReturnValue:
    must_have(Scope.READ)
    with the_hall().look() as look:
        found = queries.services(look.session)
        counts = queries.waiting_by_service(look.session, look.today)
        where = standings(look.session, look.now, found)
        return jsonify(
            [
                shapes.service(each, counts.get(each.id, 0)) | shapes.standing(where[each.id])
                for each in found
            ]
        )


def _services(look: Look) -> list[shapes.Shape]:
    counts = queries.waiting_by_service(look.session, look.today)
    return [shapes.service(each, counts.get(each.id, 0)) for each in queries.services(look.session)]


@bp.post("/tickets")
def take_ticket() -> ResponseReturnValue:
    actor = must_have(Scope.LINE)
    wanted = _json_object({"service"}, {"item"})
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key) <= LONGEST_KEY:
        raise Malformed(field="Idempotency-Key", longest=LONGEST_KEY)
    with the_hall().work(actor) as work:
        service = queries.service_by_prefix(work.session, wanted["service"])
        code = wanted.get("item")
        item = catalogue.item_by_code(work.session, code) if code else None
        # Two programs may use the same key without knowing of one another.
        asked = Request("api", key and f"{actor} {key}", item.code if item else None, slip=False)
        ticket = issue_ticket(work, service, asked)
        answer = shapes.ticket(ticket, queries.ahead_of(work.session, ticket))
    answer["forecast"] = shapes.forecast(the_outlook().foretold(ticket.id), ticket.day)
    return jsonify(answer), 201, {"Location": f"{bp.url_prefix}/tickets/{ticket.id}"}


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


@bp.get("/tickets/<int:ticket_id>")
def ticket(ticket_id: int) -> ResponseReturnValue:
    must_have(Scope.READ)
    with the_hall().look() as look:
        found = queries.ticket_by_id(look.session, ticket_id)
        answer = shapes.ticket(found, queries.ahead_of(look.session, found))
        expected = the_outlook().of_ticket(look, found.id)
        return jsonify({**answer, "forecast": shapes.forecast(expected, found.day)})


STEPS: dict[str, Callable[[Work, Ticket], Ticket]] = {
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
    with the_hall().work(must_have(Scope.LINE)) as work:
        ticket = STEPS[step](work, queries.ticket_by_id(work.session, ticket_id))
        return jsonify(_seen_at_a_window(work, ticket))


@bp.post("/tickets/<int:ticket_id>/park")
def park(ticket_id: int) -> ResponseReturnValue:
    """The body may be missing; a call pad with one key has nothing to say."""
    actor = must_have(Scope.LINE)
    wanted = _json_object(set(), {"note", "back_at"}) if request.get_data() else {}
    back_at = _moment(wanted["back_at"]) if "back_at" in wanted else None
    with the_hall().work(actor) as work:
        ticket = queries.ticket_by_id(work.session, ticket_id)
        calling.park(work, ticket, wanted.get("note", ""), back_at)
        return jsonify(_seen_at_a_window(work, ticket))


@bp.post("/tickets/<int:ticket_id>/transfer")
def transfer(ticket_id: int) -> ResponseReturnValue:
    actor = must_have(Scope.LINE)
    wanted = _json_object({"service"}, {"note", "window"})
    with the_hall().work(actor) as work:
        ticket = queries.ticket_by_id(work.session, ticket_id)
        service = queries.service_by_prefix(work.session, wanted["service"])
        name = wanted.get("window")
        window = queries.window_by_name(work.session, name) if name is not None else None
        calling.transfer(work, ticket, service, wanted.get("note", ""), window)
        return jsonify(_seen_at_a_window(work, ticket))


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


def _seen_at_a_window(work: Work, ticket: Ticket) -> shapes.Shape:
    return shapes.ticket_with_note(ticket, queries.ahead_of(work.session, ticket))


@bp.post("/windows/<name>/call-next")
def call_next(name: str) -> ResponseReturnValue:
    with the_hall().work(must_have(Scope.LINE)) as work:
        ticket = calling.call_next(work, queries.window_by_name(work.session, name))
        return jsonify(_seen_at_a_window(work, ticket))


@bp.get("/items")
def items() -> ResponseReturnValue:
    must_have(Scope.READ)
    with the_hall().look() as look:
        found = the_house().finder.find(look.session, request.args.get("q", ""))
        return jsonify([shapes.item(each) for each in found])


@bp.get("/items/<code>")
def item(code: str) -> ResponseReturnValue:
    must_have(Scope.READ)
    with the_hall().look() as look:
        return jsonify(shapes.guide(catalogue.item_by_code(look.session, code)))


@bp.get("/notices/now")
def notices_now() -> ResponseReturnValue:
    """What is public now; with ?screen=, what that screen plays: its own, of the highest level."""
    must_have(Scope.READ)
    name = request.args.get("screen", "")
    with the_hall().look() as look:
        if name:
            screen = screen_called(look.session, name)
            shown = playing_on(look.session, screen, look.now).notices
        else:
            shown = showing(look.session, look.now)
        return jsonify([shapes.notice(each) for each in shown])


@bp.get("/journal")
def read_journal() -> ResponseReturnValue:
    """The next rows behind ``after``, 1,000 at most; ask again behind the last one."""
    must_have(Scope.MANAGE)
    after = request.args.get("after", "0")
    if not after.isascii() or not after.isdigit() or len(after) > LONGEST_SEQ:
        raise Malformed(field="after")
    with the_hall().look() as look:
        rows = journal.after(look.session, min(int(after), LARGEST_ID))
        return jsonify([shapes.entry(each) for each in rows])
