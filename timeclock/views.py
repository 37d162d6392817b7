"""Who clocked in last, and the way to clock in without the reader."""

from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.actions import clock_by_pin
from hall.attendance.queries import enrolled, latest_answer, punches_on
from hall.errors import NotFound, NotSignedIn
from hall.people.model import Staff
from hall.people.queries import staff_in_use
from hall.settings import setting
from hall.unit_of_work import ReadSession
from web import sentences
from web.app_context import current_context, current_hall

bp = Blueprint("timeclock", __name__, template_folder="templates")

#: How long an answer stays on the screen.
SHOWN_FOR = timedelta(seconds=8)
#: Whose fingers the demonstration offers to lay on the glass.
SHOWN_FINGERS = 4


@bp.get("/timeclock")
def screen() -> str:
    context = current_context()
    with current_hall().read() as snapshot:
        fingers = enrolled(snapshot.session)[:SHOWN_FINGERS] if context.glass else ()
        return render_template(
            "timeclock/screen.html",
            now=snapshot.now,
            fingers=[(each.page, each.staff.name) for each in fingers],
            **_answer(snapshot),
        )


@bp.get("/timeclock/_answer")
def answer() -> str:
    with current_hall().read() as snapshot:
        return render_template("timeclock/_answer.html", **_answer(snapshot))


def _answer(snapshot: ReadSession) -> dict[str, object]:
    latest = latest_answer(snapshot.session)
    # Not an answer that seems to lie ahead: the clock was set back since.
    fresh = latest if latest and timedelta() <= snapshot.now - latest.at < SHOWN_FOR else None
    reader = current_context().health_of("fingerprint_reader")
    masking = setting(snapshot.session, "mask_names") == "yes"
    return {
        "seq": snapshot.seq,
        "answer": fresh,
        "again_after": _seconds_left(snapshot.now, fresh.at) if fresh else None,
        "reader": reader,
        "punches": punches_on(snapshot.session, snapshot.today)[:8],
        "shown": sentences.masked if masking else str,
    }


def _seconds_left(now: datetime, shown_since: datetime) -> float:
    return (SHOWN_FOR - (now - shown_since)).total_seconds() + 0.2


@bp.get("/timeclock/pin")
def pin() -> str:
    return _pin_page("")


def _pin_page(sentence: str) -> str:
    with current_hall().read() as snapshot:
        masking = setting(snapshot.session, "mask_names") == "yes"
        return render_template(
            "timeclock/pin.html",
            now=snapshot.now,
            people=[_choice(each, masking=masking) for each in staff_in_use(snapshot.session)],
            chosen=request.form.get("staff", type=int),
            sentence=sentence,
        )


def _choice(person: Staff, *, masking: bool) -> tuple[int, str]:
    return person.id, sentences.masked(person.name) if masking else person.name


@bp.post("/timeclock/pin")
def punch_by_pin() -> ResponseReturnValue:
    try:
        clock_by_pin(
            current_hall(), request.form.get("staff", -1, type=int), request.form.get("pin", "")
        )
    except NotSignedIn as error:
        said = sentences.refusal(error).replace("账号或密码", "人员或打卡密码")
        return _pin_page(said), 401
    return redirect(url_for(".screen"), 303)


@bp.post("/timeclock/glass")
def touch_the_glass() -> ResponseReturnValue:
    """Lay a finger on the simulated reader: only a demonstration has one."""
    glass = current_context().glass
    if glass is None:
        raise NotFound(machine="glass")
    page = request.form.get("page", type=int)
    glass.touch(page)
    return redirect(url_for(".screen"), 303)
