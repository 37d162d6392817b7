"""How the line is run: recalls, priorities and what they cost, services, windows, who can what."""

from collections.abc import Sequence

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.line import coverage, priority, queries, services_and_windows, unused
from hall.line.model import Service, Window
from hall.line.services_and_windows import WindowSettings
from hall.people.actions import allow_choosing
from hall.people.queries import staff_by_id, staff_in_use
from hall.settings import change_setting, number_setting
from hall.unit_of_work import UnitOfWork
from office import line_forms as forms
from office.page import office_page
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_line", __name__, url_prefix="/office/line", template_folder="templates")


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        people = staff_in_use(snapshot.session)
        return show(
            "office/line.html",
            limits={
                name: (number_setting(snapshot.session, name), *range_)
                for name, range_ in forms.LIMITS.items()
            },
            reasons=priority.reasons(snapshot.session, in_use=False),
            jumps=priority.jumps(snapshot.session, snapshot.today),
            services=queries.services(snapshot.session),
            windows=queries.windows(snapshot.session),
            last_windows=services_and_windows.lines_of_last_windows(
                snapshot.session, snapshot.today
            ),
            used={
                kind: unused.used_ids(snapshot.session, kind)
                for kind in ("window", "service", "priority")
            },
            people=people,
            skills={
                person.id: coverage.skills_of(snapshot.session, person.id) or set()
                for person in people
            },
        )


def _back() -> ResponseReturnValue:
    return redirect(url_for(".page"), 303)


@bp.post("/limits")
@form_page(".page")
def change_limits() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.limits_form().read()
    with current_hall().work(actor(manager)) as work:
        for name in forms.LIMITS:
            change_setting(work, name, str(form.value_of(name)))
    return _back()


@bp.post("/priorities")
@form_page(".page")
def change_priorities() -> ResponseReturnValue:
    """Every reason of the page at once, and a new one if it was written."""
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        form_class = forms.priorities_form(priority.reasons(snapshot.session, in_use=False))
    form = form_class.read()
    with current_hall().work(actor(manager)) as work:
        for reason in priority.reasons(work.session, in_use=False):
            if f"name-{reason.id}" in form and form.came_with(f"name-{reason.id}"):
                name = form.value_of(f"name-{reason.id}")
                in_use = form.value_of(f"in-use-{reason.id}")
                if not name and not in_use:  # emptied: it was never meant
                    unused.delete_reason(work, reason)
                    continue
                priority.change_reason(work, reason, name, in_use=in_use)
        if new := form.new.value:
            priority.add_reason(work, new)
    return _back()


@bp.post("/services")
@form_page(".page")
def change_service() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.ServiceForm.read()
    prefix = form.prefix.value.upper()
    with current_hall().work(actor(manager)) as work:
        if form.new.value:
            services_and_windows.add_service(work, prefix, form.wish)
        else:
            service = queries.service_by_prefix(work.session, prefix)
            if form.delete.value:
                unused.delete_service(work, service)
            else:
                services_and_windows.change_service(work, service, form.wish)
    return _back()


@bp.post("/windows")
@form_page(".page")
def change_window() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.WindowForm.read()
    name = form.name.value
    with current_hall().work(actor(manager)) as work:
        services = _services(work, form.service.value)
        prefix = form.move_to.value
        wish = WindowSettings(
            department=form.department.value,
            duty=form.duty.value,
            services=services,
            move_to=queries.service_by_prefix(work.session, prefix) if prefix else None,
        )
        if form.new.value:
            services_and_windows.add_window(work, name, wish)
        else:
            _change_window(work, queries.window_by_name(work.session, name), form, wish)
    return _back()


def _change_window(
    work: UnitOfWork, window: Window, form: forms.WindowForm, wish: WindowSettings
) -> None:
    if form.delete.value:
        unused.delete_window(work, window)
        return
    services_and_windows.rename_window(work, window, form.rename.value or window.name)
    services_and_windows.change_window(work, window, wish)


@bp.post("/people/<int:staff_id>")
@form_page(".page")
def change_person(staff_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.SkillsForm.read()
    with current_hall().work(actor(manager)) as work:
        person = staff_by_id(work.session, staff_id)
        if person is None:
            raise Malformed(field="staff")
        coverage.change_skills(work, person, _services(work, form.service.value))
        allow_choosing(work, person, may_choose=form.may_choose.value)
    return _back()


def _services(work: UnitOfWork, prefixes: Sequence[str]) -> list[Service]:
    return [queries.service_by_prefix(work.session, prefix) for prefix in prefixes]
