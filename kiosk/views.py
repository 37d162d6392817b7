"""The first page, the slip of a number, notices, and the visitor's phone."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.errors import NotFound
from hall.issuing.left_over import is_left_over
from hall.line import calling, visit_steps
from hall.line import queries as line
from hall.line.codes import check_of
from hall.line.ticket_life import LIFE, TicketStep
from hall.notices.queries import notice_showing, showing
from hall.opinions.queries import rating_of
from hall.opinions.rating import ratable
from hall.slips.actions import want_another
from hall.slips.queries import latest_slip
from kiosk import (  # noqa: F401 -- their addresses are ours too
    comfort,
    giving_back,
    languages,
    lock,
    reprinting,
    returning,
    search,
    staff,
    taking,
)
from kiosk.guides import browsing, carrying, fact_cards  # noqa: F401 -- and theirs
from kiosk.guides import guide_page as guide_pages  # noqa: F401
from kiosk.guides.browsing import life_events
from kiosk.opening import opening_now
from kiosk.pages import bp as bp
from kiosk.pages import news_of, page, prints_here
from kiosk.visitor_forms import BelievedForm
from web.app_context import current_context, current_forecasts, current_hall

bp.register_blueprint(search.bp, url_prefix=search.bp.url_prefix)


@bp.get("/kiosk")
def home() -> str:
    with current_hall().read() as snapshot:
        return page(
            "kiosk/home.html",
            now=snapshot.now,
            today=snapshot.today,
            notices=showing(snapshot.session, snapshot.now),
            events=life_events(snapshot),
            opening=opening_now(snapshot),
        )


@bp.get("/kiosk/tickets/<code>/slip")
def slip(code: str) -> str:
    with current_hall().read() as snapshot:
        ticket = line.ticket_by_code(snapshot.session, code)
        news = news_of(latest_slip(snapshot.session, ticket.id))
        return render_template("kiosk/_slip.html", seq=snapshot.seq, ticket=ticket, news=news)


@bp.get("/kiosk/tickets/<code>/slip.png")
def slip_picture(code: str) -> ResponseReturnValue:
    """ "Your slip", as the demonstration's virtual printer drew it."""
    tray = current_context().tray
    with current_hall().read() as snapshot:
        slip = latest_slip(snapshot.session, line.ticket_by_code(snapshot.session, code).id)
    picture = tray.picture(slip.picture) if tray and slip and slip.picture else None
    if picture is None:
        raise NotFound(slip=code)
    return Response(picture, mimetype="image/png")


@bp.post("/kiosk/tickets/<code>/slip")
def another_slip(code: str) -> ResponseReturnValue:
    """The visitor says that nothing came out (补打)."""
    with current_hall().work("kiosk") as work:
        want_another(work, line.ticket_by_code(work.session, code))
    return redirect(url_for(".your_ticket", code=code), 303)


@bp.get("/kiosk/notices/<int:notice_id>")
def notice(notice_id: int) -> str:
    with current_hall().read() as snapshot:
        found = notice_showing(snapshot.session, notice_id, snapshot.now)
        return page("kiosk/notice.html", now=snapshot.now, notice=found)


@bp.get("/t/<code>")
def phone(code: str) -> str:
    """The visitor's own page; ``code`` cannot be guessed."""
    template = "kiosk/_phone.html" if "X-Fragment" in request.headers else "kiosk/phone.html"
    with current_hall().read() as snapshot:
        ticket = line.ticket_by_code(snapshot.session, code)
        return render_template(
            template,
            now=snapshot.now,
            seq=snapshot.seq,
            ticket=ticket,
            ahead=line.ahead_of(snapshot.session, ticket),
            forecast=current_forecasts().of_ticket(snapshot, ticket.id),
            attended=ticket.service.prefix in current_forecasts().staff(snapshot).serving,
            over=ticket.day != snapshot.today,
            is_left_over=is_left_over(snapshot, ticket),
            may_rate=ratable(snapshot.session, snapshot.today, ticket),
            rated=rating_of(snapshot.session, ticket) is not None,
            may_cancel=ticket.day == snapshot.today and TicketStep.CANCEL in LIFE[ticket.state],
            check=check_of(ticket.code) if prints_here() else "",
        )


@bp.post("/t/<code>/give-back")
def give_back(code: str) -> ResponseReturnValue:
    """Whoever holds the code may give the number back; what the page showed must still hold."""
    with current_hall().work("phone") as work:
        ticket = line.ticket_by_code(work.session, code)
        visit_steps.cancel(work, calling.must_still_be(ticket, BelievedForm.read().state.value))
    return redirect(url_for(".phone", code=code), 303)
