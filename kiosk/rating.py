"""Rating a visit (好差评) on the visitor's phone, and at the kiosk with the slip in hand."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.line.queries import ticket_by_code
from hall.opinions.model import Channel
from hall.opinions.rating import LONGEST_WORDS, must_be_ratable, rate
from kiosk.pages import page
from kiosk.slip_pad import pad, typed_on
from kiosk.visitor_forms import GradeForm, GradeQuery
from web.app_context import current_hall
from web.forms.form_page import form_page

bp = Blueprint("rating", __name__)

PAD = "kiosk/rating_find.html"


@bp.get("/t/<code>/rating")
def on_the_phone(code: str) -> str:
    """The five grades, with the one that was touched on the page before already chosen."""
    with current_hall().read() as snapshot:
        ticket = ticket_by_code(snapshot.session, code)
        must_be_ratable(snapshot.session, snapshot.today, ticket)
        return render_template(
            "kiosk/phone_rating.html",
            ticket=ticket,
            chosen=GradeQuery.read_query().grade.value,
            longest=LONGEST_WORDS,
        )


@bp.post("/t/<code>/rating")
@form_page(".on_the_phone", "code")
def rate_on_the_phone(code: str) -> ResponseReturnValue:
    _rate(code, Channel.PHONE)
    return redirect(url_for("kiosk.phone", code=code), 303)


@bp.get("/kiosk/rating")
def find() -> str:
    return pad(PAD)


@bp.post("/kiosk/rating")
@form_page(".find", status=409)
def found() -> ResponseReturnValue:
    """The number and its check lead to the visit; a wrong check counts although it is refused."""
    return typed_on(".at_the_kiosk")


@bp.get("/kiosk/tickets/<code>/rating")
def at_the_kiosk(code: str) -> str:
    with current_hall().read() as snapshot:
        ticket = ticket_by_code(snapshot.session, code)
        must_be_ratable(snapshot.session, snapshot.today, ticket)
        return page("kiosk/rating.html", now=snapshot.now, ticket=ticket)


@bp.post("/kiosk/tickets/<code>/rating")
def rate_at_the_kiosk(code: str) -> ResponseReturnValue:
    _rate(code, Channel.KIOSK)
    return redirect(url_for(".thanks"), 303)


@bp.get("/kiosk/rating/thanks")
def thanks() -> str:
    with current_hall().read() as snapshot:
        return page("kiosk/rating_thanks.html", now=snapshot.now)


def _rate(code: str, channel: Channel) -> None:
    form = GradeForm.read()
    words = form.words.value if channel is Channel.PHONE else ""  # a kiosk has no keyboard for them
    with current_hall().work(channel) as work:
        ticket = ticket_by_code(work.session, code)
        rate(work, ticket, form.grade.value, words, channel=channel)
