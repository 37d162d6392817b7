"""The box of opinions on a phone in the hall's network: typed with the phone's own keyboard,
without signing in.
"""

from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.errors import HallError
from hall.line import queries as line
from hall.opinions import queries
from hall.opinions.leaving import CODE_DIGITS, LONGEST_WORDS, leave_opinion
from hall.opinions.looking_up import opinion_typed
from hall.opinions.model import Channel, OpinionKind
from hall.opinions.phrases import PHRASES
from kiosk.opinion_draft import OpinionDraft, as_said
from kiosk.opinion_paper import spaced
from web import sentences
from web.app_context import current_hall

bp = Blueprint("phone_opinions", __name__)


@bp.get("/opinion")
def form() -> str:
    return _form(None)


def _form(refusal: HallError | None) -> str:
    """Empty, or with what was typed and why not."""
    with current_hall().read() as snapshot:
        return render_template(
            "kiosk/phone_opinion.html",
            phrases=_phrases(),
            windows=line.windows(snapshot.session),
            services=line.services(snapshot.session),
            today=snapshot.today,
            longest=LONGEST_WORDS,
            typed=request.form,
            key=request.form.get("key") or f"phone-opinion-{uuid4().hex}",
            sentence=sentences.refusal(refusal) if refusal else "",
        )


def _phrases() -> dict[OpinionKind, tuple[str, ...]]:
    """Who can type needs no paper."""
    return {
        kind: tuple(each for each in known if each != "on_paper") for kind, known in PHRASES.items()
    }


@bp.post("/opinion")
def leave() -> ResponseReturnValue:
    typed = request.form
    try:
        telling = OpinionDraft.of(typed)
        with current_hall().work(Channel.PHONE) as work:
            words = {name: typed.get(name, "") for name in ("words", "telephone")}
            case = leave_opinion(
                work, as_said(work, telling, **words), Channel.PHONE, typed.get("key")
            )
            link = case.opinion.link if case.opinion else None
    except HallError as refusal:
        return _form(refusal), 409
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
    return _which(None)


def _which(refusal: HallError | None) -> str:
    sentence = sentences.refusal(refusal) if refusal else ""
    return render_template("kiosk/phone_opinion_find.html", digits=CODE_DIGITS, sentence=sentence)


@bp.post("/opinion/answer")
def found() -> ResponseReturnValue:
    try:
        opinion = opinion_typed(current_hall(), Channel.PHONE, request.form.get("code", ""))
    except HallError as refusal:
        return _which(refusal), 409
    return redirect(url_for(".yours", link=opinion.link), 303)
