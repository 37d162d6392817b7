"""The page that a form stands on, to be shown again when what was posted is refused.

A view that takes a form names the page once, and does nothing else about refusals::

    @bp.post("/week")
    @form_page(".overview", window="window")
    def change_week() -> ResponseReturnValue: ...

The one place of refusals (web/refusals.py) asks that page's view for it, as a browser would
with GET, and fills its form in again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from io import BytesIO
from typing import Any, TypeVar, cast
from urllib.parse import unquote, urlsplit

from flask import Response, current_app, g, make_response, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from hall.errors import HallError, Malformed, TooBusy, TooOften
from web.forms.form_refusals import EditedMeanwhile, FormRefused
from web.forms.refill import refilled
from web.forms.saving_in_turn import saving_in_turn
from web.sentences import refusal

ViewT = TypeVar("ViewT", bound=Callable[..., object])

ATTRIBUTE = "form_page"


@dataclass(frozen=True, slots=True)
class FormPage:
    endpoint: str
    #: The page's arguments, each by the name it has in the form or in the form's own address.
    arguments: Mapping[str, str]
    #: False where a script that posts the form shows the reason itself.
    for_scripts: bool
    #: Answered whatever the refusal is; None for the refusal's own.
    status: int | None
    #: What else its address says, from what was posted.
    also: Callable[[MultiDict[str, str]], Mapping[str, int]]

    def address(self) -> str:
        own = request.view_args or {}
        values: dict[str, Any] = {
            name: own.get(source) or request.form.getlist(source) or None
            for name, source in self.arguments.items()
        }
        return url_for(self.endpoint, **{**values, **self.also(request.form)})


def form_page(
    endpoint: str,
    *same: str,
    for_scripts: bool = True,
    status: int | None = None,
    also: Callable[[MultiDict[str, str]], Mapping[str, int]] = lambda typed: {},
    **renamed: str,
) -> Callable[[ViewT], ViewT]:
    """``same`` are arguments that the page and the form's address call alike."""
    arguments = {**{name: name for name in same}, **renamed}
    page = FormPage(endpoint, arguments, for_scripts, status, also)

    def named(view: ViewT) -> ViewT:
        @wraps(view)
        def served(*args: object, **more: object) -> object:
            with saving_in_turn():
                return view(*args, **more)

        setattr(served, ATTRIBUTE, page)
        return cast(ViewT, served)

    return named


def page_of(endpoint: str | None) -> FormPage | None:
    view = current_app.view_functions.get(endpoint or "")
    page: FormPage | None = getattr(view, ATTRIBUTE, None)
    return page


def with_its_form(error: HallError, sentence: str, status: int) -> Response | None:
    """The page of the form that was refused, filled in again; None where there is none to show."""
    page = page_of(request.endpoint) if request.method == "POST" else None
    if page is None or ("X-Fragment" in request.headers and not page.for_scripts):
        return None
    try:
        typed = g.get("merged_form", request.form)
    except HTTPException:  # larger than this address takes: it was never read
        return None
    sentence = _own_words(error) or sentence
    action, problems = request.path, _problems(error, sentence)
    g.refusal_sentence, g.refusal_details = sentence, {**error.details, "action": action}
    answer = _shown(page.address())
    if answer is None:
        return None
    answer.status_code = status if isinstance(error, TooOften | TooBusy) else page.status or status
    answer.set_data(refilled(answer.get_data(as_text=True), action, typed, problems, sentence))
    return answer


def _problems(error: HallError, sentence: str) -> Mapping[str, str]:
    """By field: what the form's class found, or the one part that an action refused."""
    if isinstance(error, FormRefused):
        return error.problems
    if isinstance(error, EditedMeanwhile):
        kept = g.get("kept_meanwhile")
        return {**error.problems, "": kept} if kept else error.problems
    field = error.details.get("field")
    part = field if isinstance(field, str) else error.code
    return {g.get("form_places", {}).get(part, part): sentence}


def _own_words(error: HallError) -> str:
    """What the form says instead, where everybody else would be told something else."""
    part = g.get("form_words", {}).get(error.code)
    return refusal(Malformed(field=part)) if part else ""


def _shown(address: str) -> Response | None:
    """What GET would show of that address to whoever posted; None where that is no page now."""
    parts = urlsplit(address)
    asked = {
        **request.environ,
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
        "QUERY_STRING": parts.query,
        "CONTENT_LENGTH": "0",
        "CONTENT_TYPE": "",
        "wsgi.input": BytesIO(),
    }
    with current_app.request_context(asked):
        view = current_app.view_functions[request.endpoint or ""]
        try:
            answer = make_response(view(**(request.view_args or {})))
        except HallError:  # such as a thing that is gone: then the reason alone is shown
            return None
    return answer if answer.status_code == 200 and answer.mimetype == "text/html" else None


def form_page_html() -> str | None:
    """The page of the form that came, as it is now; None where it names none, or it is gone."""
    page = page_of(request.endpoint)
    answer = _shown(page.address()) if page else None
    return answer.get_data(as_text=True) if answer else None
