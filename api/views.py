"""What version 1 of the access port tells; api/openapi.py describes every address of it."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from api.access import must_have
from api.answers import answered, moment
from api.hall_answers import BoardAnswer, EntryAnswer, HealthAnswer, NoticeAnswer, ServiceAnswer
from api.item_answers import GuideAnswer, ItemAnswer
from api.openapi import document
from api.queries import ItemsQuery, JournalQuery, ScreenQuery
from api.ticket_answers import TicketAnswer
from hall import journal
from hall.backups.due import last_good_backup
from hall.catalogue import queries as catalogue
from hall.disk_room import DiskState
from hall.errors import NobodyServes
from hall.hours.admission import why_not
from hall.hours.queries import keeps_hours, standings
from hall.hours.service_status import ServiceStatus
from hall.line import public_board, queries
from hall.line.coverage import is_served
from hall.line.model import Service
from hall.notices.playing import playing_on
from hall.notices.queries import showing
from hall.people.model import Scope
from hall.screens.queries import screen_called
from hall.unit_of_work import ReadSession
from web import sentences
from web.app_context import current_context, current_forecasts, current_hall
from web.problem import problem

bp = Blueprint("api", __name__, url_prefix="/api/v1")


@bp.get("/health")
def health() -> ResponseReturnValue:
    """200 only when the database answers; no token, so that a supervisor can ask."""
    context = current_context()
    room = context.disk()
    if room and room.state is DiskState.FULL:
        return problem(503, "DiskFull", sentences.disk_sentence(room), {})
    healths = [watch.health for watch in context.watches]
    with context.hall.read() as snapshot:
        backup = last_good_backup(snapshot)
        return answered(
            HealthAnswer(
                version=context.sign.version,
                seq=snapshot.seq,
                now=moment(snapshot.now),
                machines={machine.machine: machine.state for machine in healths},
                faults={machine.machine: machine.fault for machine in healths if machine.fault},
                backup_age_seconds=int(backup.age.total_seconds()) if backup else None,
            )
        )


@bp.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    return jsonify(document(current_context().sign.version))


@bp.get("/board")
def board() -> ResponseReturnValue:
    must_have(Scope.READ)
    with current_hall().read() as snapshot:
        board = public_board.board(snapshot.session, snapshot.today)
        return answered(
            BoardAnswer(
                seq=snapshot.seq,
                now=moment(snapshot.now),
                calls=[TicketAnswer.of(ticket, 0) for ticket in board.calls],
                services=_services(snapshot),
            )
        )


@bp.get("/services")
def services() -> ResponseReturnValue:
    must_have(Scope.READ)
    with current_hall().read() as snapshot:
        return answered(_services(snapshot))


def _services(snapshot: ReadSession) -> list[ServiceAnswer]:
    session, found = snapshot.session, queries.services(snapshot.session)
    counts = queries.waiting_by_service(session, snapshot.today)
    now = standings(snapshot, found)
    serving = current_forecasts().staff(snapshot).serving
    answers = [
        ServiceAnswer.of(
            service,
            counts.get(service.id, 0),
            now[service.id],
            attended=service.prefix in serving,
        ).takeable_unless(_refusal(snapshot, service, now[service.id]))
        for service in found
    ]
    if not keeps_hours(session):
        return answers
    return [
        answer.with_hours(now[service.id]) for service, answer in zip(found, answers, strict=True)
    ]


def _refusal(snapshot: ReadSession, service: Service, now: ServiceStatus) -> str | None:
    """The code by which a number would be refused."""
    if not is_served(snapshot.session, service):
        return NobodyServes.__name__
    refusal = why_not(service, now)
    return refusal.code if refusal else None


@bp.get("/items")
def items() -> ResponseReturnValue:
    must_have(Scope.READ)
    with current_hall().read() as snapshot:
        found = current_context().finder.find(snapshot.session, ItemsQuery.read_query().q.value)
        return answered([ItemAnswer.of(item) for item in found])


@bp.get("/items/<code>")
def item(code: str) -> ResponseReturnValue:
    must_have(Scope.READ)
    with current_hall().read() as snapshot:
        return answered(GuideAnswer.of(catalogue.item_by_code(snapshot.session, code)))


@bp.get("/notices/now")
def notices_now() -> ResponseReturnValue:
    """What is public now; with ?screen=, what that screen plays: its own, of the highest level."""
    must_have(Scope.READ)
    name = ScreenQuery.read_query().screen.value
    with current_hall().read() as snapshot:
        if name:
            screen = screen_called(snapshot.session, name)
            shown = playing_on(snapshot.session, screen, snapshot.now).notices
        else:
            shown = showing(snapshot.session, snapshot.now)
        return answered([NoticeAnswer.of(notice) for notice in shown])


@bp.get("/journal")
def read_journal() -> ResponseReturnValue:
    """The next rows behind ``after``, 1,000 at most; ask again behind the last one."""
    must_have(Scope.MANAGE)
    after = JournalQuery.read_query().after.value
    with current_hall().read() as snapshot:
        rows = journal.after(snapshot.session, after)
        return answered([EntryAnswer.of(row) for row in rows])
