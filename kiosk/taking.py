"""Taking a number: what can be had now, for whom, for what, and the number itself."""

from dataclasses import dataclass
from uuid import uuid4

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from hall import list_entries
from hall.errors import NotOpen, QuotaFull, TooLate
from hall.hours.queries import standings
from hall.hours.service_status import ServiceStatus
from hall.id_cards.actions import card_behind
from hall.issuing.party_size import LARGEST_PARTY
from hall.issuing.tickets import issue_party, issue_ticket
from hall.line import queries as line
from hall.line.coverage import unserved
from hall.line.model import Service, Ticket
from hall.line.reasons import Priority
from hall.slips.queries import latest_slip
from hall.unit_of_work import ReadSession, UnitOfWork
from kiosk import card
from kiosk.number_form import NumberForm, WishForm
from kiosk.number_request import NumberRequest
from kiosk.pages import bp, in_the_frame, news_of, page, prints_here
from web.app_context import current_forecasts, current_hall


@dataclass(frozen=True, slots=True)
class Tile:
    """A service as it stands now."""

    service: Service
    waiting: int
    standing: ServiceStatus
    attended: bool  # somebody who may serve is here, and it is open


def tiles_of(snapshot: ReadSession) -> list[Tile]:
    # What nobody does gives no numbers, so it is not offered.
    nobody = unserved(snapshot.session)
    services = [service for service in line.services(snapshot.session) if service.id not in nobody]
    counts = line.waiting_by_service(snapshot.session, snapshot.today)
    standing = standings(snapshot, services)
    serving = current_forecasts().staff(snapshot).serving
    return [
        Tile(
            service,
            counts.get(service.id, 0),
            standing[service.id],
            attended=service.prefix in serving,
        )
        for service in services
    ]


@bp.get("/kiosk/take")
def take() -> str:
    wish = WishForm.read_query().wish
    with current_hall().read() as snapshot:
        tiles = tiles_of(snapshot)
        reasons = list_entries.entries(snapshot.session, Priority)
        takeable = [tile for tile in tiles if tile.standing.takeable]
        return page(
            "kiosk/take.html",
            now=snapshot.now,
            today=snapshot.today,
            tiles=tiles,
            forecasts=current_forecasts().of_newcomers(
                snapshot, [tile.service.prefix for tile in tiles]
            ),
            wish=wish,
            key=uuid4().hex,
            any_takeable=bool(takeable),
            prints=prints_here(),
            helper=next((tile for tile in takeable if tile.service.helps), None),
            reasons=reasons,
            reason=next((reason for reason in reasons if reason.id == wish.priority), None),
        )


@bp.get("/kiosk/take/together")
def together() -> str:
    """How many came? Their numbers are called in a row."""
    with current_hall().read() as snapshot:
        sizes = range(2, LARGEST_PARTY + 1)
        return page(
            "kiosk/together.html", now=snapshot.now, wish=WishForm.read_query().wish, sizes=sizes
        )


@bp.get("/kiosk/take/priority")
def why_earlier() -> str:
    """A reason to be called earlier: for who wants to say so; it stands on no screen."""
    with current_hall().read() as snapshot:
        return page(
            "kiosk/priority.html",
            now=snapshot.now,
            wish=WishForm.read_query().wish,
            reasons=list_entries.entries(snapshot.session, Priority),
        )


@bp.post("/kiosk/tickets")
def take_ticket() -> ResponseReturnValue:
    """Issue first, print second: the number is on disk before anybody is told it."""
    asked = NumberForm.read().asked
    if onward := card.to_the_reader(asked):
        return onward
    laid = card.card_of(asked)
    try:
        with current_hall().work("kiosk") as work:
            service = line.service_by_prefix(work.session, asked.service)
            ticket = card.ticket_of(work, service, laid) or _issue(work, service, asked)
            card.remember(work, ticket, laid)
    except (NotOpen, TooLate, QuotaFull):  # not a dead end: the page that offers a return slip
        return redirect(
            url_for(".later", prefix=asked.service, item=asked.item, **asked.wish.query), 303
        )
    if in_the_frame():
        with current_hall().read() as snapshot:
            shown = ticket_page(snapshot, snapshot.go_on_with(ticket))
        # Where the frame finds this page again, in another language.
        return shown, {"Content-Location": url_for(".your_ticket", code=ticket.code)}
    return redirect(url_for(".your_ticket", code=ticket.code), 303)


def _issue(work: UnitOfWork, service: Service, asked: NumberRequest) -> Ticket:
    """The number; of a party, the first."""
    if asked.wish.size > 1:
        return issue_party(work, service, asked.for_issuing(work), asked.wish.size)[0]
    return issue_ticket(work, service, asked.for_issuing(work))


@bp.get("/kiosk/tickets/<code>")
def your_ticket(code: str) -> str:
    with current_hall().read() as snapshot:
        return ticket_page(snapshot, line.ticket_by_code(snapshot.session, code))


def ticket_page(snapshot: ReadSession, ticket: Ticket) -> str:
    further = [service["service_id"] for service in ticket.further]
    return page(
        "kiosk/ticket.html",
        now=snapshot.now,
        seq=snapshot.seq,
        ticket=ticket,
        ahead=line.ahead_of(snapshot.session, ticket),
        forecast=current_forecasts().foretell(snapshot, ticket.id),
        attended=ticket.service.prefix in current_forecasts().staff(snapshot).serving,
        party=line.party_of(snapshot.session, ticket),
        further=[service for service in line.services(snapshot.session) if service.id in further]
        if further
        else (),
        news=news_of(latest_slip(snapshot.session, ticket.id)),
        card=card_behind(snapshot.session, ticket),
    )
