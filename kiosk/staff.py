"""The staff's way out of the kiosk: seven taps and a held corner lead to the PIN, the PIN to a
page with the printer's state, a reload, and the lock.
"""

from datetime import datetime, timedelta

from flask import make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from hall.events import KioskUnlocked
from hall.kiosk_pin import enter
from hall.people.credentials import PIN_DIGITS
from kiosk import lock
from kiosk.comfort import LET_IN
from kiosk.pages import bp, page
from kiosk.visitor_forms import PinPadForm
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.source import source_here

#: Whoever walks away from the open page leaves it open no longer than this.
LET_IN_FOR = timedelta(minutes=5)


@bp.get("/kiosk/staff")
def pin() -> str:
    with current_hall().read() as snapshot:
        return page("kiosk/staff_pin.html", now=snapshot.now, digits=PIN_DIGITS)


@bp.post("/kiosk/staff")
@form_page(".pin", status=409)
def pin_typed() -> ResponseReturnValue:
    enter(current_hall(), PinPadForm.read().pin.value, source_here())
    with current_hall().read() as snapshot:
        session[LET_IN] = snapshot.now.timestamp()
    return redirect(url_for(".staff_room"), 303)


@bp.get("/kiosk/staff/room")
def staff_room() -> ResponseReturnValue:
    with current_hall().read() as snapshot:
        if not _let_in(snapshot.now):
            return redirect(url_for(".pin"), 303)
        machines = [watch.health for watch in current_context().watches]
        locked = lock.COOKIE in request.cookies
        return page("kiosk/staff_room.html", now=snapshot.now, machines=machines, locked=locked)


@bp.get("/kiosk/staff/touch")
def touch_check() -> ResponseReturnValue:
    """Four crosses to be touched: a picture that was turned may have its touches elsewhere."""
    with current_hall().read() as snapshot:
        if not _let_in(snapshot.now):
            return redirect(url_for(".pin"), 303)
        return page("kiosk/staff_touch_check.html", now=snapshot.now)


@bp.post("/kiosk/staff/unlock")
def unlock() -> ResponseReturnValue:
    with current_hall().read() as snapshot:
        if not _let_in(snapshot.now):
            return redirect(url_for(".pin"), 303)
    with current_hall().work("kiosk") as work:
        work.record(KioskUnlocked())
    session.pop(LET_IN)
    answer = make_response(redirect(url_for("web.directory"), 303))
    lock.unlock(answer)
    return answer


def _let_in(now: datetime) -> bool:
    since = session.get(LET_IN)
    return since is not None and 0 <= now.timestamp() - since < LET_IN_FOR.total_seconds()
