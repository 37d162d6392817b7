"""未登记: what an unknown device shows, how it goes on by itself, and links that enrol one."""

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from hall.enrolled_devices.actions import Caller
from hall.enrolled_devices.device_register import KnownDevice
from hall.enrolled_devices.model import DeviceRole
from hall.errors import NotEnrolled
from hall.people.credentials import digest, new_token
from hall.screens.queries import screen_by_id
from web import sentences
from web.app_context import current_context, current_hall
from web.known_devices import COOKIE, device_here, give_credential, is_navigation
from web.problem import problem
from web.refusals import CrossSite, refuse
from web.sign_in import whoever_is_signed_in

bp = Blueprint("enrolment", __name__)

#: Tells a page's scripts that the browser has no credential any more: its page shows what to do.
MARK = "X-Not-Enrolled"


def register(app: Flask) -> None:
    app.register_error_handler(NotEnrolled, show_not_enrolled)


def show_not_enrolled(error: NotEnrolled) -> ResponseReturnValue:
    """A page with a code where somebody opened one, a problem for scripts and programs.

    A device that was led to another's page goes to its own. Staff who only look at a device's page
    are told in the page's own manner that they can do nothing there.
    """
    if whoever_is_signed_in():
        return refuse(error)
    if not is_navigation() and request.method == "GET" or _is_script():
        answer = problem(403, error.code, sentences.refusal(error), {})
        answer.headers[MARK] = "yes"
        return answer
    device = device_here()
    home = home_of(device) if device else None
    return redirect(home) if home else _page_with_code()


def _is_script() -> bool:
    headers = request.headers
    mode = headers.get("Sec-Fetch-Mode", "navigate")
    return "X-Fragment" in headers or request.is_json or mode != "navigate"


def home_of(device: KnownDevice) -> str | None:
    """The page that it is there for; None for a tablet, whose address holds a key of its own,
    and for a screen that hangs no longer."""
    if device.role is DeviceRole.KIOSK:
        return "/kiosk?lock=1"
    if device.role is DeviceRole.TIMECLOCK:
        return "/timeclock"
    if device.screen_id is None:
        return None
    with current_hall().read() as snapshot:
        screen = screen_by_id(snapshot.session, device.screen_id)
        return screen.address if screen.in_use else None


def _page_with_code() -> Response:
    """The token that waits becomes the credential: nothing is lost if the power goes meanwhile."""
    requests = current_context().enrolment.requests
    wanted = request.full_path.rstrip("?") if request.method == "GET" else _room()
    held = request.cookies.get(COOKIE, "")
    token = held if requests.knows(digest(held)) else new_token()
    code = requests.ask(digest(token), _address(), wanted)
    page = render_template("web/not_enrolled.html", code=code, address=_address(), wanted=wanted)
    answer = make_response(page, 403)
    answer.headers[MARK] = "yes"
    give_credential(answer, token)
    return answer


def _room() -> str:
    return f"/{request.path.split('/')[1]}"


def _address() -> str:
    return request.remote_addr or ""


@bp.get("/enrol/waiting")
def waiting() -> dict[str, object]:
    """Asked every few seconds by the page with the code; ``code`` null: it has to ask anew."""
    enrolment = current_context().enrolment
    if device_here():
        return {"enrolled": True, "code": None}
    held = digest(request.cookies.get(COOKIE, ""))
    code = enrolment.requests.ask(held, _address(), "") if enrolment.requests.knows(held) else None
    return {"enrolled": False, "code": code}


@bp.get("/enrol/<link>")
def by_link(link: str) -> ResponseReturnValue:
    """For a launcher: enrols this browser once, and leads on to its page, then and ever after."""
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise CrossSite()
    register = current_context().enrolment.register
    device, answer_token = device_here(), ""
    if device is None and request.method == "GET":
        answer_token = new_token()
        register.use_link(link, Caller(digest(answer_token), _address()))
        device = register.device_with(answer_token)
    answer = make_response(redirect(device and home_of(device) or "/", 303))
    if answer_token:
        give_credential(answer, answer_token)
    return answer
