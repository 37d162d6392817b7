"""What version 1 of the access port tells; api/openapi.py describes every address of it."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from api import shapes
from api.access import must_have
from api.openapi import document
from hall import journal
from hall.base import LARGEST_ID
from hall.catalogue import queries as catalogue
from hall.errors import Malformed
from hall.hours.queries import standings
from hall.line import queries
from hall.notices.queries import playing_on, showing
from hall.people.model import Scope
from hall.screens.queries import screen_called
from hall.work import Look
from lobby.door import the_hall, the_house

bp = Blueprint("api", __name__, url_prefix="/api/v1")

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
