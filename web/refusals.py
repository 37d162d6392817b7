"""The only place where a refusal meets HTTP: a page for people, problem+json for programs.

A refused form comes back as its own page, filled in again (web/forms/form_page.py).
"""

import logging
from time import monotonic

from flask import (
    Flask,
    Response,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from jinja2 import Template
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    MethodNotAllowed,
    ServiceUnavailable,
)

from hall.database_unusable import DatabaseUnusable
from hall.errors import (
    HallError,
    Malformed,
    NotAllowed,
    NotFound,
    NotSignedIn,
    PasswordFirst,
    RuleBroken,
    SecondFactorFirst,
    TooBusy,
    TooOften,
)
from hall.periodic_worker import FaultLog
from web import sentences
from web.forms.form_page import with_its_form
from web.language import spoken
from web.problem import problem
from web.sentences.installing import gone_for_staff

log = logging.getLogger(__name__)
#: The database file went away while open; who is told there where the way back is.
GONE, FOR_STAFF = {"gone", "replaced"}, {"office", "counter", "account", "sign-in"}
_told = FaultLog()

STATUS = {
    NotFound: 404,
    Malformed: 422,
    RuleBroken: 409,
    NotSignedIn: 401,
    NotAllowed: 403,
    TooOften: 429,
    TooBusy: 503,
}


class CrossSite(NotAllowed):
    """A request that another site's page sent with our visitor's cookies."""


def register(app: Flask) -> None:
    app.register_error_handler(HallError, refuse)
    app.register_error_handler(HTTPException, refuse_http)
    app.register_error_handler(DatabaseUnusable, refuse_without_records)
    app.context_processor(_of_the_refused_form)


def _of_the_refused_form() -> dict[str, object]:
    return {"sentence": g.get("refusal_sentence", ""), "refused": g.get("refusal_details", {})}


def status_of(error: HallError) -> int:
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)


def refuse(error: HallError) -> ResponseReturnValue:
    answer = make_response(_refusal_of(error))
    if isinstance(error, TooOften | TooBusy):
        answer.headers["Retry-After"] = str(error.details["seconds"])
    return answer


def _refusal_of(error: HallError) -> ResponseReturnValue:
    sentence = sentences.refusal(error)
    if _is_program():
        return problem(status_of(error), error.code, sentence, error.details)
    if type(error) is NotSignedIn:
        # A key that was pressed is not pressed again by itself after signing in.
        back = request.full_path.rstrip("?") if request.method == "GET" else f"/{_room()}"
        return redirect(url_for("web.sign_in", next=back))
    if isinstance(error, PasswordFirst) and "X-Fragment" not in request.headers:
        return redirect(url_for("account.page"), 303)
    if isinstance(error, SecondFactorFirst) and "X-Fragment" not in request.headers:
        return redirect(url_for("account.page", _anchor="second-factor"), 303)
    status = status_of(error)
    answer = None if status == 403 else with_its_form(error, sentence, status)
    return answer or _page(status, sentence)


def refuse_http(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if error.response is not None:  # a redirect, such as the one to the trailing slash
        return error.response
    if isinstance(error, InternalServerError):
        log.error("%s %s failed", request.method, request.path, exc_info=error.original_exception)
    sentence = spoken(sentences.HTTP_REFUSALS.get(status, sentences.HTTP_REFUSALS[400]))
    if _is_program():
        answer = problem(status, type(error).__name__, sentence, {})
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            answer.headers["Allow"] = ", ".join(error.valid_methods)
        return answer
    return _page(status, sentence)


def refuse_without_records(error: DatabaseUnusable) -> ResponseReturnValue:
    """Nothing is told while the records cannot be read: no number, no page that is half true."""
    if _told.is_new(error, monotonic()):  # every screen asks every few seconds
        log.error("%s %s: the database cannot be used: %s", request.method, request.path, error)
    if error.reason == "disk_full":
        if _is_program():
            return problem(503, "DiskFull", sentences.DISK_FULL, {})
        return _page(503, spoken(sentences.DISK_FULL))
    if error.reason in GONE and _room() in FOR_STAFF:
        return _page(503, gone_for_staff(error))
    return refuse_http(ServiceUnavailable())


def _page(status: int, sentence: str) -> Response:
    """In the room's own manner if it has one: a kiosk must not fall out of its frame.

    A fragment where a fragment was asked for: a live page must not swap in a whole one.
    """
    room = _room()
    part = "_" if "X-Fragment" in request.headers else ""
    templates: list[str | Template] = [f"{room}/{part}refused.html", f"web/{part}refusal.html"]
    return make_response(render_template(templates, sentence=sentence), status)


def _room() -> str:
    return request.path.split("/")[1]


def _is_program() -> bool:
    return request.path.startswith("/api/")
