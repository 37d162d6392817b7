"""Numbers by the access port: taking one, calling, and every step of a visit."""

from collections.abc import Callable

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from api.access import must_have
from api.answers import answered
from api.bodies import LONGEST_KEY, ParkBody, TakeBody, TransferBody, body_as, given
from api.ticket_answers import TicketAnswer
from hall.catalogue import queries as catalogue
from hall.errors import Malformed
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, repeated_steps, visit_steps
from hall.line.finishing import finish
from hall.line.model import Ticket
from hall.line.ticket_life import TicketStep
from hall.line.undoing import undo
from hall.people.model import Scope
from hall.unit_of_work import UnitOfWork
from web.app_context import current_context, current_forecasts, current_hall

bp = Blueprint("api_tickets", __name__, url_prefix="/api/v1")


@bp.post("/tickets")
def take_ticket() -> ResponseReturnValue:
    actor = must_have(Scope.LINE)
    wanted = body_as(TakeBody)
    key = _key_sent()
    with current_hall().work(actor) as work:
        service = queries.service_by_prefix(work.session, wanted.service)
        code = given(wanted.item)
        item = catalogue.item_of_service(work.session, code, service) if code else None
        # Two programs may use the same key without knowing of one another.
        asked = TicketRequest(
            "api",
            key and f"{actor} {key}",
            item.code if item else None,
            slip=False,
            battery_ends=not current_context().surroundings.power().gives_numbers,
        )
        ticket = issue_ticket(work, service, asked)
        answer = TicketAnswer.of(ticket, queries.ahead_of(work.session, ticket))
    answer = answer.expected(current_forecasts().foretold(ticket.id), ticket.day)
    return answered(answer), 201, {"Location": f"{bp.url_prefix}/tickets/{ticket.id}"}


def _key_sent() -> str | None:
    """Under which asking again means the same; nothing where the program sends none."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not 0 < len(key) <= LONGEST_KEY:
        raise Malformed(field="Idempotency-Key", longest=LONGEST_KEY)
    return key


@bp.get("/tickets/<int:ticket_id>")
def ticket(ticket_id: int) -> ResponseReturnValue:
    must_have(Scope.READ)
    with current_hall().read() as snapshot:
        found = queries.ticket_by_id(snapshot.session, ticket_id)
        answer = TicketAnswer.of(found, queries.ahead_of(snapshot.session, found))
        return answered(
            answer.expected(current_forecasts().of_ticket(snapshot, found.id), found.day)
        )


STEPS: dict[str, Callable[[UnitOfWork, Ticket], Ticket]] = {
    "recall": calling.recall,
    "serve": visit_steps.serve,
    "finish": finish,
    "miss": visit_steps.miss,
    "resume": visit_steps.resume,
    "cancel": visit_steps.cancel,
    "undo": undo,
}


@bp.post(
    "/tickets/<int:ticket_id>/<any(recall, serve, finish, miss, resume, cancel, undo):step>",
)
def take_step(ticket_id: int, step: str) -> ResponseReturnValue:
    with current_hall().work(must_have(Scope.LINE)) as work:
        ticket, key = queries.ticket_by_id(work.session, ticket_id), _key_sent()
        if not _is_repeated(work, ticket, step, key):
            STEPS[step](work, ticket)
            repeated_steps.remember_key(ticket, key)
        return _seen_at_a_window(work, ticket)


def _is_repeated(work: UnitOfWork, ticket: Ticket, step: str, key: str | None) -> bool:
    if step == "undo":
        return repeated_steps.was_undone(work, ticket)
    return repeated_steps.is_repeated(work, ticket, TicketStep(step), key)


@bp.post("/tickets/<int:ticket_id>/park")
def park(ticket_id: int) -> ResponseReturnValue:
    """The body may be missing; a call pad with one key has nothing to say."""
    actor = must_have(Scope.LINE)
    wanted = body_as(ParkBody) if request.get_data() else ParkBody()
    back_at = given(wanted.back_at)
    with current_hall().work(actor) as work:
        ticket, key = queries.ticket_by_id(work.session, ticket_id), _key_sent()
        if not repeated_steps.is_repeated(work, ticket, TicketStep.PARK, key):
            visit_steps.park(work, ticket, wanted.note, back_at.at if back_at else None)
            repeated_steps.remember_key(ticket, key)
        return _seen_at_a_window(work, ticket)


@bp.post("/tickets/<int:ticket_id>/transfer")
def transfer(ticket_id: int) -> ResponseReturnValue:
    actor = must_have(Scope.LINE)
    wanted = body_as(TransferBody)
    with current_hall().work(actor) as work:
        ticket = queries.ticket_by_id(work.session, ticket_id)
        service = queries.service_by_prefix(work.session, wanted.service)
        name = given(wanted.window)
        window = queries.window_by_name(work.session, name) if name is not None else None
        if not repeated_steps.is_sent_there(work, ticket, service.prefix, name):
            visit_steps.transfer(work, ticket, service, wanted.note, window)
        return _seen_at_a_window(work, ticket)


def _seen_at_a_window(work: UnitOfWork, ticket: Ticket) -> Response:
    ahead = queries.ahead_of(work.session, ticket)
    return answered(TicketAnswer.at_a_window(ticket, ahead))


@bp.post("/windows/<name>/call-next")
def call_next(name: str) -> ResponseReturnValue:
    with current_hall().work(must_have(Scope.LINE)) as work:
        window, key = queries.window_by_name(work.session, name), _key_sent()
        ticket = repeated_steps.called_under(work, window, key)
        if ticket is None:
            ticket = calling.call_next(work, window)
            repeated_steps.remember_key(ticket, key)
        return _seen_at_a_window(work, ticket)
