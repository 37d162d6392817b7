"""The fingerprint reader in the office: whose fingers it knows, enrolling, forgetting, adopting.

The reader's own thread does the work (hall/attendance/reader_desk.py); the page looks on.
"""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from hall.attendance import copying, errands
from hall.attendance.adopting import adopted_reader
from hall.attendance.queries import enrolled, fingers_of_each, reserved_pages
from hall.attendance.reader_desk import ReaderDesk
from hall.attendance.sealed_copy import SHORTEST_PASSWORD
from hall.errors import Malformed, NotFound
from hall.machines import Fault
from hall.people.queries import staff_by_id, staff_in_use
from lobby.door import the_hall, the_house
from lobby.machine_words import FINGERS
from lobby.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_fingerprints", __name__, url_prefix="/office/fingerprints", template_folder="templates"
)

READER = "fingerprint_reader"
CAPTURES = range(2, 7)
SECURITY_LEVELS = range(1, 6)
#: Far beyond every library: fingers that the simulated reader can lay down and nobody owns yet.
NEW_FINGERS_FROM = 10_000


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with the_hall().look() as look:
        return render_template(
            "office/fingerprints.html",
            manager=manager,
            now=look.now,
            people=fingers_of_each(look.session),
            adopted=adopted_reader(look.session),
            names=FINGERS,
            captures=CAPTURES,
            levels=SECURITY_LEVELS,
            shortest=SHORTEST_PASSWORD,
            here=READER not in the_house().exchanges,
            troubles=_troubles(),
            **_desk(),
        )


@bp.get("/_desk")
def desk() -> str:
    must_be_manager()
    return render_template("office/_reader_desk.html", **_desk())


def _desk() -> dict[str, object]:
    house = the_house()
    health = next((w.health for w in house.watches if w.health.machine == READER), None)
    library = house.desk.library if house.desk else None
    with house.hall.look() as look:
        registered = reserved_pages(look.session)
        return {
            "seq": look.seq,
            "reader": health,
            "swapped": bool(health and health.fault is Fault.SWAPPED),
            "job": house.desk.latest if house.desk else None,
            "library": library,
            "ownerless": sorted(library.pages - registered) if library else [],
            "missing": [
                finger
                for finger in enrolled(look.session)
                if library and finger.page not in library.pages
            ],
            "glass": house.glass,
            "has_copy": bool(house.desk and house.desk.has_copy),
        }


def _troubles() -> dict[str, bool]:
    glass = the_house().glass
    return dict(glass.troubles()) if glass else {}


def the_desk() -> ReaderDesk:
    desk = the_house().desk
    if desk is None:
        raise NotFound(machine=READER)
    return desk


def back() -> Response:
    return redirect(url_for(".page"), 303)


@bp.post("/look")
def look_into_it() -> ResponseReturnValue:
    must_be_manager()
    the_desk().hand_in("inspect", errands.inspect)
    return back()


@bp.post("/enrol")
def enrol() -> ResponseReturnValue:
    """Only with the person's own consent to this one purpose (PIPL art. 29)."""
    manager = must_be_manager()
    staff_id = request.form.get("staff", -1, type=int)
    captures = request.form.get("captures", 2, type=int)
    label = request.form.get("label", "")
    if not request.form.get("consent"):
        raise Malformed(field="consent")
    if captures not in CAPTURES or label not in FINGERS:
        raise Malformed(field="finger")
    with the_hall().look() as look:
        person = staff_by_id(look.session, staff_id)
        if person is None:
            raise NotFound(staff=staff_id)
        about = f"{person.name}，{label}"
    the_desk().hand_in("enrol", errands.enrol(staff_id, label, captures, actor(manager)), about)
    return back()


@bp.post("/cancel")
def cancel() -> ResponseReturnValue:
    must_be_manager()
    the_desk().cancel()
    return back()


@bp.post("/<int:number>/forget")
def forget(number: int) -> ResponseReturnValue:
    manager = must_be_manager()
    the_desk().hand_in("forget", errands.forget(number, actor(manager)), f"第 {number} 页")
    return back()


@bp.post("/adopt")
def adopt() -> ResponseReturnValue:
    manager = must_be_manager()
    if not request.form.get("sure"):
        raise Malformed(field="sure")
    the_desk().hand_in("adopt", errands.adopt(actor(manager)))
    return back()


@bp.post("/lock")
def lock() -> ResponseReturnValue:
    manager = must_be_manager()
    if not request.form.get("sure"):
        raise Malformed(field="sure")
    the_desk().hand_in("lock", errands.lock(actor(manager)))
    return back()


@bp.post("/security")
def set_security() -> ResponseReturnValue:
    manager = must_be_manager()
    level = request.form.get("level", 0, type=int)
    if level not in SECURITY_LEVELS:
        raise Malformed(field="number", least=SECURITY_LEVELS[0], most=SECURITY_LEVELS[-1])
    the_desk().hand_in("security", copying.set_security(level, actor(manager)), f"{level} 级")
    return back()


@bp.post("/glass")
def lay_a_finger() -> ResponseReturnValue:
    """The demonstration's finger: the same one each time for the person being enrolled."""
    must_be_manager()
    house = the_house()
    if house.glass is None:
        raise NotFound(machine="glass")
    with house.hall.look() as look:
        people = [each.name for each in staff_in_use(look.session)]
    about = house.desk.latest.about if house.desk and house.desk.latest else ""
    name, _, label = about.partition("，")
    which = people.index(name) * len(FINGERS) + FINGERS.index(label) if name in people else 0
    house.glass.touch(NEW_FINGERS_FROM + which)
    return back()


@bp.post("/trouble/<name>")
def trouble(name: str) -> ResponseReturnValue:
    """Give the simulated reader a trouble, or take it away again."""
    must_be_manager()
    glass = the_house().glass
    if glass is None or name not in glass.troubles():
        raise NotFound(trouble=name)
    glass.trouble(name)
    return back()
