"""Return slips at the kiosk and on the phone: asked for while a service is closed, redeemed when
it is open.
"""

from uuid import uuid4

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue import queries as catalogue
from hall.errors import HallError
from hall.hours import queries
from hall.hours.model import ReturnSlip
from hall.hours.returning import DIGITS, make_return_slip, redeem, redeem_typed, time_of
from hall.line import queries as line
from hall.slips.deeds import want_sheet
from hall.work import Work
from kiosk.pages import bp, news_of, page
from kiosk.return_paper import materials_of, return_paper
from lobby import sentences
from lobby.door import the_hall, the_house


@bp.get("/kiosk/later/<prefix>")
def later(prefix: str) -> str:
    """The honest word about a service that gives no numbers now, and what can be had instead."""
    code = request.args.get("item")
    with the_hall().look() as look:
        service = line.service_by_prefix(look.session, prefix)
        item = catalogue.item_by_code(look.session, code) if code else None
        standing = queries.standings(look.session, look.now, [service])[service.id]
        return page(
            "kiosk/later.html",
            now=look.now,
            service=service,
            item=item,
            standing=standing,
            key=uuid4().hex,
        )


@bp.post("/kiosk/return-slips")
def make() -> ResponseReturnValue:
    form = request.form
    with the_hall().work("kiosk") as work:
        service = line.service_by_prefix(work.session, form.get("service", ""))
        item = catalogue.item_by_code(work.session, code) if (code := form.get("item")) else None
        slip = make_return_slip(work, service, item.code if item else None, form.get("key"))
        _want_paper(work, slip)
    return redirect(url_for(".your_return_slip", link=slip.link), 303)


def _want_paper(work: Work, slip: ReturnSlip) -> None:
    """Once: who touches twice gets one paper."""
    if slip.paper is not None:
        return
    item = catalogue.item_by_code(work.session, slip.item_code) if slip.item_code else None
    slip.paper = want_sheet(work, return_paper(work, the_house(), slip, item))


@bp.get("/kiosk/return-slips/<link>")
def your_return_slip(link: str) -> str:
    with the_hall().look() as look:
        slip = queries.return_slip_by_link(look.session, link)
        news = news_of(slip.paper, "回头号")
        return page("kiosk/return_slip.html", now=look.now, seq=look.seq, slip=slip, news=news)


@bp.get("/kiosk/return-slips/<link>/paper")
def paper_of(link: str) -> str:
    with the_hall().look() as look:
        slip = queries.return_slip_by_link(look.session, link)
        news = news_of(slip.paper, "回头号")
        return render_template("kiosk/_news.html", seq=look.seq, news=news)


@bp.get("/kiosk/return")
def which_return_slip() -> str:
    return _pad(None)


def _pad(refusal: HallError | None) -> str:
    with the_hall().look() as look:
        return page(
            "kiosk/return_find.html",
            now=look.now,
            digits=DIGITS,
            key=request.form.get("key") or f"return-{uuid4().hex}",
            sentence=sentences.refusal(refusal) if refusal else "",
        )


@bp.post("/kiosk/return")
def return_slip_typed() -> ResponseReturnValue:
    form = request.form
    try:
        code = form.get("code", "").strip()
        ticket = redeem_typed(the_hall(), "kiosk", code, form.get("key"))
    except HallError as refusal:  # back to the same pad, which says why not
        return _pad(refusal), 409
    return redirect(url_for(".your_ticket", code=ticket.code), 303)


@bp.get("/b/<link>")
def return_slip_on_the_phone(link: str) -> str:
    """The slip by its QR: when to come, what to bring, and, in its time, the number itself."""
    with the_hall().look() as look:
        slip = queries.return_slip_by_link(look.session, link)
        item = catalogue.item_by_code(look.session, slip.item_code) if slip.item_code else None
        return render_template(
            "kiosk/phone_return.html",
            now=look.now,
            slip=slip,
            item=item,
            materials=materials_of(item),
            time=time_of(look.session, look.now, slip),
        )


@bp.post("/b/<link>")
def redeem_on_the_phone(link: str) -> ResponseReturnValue:
    """The link cannot be guessed: whoever has it has the paper. Twice is once."""
    with the_hall().work("phone") as work:
        slip = queries.return_slip_by_link(work.session, link)
        ticket = redeem(work, slip, f"return-{slip.link}")
    return redirect(url_for(".phone", code=ticket.code), 303)
