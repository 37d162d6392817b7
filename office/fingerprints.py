"""The fingerprint reader in the office: whose fingers it knows, enrolling, forgetting, adopting.

The reader's own thread does the work (hall/attendance/reader_job_queue.py); the page looks on.
"""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from hall.attendance import forgetting, reader_jobs, template_copy_jobs
from hall.attendance.consents import (
    Consent,
    fingers_to_delete,
    must_have_agreed,
    record_consent,
    who_agreed,
)
from hall.attendance.morning_trial import latest_trial
from hall.attendance.queries import enrolled, fingers_of_each, reserved_pages
from hall.attendance.reader_job_queue import ReaderJobQueue
from hall.attendance.sealed_templates import SHORTEST_PASSWORD
from hall.attendance.trusted_reader import adopted_reader
from hall.errors import NotFound
from hall.machines import Fault
from hall.people.queries import staff_by_id, staff_in_use
from office import fingerprint_forms as forms
from office.page import office_page
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.sentences.device_jobs import FINGERS, level_named, page_named
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_fingerprints", __name__, url_prefix="/office/fingerprints", template_folder="templates"
)

READER = "fingerprint_reader"
#: Far beyond every library: fingers that the simulated reader can lay down and nobody owns yet.
NEW_FINGERS_FROM = 10_000


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        return show(
            "office/fingerprints.html",
            people=fingers_of_each(snapshot.session),
            agreed=who_agreed(snapshot.session),
            to_delete=fingers_to_delete(snapshot.session),
            adopted=adopted_reader(snapshot.session),
            names=FINGERS,
            captures=forms.CAPTURES,
            levels=forms.SECURITY_LEVELS,
            shortest=SHORTEST_PASSWORD,
            here=READER not in current_context().channels,
            troubles=_troubles(),
            **_desk(),
        )


@bp.get("/_desk")
def desk() -> str:
    must_be_manager()
    return render_template("office/_reader_desk.html", **_desk())


def _desk() -> dict[str, object]:
    context = current_context()
    health = context.health_of(READER)
    library = context.desk.library if context.desk else None
    unclaimed = context.desk.unclaimed.pages if context.desk else frozenset()
    with context.hall.read() as snapshot:
        registered = reserved_pages(snapshot.session)
        return {
            "seq": snapshot.seq,
            "reader": health,
            "trial": latest_trial(snapshot.session),
            "swapped": bool(health and health.fault is Fault.SWAPPED),
            "job": context.desk.latest if context.desk else None,
            "library": library,
            "ownerless": sorted(library.pages - registered - unclaimed) if library else [],
            "missing": [
                finger
                for finger in enrolled(snapshot.session)
                if library and finger.page not in library.pages
            ],
            "unclaimed": sorted(unclaimed),
            "glass": context.glass,
            "has_copy": bool(context.desk and context.desk.has_copy),
        }


def _troubles() -> dict[str, bool]:
    glass = current_context().glass
    return dict(glass.troubles()) if glass else {}


def the_desk() -> ReaderJobQueue:
    desk = current_context().desk
    if desk is None:
        raise NotFound(machine=READER)
    return desk


def back() -> Response:
    return redirect(url_for("office_fingerprints.page"), 303)


@bp.post("/look")
@form_page(".page")
def look_into_it() -> ResponseReturnValue:
    must_be_manager()
    the_desk().hand_in("inspect", reader_jobs.inspect)
    return back()


@bp.post("/enrol")
@form_page(".page")
def enrol() -> ResponseReturnValue:
    """Only with the person's own consent to this one purpose (PIPL art. 29)."""
    manager, form = must_be_manager(), forms.EnrolForm.read()
    staff_id, label, captures = form.staff.value, form.label.value, form.captures.value
    with current_hall().work(actor(manager)) as work:
        person = staff_by_id(work.session, staff_id)
        if person is None:
            raise NotFound(staff=staff_id)
        if form.consent.value:
            record_consent(work, staff_id, Consent.FINGER, by=manager.id)
        must_have_agreed(work.session, staff_id)
        about = f"{person.name}，{label}"
    the_desk().hand_in("enrol", reader_jobs.enrol(staff_id, label, captures, actor(manager)), about)
    return back()


@bp.post("/cancel")
@form_page(".page")
def cancel() -> ResponseReturnValue:
    must_be_manager()
    the_desk().cancel()
    return back()


@bp.post("/<int:number>/forget")
@form_page(".page")
def forget(number: int) -> ResponseReturnValue:
    manager = must_be_manager()
    the_desk().hand_in("forget", forgetting.forget(number, actor(manager)), page_named(number))
    return back()


@bp.post("/adopt")
@form_page(".page")
def adopt() -> ResponseReturnValue:
    manager = must_be_manager()
    forms.SureForm.read()
    the_desk().hand_in("adopt", reader_jobs.adopt(actor(manager)))
    return back()


@bp.post("/lock")
@form_page(".page")
def lock() -> ResponseReturnValue:
    manager = must_be_manager()
    forms.SureForm.read()
    the_desk().hand_in("lock", reader_jobs.lock(actor(manager)))
    return back()


@bp.post("/security")
@form_page(".page")
def set_security() -> ResponseReturnValue:
    manager, level = must_be_manager(), forms.SecurityForm.read().level.value
    the_desk().hand_in(
        "security", template_copy_jobs.set_security(level, actor(manager)), level_named(level)
    )
    return back()


@bp.post("/glass")
@form_page(".page")
def lay_a_finger() -> ResponseReturnValue:
    """The demonstration's finger: the same one each time for the person being enrolled."""
    must_be_manager()
    context = current_context()
    if context.glass is None:
        raise NotFound(machine="glass")
    with context.hall.read() as snapshot:
        people = [person.name for person in staff_in_use(snapshot.session)]
    about = context.desk.latest.about if context.desk and context.desk.latest else ""
    name, _, label = about.partition("，")
    which = people.index(name) * len(FINGERS) + FINGERS.index(label) if name in people else 0
    context.glass.touch(NEW_FINGERS_FROM + which)
    return back()


@bp.post("/trouble/<name>")
@form_page(".page")
def trouble(name: str) -> ResponseReturnValue:
    """Give the simulated reader a trouble, or take it away again."""
    must_be_manager()
    glass = current_context().glass
    if glass is None or name not in glass.troubles():
        raise NotFound(trouble=name)
    glass.trouble(name)
    return back()
