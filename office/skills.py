"""What a member of staff can do, and whether they may call somebody out of turn."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.line.queries import service_by_prefix
from hall.line.taking_away import limit_skills
from hall.list_entries import entry_by_id
from hall.people.actions import allow_choosing
from hall.people.model import Staff
from office.people_forms import SkillsForm
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_skills", __name__, url_prefix="/office/people")


@bp.post("/<int:staff_id>/skills")
@form_page("office_people.person", "staff_id")
def change(staff_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), SkillsForm.read()
    with current_hall().work(actor(manager)) as work:
        staff = entry_by_id(work.session, Staff, staff_id)
        services = [service_by_prefix(work.session, prefix) for prefix in form.service.value]
        limit_skills(work, staff, services, form.said(work))
        allow_choosing(work, staff, may_choose=form.may_choose.value)
    return redirect(url_for("office_people.person", staff_id=staff_id, _anchor="skills"), 303)
