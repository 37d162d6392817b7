"""How the line is run: recalls, priorities and what they cost, services, windows, who can what."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.line import coverage, furnishing, priority, queries
from hall.line.furnishing import ServiceWish, WindowWish
from hall.line.model import Service
from hall.people.deeds import allow_choosing
from hall.people.queries import staff_by_id, staff_in_use
from hall.settings import change_setting, number_setting
from hall.work import Work
from lobby.door import the_hall
from lobby.sign_in import actor, must_be_manager
from office.typed import number_typed

bp = Blueprint("office_line", __name__, url_prefix="/office/line", template_folder="templates")

#: The numbers that rule the line, and from where to where each may be set.
LIMITS = {
    "recall_gap_seconds": (0, 120),
    "most_calls": (1, 10),
    "priority_every": (0, 10),
    "priority_longest_wait_minutes": (5, 240),
}


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with the_hall().look() as look:
        people = staff_in_use(look.session)
        return render_template(
            "office/line.html",
            manager=manager,
            now=look.now,
            limits={
                name: (number_setting(look.session, name), *range_)
                for name, range_ in LIMITS.items()
            },
            reasons=priority.reasons(look.session, in_use=False),
            jumps=priority.jumps(look.session, look.today),
            services=queries.services(look.session),
            windows=queries.windows(look.session),
            people=people,
            skills={each.id: coverage.skills_of(look.session, each.id) or set() for each in people},
        )


def _back() -> ResponseReturnValue:
    return redirect(url_for(".page"), 303)


@bp.post("/limits")
def change_limits() -> ResponseReturnValue:
    manager = must_be_manager()
    with the_hall().work(actor(manager)) as work:
        for name, (least, most) in LIMITS.items():
            change_setting(work, name, str(number_typed(name, least, most)))
    return _back()


@bp.post("/priorities")
def change_priorities() -> ResponseReturnValue:
    """Every reason of the page at once, and a new one if it was written."""
    manager = must_be_manager()
    with the_hall().work(actor(manager)) as work:
        for reason in priority.reasons(work.session, in_use=False):
            if (name := request.form.get(f"name-{reason.id}")) is not None:
                in_use = f"in-use-{reason.id}" in request.form
                priority.change_reason(work, reason, " ".join(name.split()), in_use=in_use)
        if new := request.form.get("new", "").strip():
            priority.add_reason(work, new)
    return _back()


@bp.post("/services")
def change_service() -> ResponseReturnValue:
    manager = must_be_manager()
    prefix = request.form.get("prefix", "").strip().upper()
    minutes = request.form.get("promised_minutes", "").strip()
    wish = ServiceWish(
        name=request.form.get("name", ""),
        english_name=request.form.get("english_name", ""),
        about=request.form.get("about", ""),
        promised_minutes=number_typed("promised_minutes", 1, furnishing.MOST_MINUTES)
        if minutes
        else None,
        helps="helps" in request.form,
    )
    with the_hall().work(actor(manager)) as work:
        if "new" in request.form:
            furnishing.add_service(work, prefix, wish)
        else:
            furnishing.change_service(work, queries.service_by_prefix(work.session, prefix), wish)
    return _back()


@bp.post("/windows")
def change_window() -> ResponseReturnValue:
    manager = must_be_manager()
    name = request.form.get("name", "")
    with the_hall().work(actor(manager)) as work:
        wish = WindowWish(
            department=request.form.get("department", ""),
            duty="duty" in request.form,
            services=_ticked(work),
        )
        if "new" in request.form:
            furnishing.add_window(work, name, wish)
        else:
            furnishing.change_window(work, queries.window_by_name(work.session, name), wish)
    return _back()


@bp.post("/people/<int:staff_id>")
def change_person(staff_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with the_hall().work(actor(manager)) as work:
        person = staff_by_id(work.session, staff_id)
        if person is None:
            raise Malformed(field="staff")
        coverage.change_skills(work, person, _ticked(work))
        allow_choosing(work, person, may_choose="may_choose" in request.form)
    return _back()


def _ticked(work: Work) -> list[Service]:
    prefixes = request.form.getlist("service")
    return [queries.service_by_prefix(work.session, prefix) for prefix in prefixes]
