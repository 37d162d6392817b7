"""The box of opinions on a phone in the hall's network: typed with the phone's own keyboard,
without signing in.
"""

from uuid import uuid4

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.line import queries as line
from hall.opinions import queries
from hall.opinions.leaving import CODE_DIGITS, LONGEST_WORDS, leave_opinion
from hall.opinions.looking_up import opinion_typed
from hall.opinions.model import Channel, OpinionKind
from hall.opinions.phrases import PHRASES
from kiosk.opinion_draft import as_said
from kiosk.opinion_form import OpinionForm
from kiosk.opinion_paper import spaced
from kiosk.visitor_forms import CodeForm
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.source import source_here

bp = Blueprint("phone_opinions", __name__)


@bp.get("/opinion")
def form() -> str:
    with current_hall().read() as snapshot:
        return render_template(
            "kiosk/phone_opinion.html",
            phrases=_phrases(),
            windows=line.windows(snapshot.session),
            services=line.services(snapshot.session),
            today=snapshot.today,
            longest=LONGEST_WORDS,
            key=f"phone-opinion-{uuid4().hex}",
        )


def _phrases() -> dict[OpinionKind, tuple[str, ...]]:
    """Who can type needs no paper."""
    return {
        kind: tuple(phrase for phrase in known if phrase != "on_paper")
        for kind, known in PHRASES.items()
    }


@bp.post("/opinion")
@form_page(".form", status=409)
def leave() -> ResponseReturnValue:
    typed = OpinionForm.read()
    words = {"words": typed.words.value, "telephone": typed.telephone.value}
    with current_hall().work(Channel.PHONE) as work:
        said = as_said(work, typed.draft, **words)
        case = leave_opinion(work, said, Channel.PHONE, typed.key.value_if_there)
        link = case.opinion.link if case.opinion else None
    return redirect(url_for(".yours", link=link), 303)


@bp.get("/o/<link>")
def yours(link: str) -> str:
    """The link cannot be guessed: whoever has it left the opinion."""
    with current_hall().read() as snapshot:
        opinion = queries.opinion_by_link(snapshot.session, link)
        return render_template(
            "kiosk/phone_opinion_yours.html",
            opinion=opinion,
            case=queries.case_of(snapshot.session, opinion),
            code=spaced(opinion.code or ""),
        )


@bp.get("/opinion/answer")
def which() -> str:
    return render_template("kiosk/phone_opinion_find.html", digits=CODE_DIGITS)


@bp.post("/opinion/answer")
@form_page(".which", status=409)
def found() -> ResponseReturnValue:
    code = CodeForm.read().code.value
    opinion = opinion_typed(current_hall(), Channel.PHONE, code, source_here())
    return redirect(url_for(".yours", link=opinion.link), 303)
