"""The box of opinions (意见箱) at the kiosk: touched together, a slip with a code, the answer."""

from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue import queries as catalogue
from hall.errors import HallError
from hall.line import queries as line
from hall.opinions import queries
from hall.opinions.leaving import CODE_DIGITS, MOST_PHRASES, leave_opinion
from hall.opinions.looking_up import opinion_typed
from hall.opinions.model import Case, Channel, OpinionKind
from hall.opinions.phrases import PHRASES
from hall.slips.deeds import want_sheet
from hall.work import Work
from kiosk.opinion_paper import opinion_paper, spaced
from kiosk.pages import news_of, page
from kiosk.telling import DAYS, Telling, as_said
from lobby import sentences
from lobby.door import the_hall, the_house

bp = Blueprint("opinions", __name__)

SLIP = "意见回执"
INSTEAD = "请记下编号"


@bp.get("/kiosk/opinion")
def begin() -> str:
    with the_hall().look() as look:
        kinds = [Telling(kind, item=request.args.get("item", "")) for kind in OpinionKind]
        return page("kiosk/opinion.html", now=look.now, kinds=kinds)


@bp.get("/kiosk/opinion/managers")
def managers() -> str:
    """An opinion about who would have to answer it goes elsewhere."""
    with the_hall().look() as look:
        return page("kiosk/opinion_managers.html", now=look.now)


@bp.get("/kiosk/opinion/say")
def say() -> str:
    telling = Telling.of(request.args)
    with the_hall().look() as look:
        return page(
            "kiosk/opinion_say.html",
            now=look.now,
            telling=telling,
            phrases=PHRASES[telling.kind],
            full=len(telling.phrases) >= MOST_PHRASES,
        )


@bp.get("/kiosk/opinion/about")
def about() -> str:
    telling = Telling.of(request.args)
    with the_hall().look() as look:
        return page(
            "kiosk/opinion_about.html",
            now=look.now,
            telling=telling,
            windows=line.windows(look.session),
            services=line.services(look.session),
            item=catalogue.item_by_code(look.session, telling.item) if telling.item else None,
            days=tuple(DAYS),
        )


@bp.get("/kiosk/opinion/telephone")
def telephone() -> str:
    return _telephone(Telling.of(request.args))


def _telephone(telling: Telling, refusal: HallError | None = None) -> str:
    with the_hall().look() as look:
        return page(
            "kiosk/opinion_telephone.html",
            now=look.now,
            telling=telling,
            key=request.form.get("key") or f"kiosk-opinion-{uuid4().hex}",
            typed=request.form.get("telephone", ""),
            sentence=sentences.refusal(refusal) if refusal else "",
        )


@bp.post("/kiosk/opinion")
def leave() -> ResponseReturnValue:
    form = request.form
    telling = Telling.of(form)
    try:
        with the_hall().work(Channel.KIOSK) as work:
            said = as_said(work, telling, telephone=form.get("telephone", ""))
            case = leave_opinion(work, said, Channel.KIOSK, form.get("key"))
            link = _with_paper(work, case)
    except HallError as refusal:  # back to the same page, with what was typed and why not
        return _telephone(telling, refusal), 409
    return redirect(url_for(".yours", link=link), 303)


def _with_paper(work: Work, case: Case) -> str | None:
    """Once: who touches twice gets one paper."""
    opinion = case.opinion
    if opinion is None:
        return None
    if opinion.paper is None and opinion.link is not None:
        opinion.paper = want_sheet(work, opinion_paper(work, the_house(), case, opinion))
    return opinion.link


@bp.get("/kiosk/opinions/<link>")
def yours(link: str) -> str:
    """The code and the date until the answer, or the answer."""
    with the_hall().look() as look:
        opinion = queries.opinion_by_link(look.session, link)
        return page(
            "kiosk/opinion_yours.html",
            now=look.now,
            seq=look.seq,
            opinion=opinion,
            case=queries.case_of(look.session, opinion),
            code=spaced(opinion.code or ""),
            news=news_of(opinion.paper, SLIP, INSTEAD),
        )


@bp.get("/kiosk/opinions/<link>/paper")
def paper(link: str) -> str:
    with the_hall().look() as look:
        news = news_of(queries.opinion_by_link(look.session, link).paper, SLIP, INSTEAD)
        return render_template("kiosk/_news.html", seq=look.seq, news=news)


@bp.get("/kiosk/opinion/answer")
def which() -> str:
    return _which(None)


def _which(refusal: HallError | None) -> str:
    with the_hall().look() as look:
        return page(
            "kiosk/opinion_find.html",
            now=look.now,
            digits=CODE_DIGITS,
            sentence=sentences.refusal(refusal) if refusal else "",
        )


@bp.post("/kiosk/opinion/answer")
def found() -> ResponseReturnValue:
    """The code of a slip leads to its answer; a wrong one counts although it is refused."""
    try:
        opinion = opinion_typed(the_hall(), Channel.KIOSK, request.form.get("code", ""))
    except HallError as refusal:
        return _which(refusal), 409
    return redirect(url_for(".yours", link=opinion.link), 303)
