"""Punches that do not speak for themselves: those set aside, and those on a sheet of paper."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.deciding import decide, decisions_lately, last_decision, punches_set_aside
from hall.attendance.paper_sheets import enter_sheet
from hall.people.queries import staff_in_use
from office import punch_forms as forms
from office.page import office_page
from office.timeclock_settings import punch_settings
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_punches", __name__, url_prefix="/office/punches", template_folder="templates"
)


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        return show(
            "office/punches.html",
            set_aside=punches_set_aside(snapshot.session),
            decided=decisions_lately(snapshot.session),
            seen=last_decision(snapshot.session),
            people=staff_in_use(snapshot.session),
            times_control=forms.times_control,
            today=snapshot.today,
            **punch_settings(snapshot),
        )


@bp.post("/decide")
@form_page(".page")
def decide_about_punches() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.PunchVerdictForm.read()
    with current_hall().work(actor(manager)) as work:
        decide(work, form.punch.value, form.verdict, by=manager.id, seen=form.seen.value)
    return redirect(url_for(".page"), 303)


@bp.post("/sheet")
@form_page(".page")
def enter_a_sheet() -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        staff_ids = [person.id for person in staff_in_use(snapshot.session)]
    form = forms.sheet_form(staff_ids).read()
    with current_hall().work(actor(manager)) as work:
        enter_sheet(work, form.day.value, form.rows(staff_ids))
    return redirect(url_for(".page"), 303)
