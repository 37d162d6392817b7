"""Who clocked in last, and the way to clock in without the reader."""

from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.deeds import clock_by_pin
from hall.attendance.queries import enrolled, latest_answer, punches_on
from hall.errors import NotFound, NotSignedIn
from hall.people.model import Staff
from hall.people.queries import staff_in_use
from hall.settings import setting
from hall.work import Look
from lobby import sentences
from lobby.door import the_hall, the_house

bp = Blueprint("timeclock", __name__, template_folder="templates")

#: How long an answer stays on the screen.
SHOWN_FOR = timedelta(seconds=8)
#: Whose fingers the demonstration offers to lay on the glass.
SHOWN_FINGERS = 4


@bp.get("/timeclock")
def screen() -> str:
    house = the_house()
    with the_hall().look() as look:
        fingers = enrolled(look.session)[:SHOWN_FINGERS] if house.glass else ()
        return render_template(
            "timeclock/screen.html",
            now=look.now,
            fingers=[(each.page, each.staff.name) for each in fingers],
            **_answer(look),
        )


@bp.get("/timeclock/_answer")
def answer() -> str:
    with the_hall().look() as look:
        return render_template("timeclock/_answer.html", **_answer(look))


def _answer(look: Look) -> dict[str, object]:
    latest = latest_answer(look.session)
    # Not an answer that seems to lie ahead: the clock was set back since.
    fresh = latest if latest and timedelta() <= look.now - latest.at < SHOWN_FOR else None
    reader = the_house().health_of("fingerprint_reader")
    masking = setting(look.session, "mask_names") == "yes"
    return {
        "seq": look.seq,
        "answer": fresh,
        "again_after": _seconds_left(look.now, fresh.at) if fresh else None,
        "reader": reader,
        "punches": punches_on(look.session, look.today)[:8],
        "shown": sentences.masked if masking else str,
    }


def _seconds_left(now: datetime, shown_since: datetime) -> float:
    return (SHOWN_FOR - (now - shown_since)).total_seconds() + 0.2


@bp.get("/timeclock/pin")
def pin() -> str:
    return _pin_page("")


def _pin_page(sentence: str) -> str:
    with the_hall().look() as look:
        masking = setting(look.session, "mask_names") == "yes"
        return render_template(
            "timeclock/pin.html",
            now=look.now,
            people=[_choice(each, masking=masking) for each in staff_in_use(look.session)],
            chosen=request.form.get("staff", type=int),
            sentence=sentence,
        )


def _choice(person: Staff, *, masking: bool) -> tuple[int, str]:
    return person.id, sentences.masked(person.name) if masking else person.name


@bp.post("/timeclock/pin")
def punch_by_pin() -> ResponseReturnValue:
    try:
        clock_by_pin(
            the_hall(), request.form.get("staff", -1, type=int), request.form.get("pin", "")
        )
    except NotSignedIn as error:
        said = sentences.refusal(error).replace("账号或密码", "人员或打卡密码")
        return _pin_page(said), 401
    return redirect(url_for(".screen"), 303)


@bp.post("/timeclock/glass")
def touch_the_glass() -> ResponseReturnValue:
    """Lay a finger on the simulated reader: only a demonstration has one."""
    glass = the_house().glass
    if glass is None:
        raise NotFound(machine="glass")
    page = request.form.get("page", type=int)
    glass.touch(page)
    return redirect(url_for(".screen"), 303)
