"""The rule of web/access_table.py, asked before every view and before a page joins the live wire.

Where only this computer can reach the server, it holds for nobody: everything opens as it is.
"""

from dataclasses import dataclass
from typing import assert_never

from flask import Flask, Response, g, request
from werkzeug.http import parse_cookie

from hall.enrolled_devices.device_register import DeviceRegister, KnownDevice
from hall.enrolled_devices.model import DeviceRole
from hall.enrolled_devices.queries import screen_meant
from hall.errors import NotEnrolled, NotSignedIn
from hall.line.queries import windows
from web.access_table import DEVICES, WIRE, Asker, asker_of
from web.app_context import current_context, current_hall
from web.forms.fields import LenientField, no_longer_than
from web.forms.typed_form import TypedForm
from web.sign_in import must_be_staff, number_of_sign_in, whoever_is_signed_in

COOKIE = "hall_device"
#: As long as browsers keep anything; each page that a device opens begins it anew.
KEPT_SECONDS = 400 * 24 * 3600
READING = frozenset({"GET", "HEAD", "OPTIONS"})
#: What ``/display`` without a name shows.
MAIN_SCREEN = "main"


class SpeakerQuery(TypedForm):
    """The page that says how it plays: the name of its screen, a dot, and what makes it its own."""

    player = LenientField(no_longer_than(80), "")


def register(app: Flask) -> None:
    app.before_request(refuse_strangers)
    app.after_request(keep_the_credential)


def device_here() -> KnownDevice | None:
    """The enrolled device behind this request; None for any other browser."""
    if "known_device" not in g:
        enrolment, token = current_context().enrolment, request.cookies.get(COOKIE, "")
        g.known_device = enrolment.register.device_with(token) if token else None
        if g.known_device:
            enrolment.register.hear(g.known_device, request.remote_addr or "")
    device: KnownDevice | None = g.known_device
    return device


def refuse_strangers() -> None:
    """Raises NotEnrolled, and NotSignedIn where only staff come."""
    if request.endpoint is None or not current_context().enrolment.in_force:
        return
    wanted = asker_of(request.endpoint)
    if wanted is Asker.STAFF:
        must_be_staff()
    elif wanted in DEVICES and not (_is_device(wanted) or _looks_on()):
        raise NotEnrolled()


def _looks_on() -> bool:
    """Staff may see what a device shows, and do nothing in its place."""
    return request.method in READING and whoever_is_signed_in() is not None


def _is_device(wanted: Asker) -> bool:
    device = device_here()
    return device is not None and device.role.value == wanted.value and _is_asked_for_itself(device)


def _is_asked_for_itself(device: KnownDevice) -> bool:
    """Whether the screen or window that the address names is the device's own."""
    named = request.view_args or {}
    match device.role:
        case DeviceRole.SCREEN:
            return _is_its_screen(device, named.get("screen"))
        case DeviceRole.TABLET:
            return _is_its_window(device, named["name"])
        case DeviceRole.KIOSK | DeviceRole.TIMECLOCK:
            return True
        case _:
            assert_never(device.role)


def _is_its_screen(device: KnownDevice, name: str | None) -> bool:
    if request.endpoint == "sounds.report":
        name = SpeakerQuery.read_query().player.value.rpartition(".")[0]
    elif request.endpoint == "display.board":
        name = name or MAIN_SCREEN
    return name is None or is_screen_of(device, name)


def is_screen_of(device: KnownDevice, name: str) -> bool:
    with current_hall().read() as snapshot:
        screen = screen_meant(snapshot.session, name)
    return screen is not None and screen.id == device.screen_id


def _is_its_window(device: KnownDevice, name: str) -> bool:
    with current_hall().read() as snapshot:
        return any(
            window.id == device.window_id and window.name == name
            for window in windows(snapshot.session)
        )


@dataclass(frozen=True, slots=True)
class WirePlace:
    """What a page on the live wire may do."""

    refused: str = ""  # the code of a refusal
    device_id: int | None = None  # its wire is cut when this one is revoked
    sign_in: int | None = None  # it is cut when this one ends
    may_play: bool = True  # read out what is called


def place_on_the_wire(room: str, player: str) -> WirePlace:
    """``player`` is how the page calls itself that would read out what is called."""
    wanted = WIRE[room]
    if wanted is Asker.STAFF:
        sign_in = number_of_sign_in()
        refused = "" if sign_in is not None else NotSignedIn.__name__
        return WirePlace(refused, sign_in=sign_in, may_play=False)
    if not current_context().enrolment.in_force:
        return WirePlace()
    if wanted is Asker.ANYBODY:
        return WirePlace(may_play=False)
    device = device_here()
    if device and device.role.value == wanted.value:
        own = device.role is DeviceRole.SCREEN and is_screen_of(device, player.rpartition(".")[0])
        return WirePlace(device_id=device.id, may_play=own)
    if whoever_is_signed_in() is None:
        return WirePlace(NotEnrolled.__name__, may_play=False)
    return WirePlace(may_play=False)


def device_in(cookies: str, register: DeviceRegister) -> KnownDevice | None:
    """Whose credential stands in these, the head ``Cookie``; asks nobody, for the server's loop."""
    token = parse_cookie(cookies).get(COOKIE, "")
    return register.device_at_hand(token) if token else None


def is_navigation() -> bool:
    """A person opens a page, and no script asks for a part of one."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    return request.method == "GET" and mode == "navigate" and "X-Fragment" not in request.headers


def keep_the_credential(response: Response) -> Response:
    """Browsers keep no cookie longer than a good year: each page begins it anew."""
    if g.get("known_device") and is_navigation() and response.mimetype == "text/html":
        give_credential(response, request.cookies[COOKIE])
    return response


def give_credential(response: Response, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
    )
