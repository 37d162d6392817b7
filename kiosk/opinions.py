"""The box of opinions (意见箱) at the kiosk: touched together, a slip with a code, the answer."""

from uuid import uuid4

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue import queries as catalogue
from hall.line import queries as line
from hall.opinions import queries
from hall.opinions.leaving import CODE_DIGITS, MOST_PHRASES, leave_opinion
from hall.opinions.looking_up import opinion_typed
from hall.opinions.model import Case, Channel, OpinionKind
from hall.opinions.phrases import PHRASES
from hall.slips.actions import want_sheet
from hall.unit_of_work import UnitOfWork
from kiosk.opinion_draft import DAYS, OpinionDraft, as_said
from kiosk.opinion_form import OpinionDraftForm, OpinionForm
from kiosk.opinion_paper import opinion_paper, spaced
from kiosk.pages import news_of, page
from kiosk.visitor_forms import CodeForm, ItemQuery
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.sentences.papers import NOTE_CODE, OPINION_RECEIPT
from web.source import source_here

bp = Blueprint("opinions", __name__)


@bp.get("/kiosk/opinion")
def begin() -> str:
    with current_hall().read() as snapshot:
        item = ItemQuery.read_query().item.value
        kinds = [OpinionDraft(kind, item=item) for kind in OpinionKind]
        return page("kiosk/opinion.html", now=snapshot.now, kinds=kinds)


@bp.get("/kiosk/opinion/managers")
def managers() -> str:
    """An opinion about who would have to answer it goes elsewhere."""
    with current_hall().read() as snapshot:
        return page("kiosk/opinion_managers.html", now=snapshot.now)


@bp.get("/kiosk/opinion/say")
def say() -> str:
    telling = OpinionDraftForm.read_query().draft
    with current_hall().read() as snapshot:
        return page(
            "kiosk/opinion_say.html",
            now=snapshot.now,
            telling=telling,
            phrases=PHRASES[telling.kind],
            full=len(telling.phrases) >= MOST_PHRASES,
        )


@bp.get("/kiosk/opinion/about")
def about() -> str:
    telling = OpinionDraftForm.read_query().draft
    with current_hall().read() as snapshot:
        return page(
            "kiosk/opinion_about.html",
            now=snapshot.now,
            telling=telling,
            windows=line.windows(snapshot.session),
            services=line.services(snapshot.session),
            item=catalogue.item_by_code(snapshot.session, telling.item) if telling.item else None,
            days=tuple(DAYS),
        )


@bp.get("/kiosk/opinion/telephone")
def telephone() -> str:
    telling = OpinionDraftForm.read_query().draft
    with current_hall().read() as snapshot:
        return page(
            "kiosk/opinion_telephone.html",
            now=snapshot.now,
            telling=telling,
            key=f"kiosk-opinion-{uuid4().hex}",
        )


@bp.post("/kiosk/opinion")
@form_page(".telephone", "kind", "phrases", "window", "service", "item", "day", status=409)
def leave() -> ResponseReturnValue:
    form = OpinionForm.read()
    telling = form.draft
    with current_hall().work(Channel.KIOSK) as work:
        said = as_said(work, telling, telephone=form.telephone.value)
        case = leave_opinion(work, said, Channel.KIOSK, form.key.value_if_there)
        link = _with_paper(work, case)
    return redirect(url_for(".yours", link=link), 303)


def _with_paper(work: UnitOfWork, case: Case) -> str | None:
    """Once: who touches twice gets one paper."""
    opinion = case.opinion
    if opinion is None:
        return None
    if opinion.paper is None and opinion.link is not None:
        opinion.paper = want_sheet(work, opinion_paper(work, current_context(), case, opinion))
    return opinion.link


@bp.get("/kiosk/opinions/<link>")
def yours(link: str) -> str:
    """The code and the date until the answer, or the answer."""
    with current_hall().read() as snapshot:
        opinion = queries.opinion_by_link(snapshot.session, link)
        return page(
            "kiosk/opinion_yours.html",
            now=snapshot.now,
            seq=snapshot.seq,
            opinion=opinion,
            case=queries.case_of(snapshot.session, opinion),
            code=spaced(opinion.code or ""),
            news=news_of(opinion.paper, OPINION_RECEIPT, NOTE_CODE),
        )


@bp.get("/kiosk/opinions/<link>/paper")
def paper(link: str) -> str:
    with current_hall().read() as snapshot:
        news = news_of(
            queries.opinion_by_link(snapshot.session, link).paper, OPINION_RECEIPT, NOTE_CODE
        )
        return render_template("kiosk/_news.html", seq=snapshot.seq, news=news)


@bp.get("/kiosk/opinion/answer")
def which() -> str:
    with current_hall().read() as snapshot:
        return page("kiosk/opinion_find.html", now=snapshot.now, digits=CODE_DIGITS)


@bp.post("/kiosk/opinion/answer")
@form_page(".which", status=409)
def found() -> ResponseReturnValue:
    """The code of a slip leads to its answer; a wrong one counts although it is refused."""
    code = CodeForm.read().code.value
    opinion = opinion_typed(current_hall(), Channel.KIOSK, code, source_here())
    return redirect(url_for(".yours", link=opinion.link), 303)
