"""Which language a page is answered in: at the kiosk as chosen, on a phone as the phone speaks."""

from flask import Response, request

from kiosk.comfort import comfort
from kiosk.pages import bp
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm
from web.language import TAGS, language, speak

KIOSK = "/kiosk"
PHONES = ("/t/", "/b/", "/g/", "/o/", "/opinion")
#: Of a phone, until its browser is closed.
COOKIE = "language"


class LanguageQuery(TypedForm):
    lang = LenientField(str, "")


@bp.before_app_request
def listen() -> None:
    if request.path.startswith(PHONES):
        speak(_of_the_phone())
    elif request.path.startswith(KIOSK):
        speak(comfort().language)


def _asked() -> str:
    return LanguageQuery.read_query().lang.value


def _of_the_phone() -> str:
    """What was touched on the page; then what was touched before; then what the phone speaks."""
    for said in (_asked(), request.cookies.get(COOKIE, "")):
        if said in TAGS:
            return said
    return request.accept_languages.best_match(list(TAGS)) or ""


@bp.after_app_request
def remember(answer: Response) -> Response:
    if request.path.startswith(PHONES) and _asked() in TAGS:
        answer.set_cookie(COOKIE, language(), httponly=True, samesite="Lax")
    return answer
