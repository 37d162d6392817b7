"""The kiosk's own browser stays within the kiosk: the server shows it nothing else.

It is known by a cookie that the launch address, /kiosk?lock=1, gives it, and that only staff take
away. Any other browser opens what it likes: the demonstration shows kiosk and office side by side.
A link from another site locks nobody, and a browser in which staff were ever signed in is asked
first: the launcher's is new each time.
"""

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.pages import bp
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm
from web.same_origin import STAFF_BROWSER, comes_from_elsewhere
from web.sign_in import end_here

COOKIE = "kiosk_locked"
#: As long as browsers keep anything; every start of the kiosk begins it anew.
KEPT_SECONDS = 400 * 24 * 3600
#: Its pages, what they are made of, the pictures of its notices, and the time.
ITS_OWN = ("/kiosk/", "/assets/", "/notices/files/", "/api/v1/health/", "/enrol/")


class LaunchQuery(TypedForm):
    lock = LenientField(str, "")


@bp.before_app_request
def stay_within() -> ResponseReturnValue | None:
    if request.path == "/kiosk" and LaunchQuery.read_query().lock.value == "1":
        return _launched()
    if COOKIE in request.cookies and not f"{request.path}/".startswith(ITS_OWN):
        return redirect(url_for("kiosk.home"), 303)
    return None


def _launched() -> ResponseReturnValue:
    if comes_from_elsewhere():
        return redirect(url_for("kiosk.home"), 303)
    if STAFF_BROWSER in request.cookies and COOKIE not in request.cookies:
        return render_template("web/lock_here.html")
    return _lock()


@bp.post("/kiosk/lock")
def lock() -> Response:
    """Pressed by whoever stands at it; their sign-in goes, for it is a visitor's screen now."""
    end_here()
    return _lock()


def _lock() -> Response:
    answer = make_response(redirect(url_for("kiosk.home"), 303))
    answer.set_cookie(COOKIE, "1", max_age=KEPT_SECONDS, httponly=True, samesite="Lax")
    return answer


def unlock(answer: Response) -> None:
    answer.delete_cookie(COOKIE, httponly=True, samesite="Lax")
