"""Taking a number, the three modules, guides and notices.

Each page is served whole, or as its main part alone (X-Fragment) to the kiosk's frame, which
stays loaded: so a touch costs one request, and a server that restarts is never seen as a
browser's error page.
"""

from uuid import uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue import queries as catalogue
from hall.catalogue.counting import count_view
from hall.catalogue.words import Module
from hall.errors import NotFound
from hall.line import calling
from hall.line import queries as line
from hall.line.issuing import Request, issue_ticket
from hall.line.life import LIFE, Step
from hall.line.model import Ticket
from hall.notices.queries import notice_showing, showing
from hall.slips.deeds import latest_slip, want_another
from hall.work import Look
from kiosk import search
from kiosk.slip_news import slip_news
from lobby.door import the_hall, the_house

bp = Blueprint("kiosk", __name__, template_folder="templates")
bp.register_blueprint(search.bp, url_prefix=search.bp.url_prefix)


def _page(template: str, **values: object) -> str:
    layout = "kiosk/_main.html" if "X-Fragment" in request.headers else "kiosk/frame.html"
    return render_template(template, layout=layout, **values)


@bp.get("/kiosk")
def home() -> str:
    with the_hall().look() as look:
        return _page("kiosk/home.html", now=look.now, notices=showing(look.session, look.now))


@bp.get("/kiosk/take")
def take() -> str:
    with the_hall().look() as look:
        counts = line.waiting_by_service(look.session, look.today)
        services = [(each, counts.get(each.id, 0)) for each in line.services(look.session)]
        return _page("kiosk/take.html", now=look.now, services=services, key=uuid4().hex)


@bp.post("/kiosk/tickets")
def take_ticket() -> ResponseReturnValue:
    """Issue first, print second: the number is on disk before anybody is told it."""
    form = request.form
    with the_hall().work("kiosk") as work:
        service = line.service_by_prefix(work.session, form.get("service", ""))
        item = catalogue.item_by_code(work.session, code) if (code := form.get("item")) else None
        asked = Request("kiosk", form.get("key"), item.code if item else None)
        ticket = issue_ticket(work, service, asked)
    if "X-Fragment" in request.headers:
        with the_hall().look() as look:
            return _ticket_page(look, line.ticket_by_code(look.session, ticket.code))
    return redirect(url_for(".your_ticket", code=ticket.code), 303)


@bp.get("/kiosk/tickets/<code>")
def your_ticket(code: str) -> str:
    with the_hall().look() as look:
        return _ticket_page(look, line.ticket_by_code(look.session, code))


def _ticket_page(look: Look, ticket: Ticket) -> str:
    return _page(
        "kiosk/ticket.html",
        now=look.now,
        seq=look.seq,
        ticket=ticket,
        ahead=line.ahead_of(look.session, ticket),
        news=_news(look, ticket),
    )


@bp.get("/kiosk/tickets/<code>/slip")
def slip(code: str) -> str:
    with the_hall().look() as look:
        ticket = line.ticket_by_code(look.session, code)
        return render_template(
            "kiosk/_slip.html", seq=look.seq, ticket=ticket, news=_news(look, ticket)
        )


@bp.get("/kiosk/tickets/<code>/slip.png")
def slip_picture(code: str) -> ResponseReturnValue:
    """ "Your slip", as the demonstration's virtual printer drew it."""
    tray = the_house().tray
    with the_hall().look() as look:
        slip = latest_slip(look.session, line.ticket_by_code(look.session, code).id)
    picture = tray.picture(slip.picture) if tray and slip and slip.picture else None
    if picture is None:
        raise NotFound(slip=code)
    return Response(picture, mimetype="image/png")


def _news(look: Look, ticket: Ticket) -> dict[str, str]:
    printer = next((w.health for w in the_house().watches if w.health.machine == "printer"), None)
    return slip_news(latest_slip(look.session, ticket.id), printer)


@bp.post("/kiosk/tickets/<code>/slip")
def another_slip(code: str) -> ResponseReturnValue:
    """The visitor says that nothing came out (补打)."""
    with the_hall().work("kiosk") as work:
        want_another(work, line.ticket_by_code(work.session, code))
    return redirect(url_for(".your_ticket", code=code), 303)


@bp.get("/kiosk/items/<module>")
def items(module: str) -> str:
    if module not in list(Module):
        raise NotFound(module=module)
    with the_hall().look() as look:
        found = catalogue.of_module(look.session, Module(module))
        notices = showing(look.session, look.now) if module == Module.DISCLOSE else ()
        return _page("kiosk/items.html", now=look.now, module=module, items=found, notices=notices)


@bp.get("/kiosk/item/<code>")
def item(code: str) -> str:
    with the_hall().look() as look:
        found = catalogue.item_by_code(look.session, code)
        page = _page("kiosk/item.html", now=look.now, item=found, key=uuid4().hex)
    with the_hall().work("kiosk") as work:  # a number goes up: nothing of the hall changes
        count_view(work, found.id, found_by_search=request.args.get("by") == "search")
    return page


@bp.get("/kiosk/notices/<int:notice_id>")
def notice(notice_id: int) -> str:
    with the_hall().look() as look:
        found = notice_showing(look.session, notice_id, look.now)
        return _page("kiosk/notice.html", now=look.now, notice=found)


@bp.get("/t/<code>")
def phone(code: str) -> str:
    """The visitor's own page; ``code`` cannot be guessed."""
    template = "kiosk/_phone.html" if "X-Fragment" in request.headers else "kiosk/phone.html"
    with the_hall().look() as look:
        ticket = line.ticket_by_code(look.session, code)
        return render_template(
            template,
            now=look.now,
            seq=look.seq,
            ticket=ticket,
            ahead=line.ahead_of(look.session, ticket),
            over=ticket.day != look.today,
            may_cancel=ticket.day == look.today and Step.CANCEL in LIFE[ticket.state],
        )


@bp.post("/t/<code>/give-back")
def give_back(code: str) -> ResponseReturnValue:
    """Whoever holds the code may give the number back; what the page showed must still hold."""
    with the_hall().work("phone") as work:
        ticket = line.ticket_by_code(work.session, code)
        calling.cancel(work, calling.must_still_be(ticket, request.form.get("state", "")))
    return redirect(url_for(".phone", code=code), 303)
