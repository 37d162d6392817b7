"""How the line is run: recalls, priorities and what they cost, services, windows, who can what."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.line import coverage, priority, queries, services_and_windows
from hall.line.model import Service
from hall.line.services_and_windows import ServiceSettings, WindowSettings
from hall.people.actions import allow_choosing
from hall.people.queries import staff_by_id, staff_in_use
from hall.settings import change_setting, number_setting
from hall.unit_of_work import UnitOfWork
from office.typed import number_typed
from web.app_context import current_hall
from web.sign_in import actor, must_be_manager

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
    with current_hall().read() as snapshot:
        people = staff_in_use(snapshot.session)
        return render_template(
            "office/line.html",
            manager=manager,
            now=snapshot.now,
            limits={
                name: (number_setting(snapshot.session, name), *range_)
                for name, range_ in LIMITS.items()
            },
            reasons=priority.reasons(snapshot.session, in_use=False),
            jumps=priority.jumps(snapshot.session, snapshot.today),
            services=queries.services(snapshot.session),
            windows=queries.windows(snapshot.session),
            people=people,
            skills={
                each.id: coverage.skills_of(snapshot.session, each.id) or set() for each in people
            },
        )


def _back() -> ResponseReturnValue:
    return redirect(url_for(".page"), 303)


@bp.post("/limits")
def change_limits() -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        for name, (least, most) in LIMITS.items():
            change_setting(work, name, str(number_typed(name, least, most)))
    return _back()


@bp.post("/priorities")
def change_priorities() -> ResponseReturnValue:
    """Every reason of the page at once, and a new one if it was written."""
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
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
    wish = ServiceSettings(
        name=request.form.get("name", ""),
        english_name=request.form.get("english_name", ""),
        about=request.form.get("about", ""),
        promised_minutes=number_typed("promised_minutes", 1, services_and_windows.MOST_MINUTES)
        if minutes
        else None,
        helps="helps" in request.form,
    )
    with current_hall().work(actor(manager)) as work:
        if "new" in request.form:
            services_and_windows.add_service(work, prefix, wish)
        else:
            services_and_windows.change_service(
                work, queries.service_by_prefix(work.session, prefix), wish
            )
    return _back()


@bp.post("/windows")
def change_window() -> ResponseReturnValue:
    manager = must_be_manager()
    name = request.form.get("name", "")
    with current_hall().work(actor(manager)) as work:
        wish = WindowSettings(
            department=request.form.get("department", ""),
            duty="duty" in request.form,
            services=_ticked(work),
        )
        if "new" in request.form:
            services_and_windows.add_window(work, name, wish)
        else:
            services_and_windows.change_window(
                work, queries.window_by_name(work.session, name), wish
            )
    return _back()


@bp.post("/people/<int:staff_id>")
def change_person(staff_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        person = staff_by_id(work.session, staff_id)
        if person is None:
            raise Malformed(field="staff")
        coverage.change_skills(work, person, _ticked(work))
        allow_choosing(work, person, may_choose="may_choose" in request.form)
    return _back()


def _ticked(work: UnitOfWork) -> list[Service]:
    prefixes = request.form.getlist("service")
    return [queries.service_by_prefix(work.session, prefix) for prefix in prefixes]
