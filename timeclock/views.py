"""Who clocked in last, and the way to clock in without the reader."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.actions import clock_by_pin
from hall.attendance.meaning import meanings_of, people_in
from hall.attendance.model import Punch
from hall.attendance.queries import answers_since, enrolled, punches_on
from hall.base import LARGEST_ID
from hall.errors import NotFound
from hall.parsing import whole_number
from hall.people.model import Staff
from hall.people.queries import staff_in_use
from hall.settings import setting
from hall.unit_of_work import ReadSession
from timeclock.spoken_answers import spoken
from web import sentences
from web.app_context import current_context, current_hall
from web.forms.fields import OptionalField, SecretField, TypedField, number_within
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.source import source_here

bp = Blueprint("timeclock", __name__, template_folder="templates")

#: How long an answer stays on the screen.
SHOWN_FOR = timedelta(seconds=8)
#: On a busy morning; the latest is the large one.
MOST_ANSWERS = SHOWN_PUNCHES = 6
#: Whose fingers the demonstration offers to lay on the glass.
SHOWN_FINGERS = 4
NOBODY = -1


@bp.get("/timeclock")
def screen() -> str:
    context = current_context()
    with current_hall().read() as snapshot:
        fingers = enrolled(snapshot.session)[:SHOWN_FINGERS] if context.glass else ()
        return render_template(
            "timeclock/screen.html",
            now=snapshot.now,
            fingers=[(finger.page, finger.staff.name) for finger in fingers],
            **_answer(snapshot),
        )


@bp.get("/timeclock/_answer")
def answer() -> str:
    with current_hall().read() as snapshot:
        return render_template("timeclock/_answer.html", **_answer(snapshot))


def _answer(snapshot: ReadSession) -> dict[str, object]:
    session, now = snapshot.session, snapshot.now
    answers = answers_since(session, now - SHOWN_FOR, now)
    masking = setting(session, "mask_names") == "yes"
    people = {person.id: person.name for person in staff_in_use(session)}
    return {
        "seq": snapshot.seq,
        "answers": answers[:MOST_ANSWERS],
        "meanings": meanings_of(session, [answer.punch for answer in answers if answer.punch]),
        "lateness_shown": setting(session, "lateness_shown") == "yes",
        # Each leaves the screen by itself, the earliest first.
        "again_after": _seconds_left(now, answers[-1].at) if answers else None,
        "spoken": spoken(snapshot, answers[0]) if answers else None,
        "reader": current_context().health_of("fingerprint_reader"),
        "punches": believed(punches_on(session, snapshot.today))[:SHOWN_PUNCHES],
        "people_in": [
            people[staff_id] for staff_id in people_in(session, now) if staff_id in people
        ],
        "shown": sentences.masked if masking else str,
    }


def believed(punches: Sequence[Punch]) -> list[Punch]:
    """Those of a wrong clock are the office's to see to."""
    return [punch for punch in punches if not punch.set_aside]


def _seconds_left(now: datetime, shown_since: datetime) -> float:
    return (SHOWN_FOR - (now - shown_since)).total_seconds() + 0.2


class StaffField(TypedField[int]):
    """Nobody where it names nobody: refused like a wrong PIN, which tells nobody who is there."""

    def parse(self, text: str) -> int:
        try:
            return whole_number(text)
        except ValueError:
            return NOBODY


class PunchByPinForm(TypedForm):
    own_words = {"WrongPassword": "present_pin"}

    staff = StaffField()
    pin = SecretField()


@bp.get("/timeclock/pin")
def pin() -> str:
    with current_hall().read() as snapshot:
        masking = setting(snapshot.session, "mask_names") == "yes"
        return render_template(
            "timeclock/pin.html",
            now=snapshot.now,
            people=_choices(staff_in_use(snapshot.session), sentences.masked if masking else str),
        )


def _choices(people: Sequence[Staff], shown: Callable[[str], str]) -> list[tuple[int, str]]:
    """Everybody's name; with the account behind it where two would read the same (刘*, 刘*)."""
    names = Counter(shown(person.name) for person in people)
    return [
        (person.id, name if names[name] == 1 else f"{name}（{person.account}）")
        for person in people
        for name in (shown(person.name),)
    ]


@bp.post("/timeclock/pin")
@form_page(".pin", status=401)
def punch_by_pin() -> ResponseReturnValue:
    form = PunchByPinForm.read()
    clock_by_pin(current_hall(), form.staff.value, form.pin.value, source_here())
    return redirect(url_for(".screen"), 303)


class FingerForm(TypedForm):
    """Empty, it is a finger that the reader does not know."""

    page = OptionalField(number_within(0, LARGEST_ID), refusal="finger")


@bp.post("/timeclock/glass")
@form_page(".screen")
def touch_the_glass() -> ResponseReturnValue:
    """Lay a finger on the simulated reader: only a demonstration has one."""
    glass = current_context().glass
    if glass is None:
        raise NotFound(machine="glass")
    glass.touch(FingerForm.read().page.value)
    return redirect(url_for(".screen"), 303)
