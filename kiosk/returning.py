"""Return slips at the kiosk and on the phone: asked for while a service is closed, redeemed when
it is open.
"""

from uuid import uuid4

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue import queries as catalogue
from hall.hours import queries
from hall.hours.model import ReturnSlip
from hall.issuing.redeeming import further_of, redeem, redeem_typed, time_of
from hall.issuing.return_slips import DIGITS, make_return_slip
from hall.line import queries as line
from hall.slips.actions import want_sheet
from hall.unit_of_work import UnitOfWork
from kiosk.number_form import NumberForm
from kiosk.pages import bp, news_of, page
from kiosk.return_paper import materials_of, return_paper
from kiosk.visitor_forms import RedeemForm
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.sentences.papers import RETURN_SLIP
from web.source import source_here


@bp.get("/kiosk/later/<prefix>")
def later(prefix: str) -> str:
    """The honest word about a service that gives no numbers now, and what can be had instead."""
    asked = NumberForm.read_query().asked
    code, wish = asked.item, asked.wish
    with current_hall().read() as snapshot:
        service = line.service_by_prefix(snapshot.session, prefix)
        item = catalogue.item_by_code(snapshot.session, code) if code else None
        standing = queries.standings(snapshot, [service], wanted=wish.size)[service.id]
        return page(
            "kiosk/later.html",
            now=snapshot.now,
            service=service,
            item=item,
            wish=wish,
            further=[line.service_by_prefix(snapshot.session, chosen) for chosen in wish.chosen],
            standing=standing,
            key=uuid4().hex,
        )


@bp.post("/kiosk/return-slips")
def make() -> ResponseReturnValue:
    asked = NumberForm.read().asked
    with current_hall().work("kiosk") as work:
        service = line.service_by_prefix(work.session, asked.service)
        slip = make_return_slip(work, service, asked.for_issuing(work), asked.wish.size)
        _want_paper(work, slip)
    return redirect(url_for(".your_return_slip", link=slip.link), 303)


def _want_paper(work: UnitOfWork, slip: ReturnSlip) -> None:
    """Once: who touches twice gets one paper."""
    if slip.paper is not None:
        return
    item = catalogue.item_by_code(work.session, slip.item_code) if slip.item_code else None
    slip.paper = want_sheet(work, return_paper(work, current_context(), slip, item))


@bp.get("/kiosk/return-slips/<link>")
def your_return_slip(link: str) -> str:
    with current_hall().read() as snapshot:
        slip = queries.return_slip_by_link(snapshot.session, link)
        news = news_of(slip.paper, RETURN_SLIP)
        return page(
            "kiosk/return_slip.html",
            now=snapshot.now,
            seq=snapshot.seq,
            slip=slip,
            further=[wish.service for wish in further_of(snapshot.session, slip)],
            news=news,
        )


@bp.get("/kiosk/return-slips/<link>/paper")
def paper_of(link: str) -> str:
    with current_hall().read() as snapshot:
        slip = queries.return_slip_by_link(snapshot.session, link)
        news = news_of(slip.paper, RETURN_SLIP)
        return render_template("kiosk/_news.html", seq=snapshot.seq, news=news)


@bp.get("/kiosk/return")
def which_return_slip() -> str:
    with current_hall().read() as snapshot:
        return page(
            "kiosk/return_find.html",
            now=snapshot.now,
            digits=DIGITS,
            key=f"return-{uuid4().hex}",
        )


@bp.post("/kiosk/return")
@form_page(".which_return_slip", status=409)
def return_slip_typed() -> ResponseReturnValue:
    form = RedeemForm.read()
    typed = form.code.value, form.key.value_if_there
    ticket = redeem_typed(current_hall(), "kiosk", *typed, source_here())
    return redirect(url_for(".your_ticket", code=ticket.code), 303)


@bp.get("/b/<link>")
def return_slip_on_the_phone(link: str) -> str:
    """The slip by its QR: when to come, what to bring, and, in its time, the number itself."""
    with current_hall().read() as snapshot:
        slip = queries.return_slip_by_link(snapshot.session, link)
        item = catalogue.item_by_code(snapshot.session, slip.item_code) if slip.item_code else None
        return render_template(
            "kiosk/phone_return.html",
            now=snapshot.now,
            slip=slip,
            item=item,
            materials=materials_of(item),
            further=[wish.service for wish in further_of(snapshot.session, slip)],
            time=time_of(snapshot, slip),
        )


@bp.post("/b/<link>")
def redeem_on_the_phone(link: str) -> ResponseReturnValue:
    """The link cannot be guessed: whoever has it has the paper. Twice is once."""
    with current_hall().work("phone") as work:
        slip = queries.return_slip_by_link(work.session, link)
        ticket = redeem(work, slip, f"return-{slip.link}")
    return redirect(url_for(".phone", code=ticket.code), 303)
