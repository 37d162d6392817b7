"""Where people are signed in, ended everywhere; and how long anybody may stay so."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.people import demanded_factor
from hall.people.sign_in_ages import SETTINGS
from hall.people.sign_ins import WhyEnded, end_sign_ins
from hall.people.staff_register import must_rank_above
from hall.settings import change_setting
from office.chosen_person import person_at
from office.people_forms import DemandedCodeForm, sign_in_limits_form
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_director, must_be_manager

bp = Blueprint("office_sign_ins", __name__, url_prefix="/office/people")


@bp.post("/<int:staff_id>/sign-ins/end")
@form_page("office_people.person", "staff_id")
def end(staff_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        staff = person_at(work, staff_id)
        must_rank_above(work, manager, staff)
        end_sign_ins(work, staff.id, WhyEnded.MANAGER)
    return redirect(url_for("office_people.person", staff_id=staff_id, _anchor="sign-ins"), 303)


@bp.post("/sign-in-limits")
@form_page("office_people.page")
def change_limits() -> ResponseReturnValue:
    manager, form = must_be_director(), sign_in_limits_form().read()
    with current_hall().work(actor(manager)) as work:
        for name in SETTINGS:
            change_setting(work, name, str(form.value_of(name)))
    return redirect(url_for("office_people.page", _anchor="sign-ins"), 303)


@bp.post("/demanded-codes")
@form_page("office_people.page")
def demand_codes() -> ResponseReturnValue:
    manager, form = must_be_director(), DemandedCodeForm.read()
    with current_hall().work(actor(manager)) as work:
        change_setting(work, demanded_factor.SETTING, "yes" if form.demanded.value else "no")
    return redirect(url_for("office_people.page", _anchor="codes"), 303)
