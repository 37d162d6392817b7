"""Kinds of leave and field duty, the ladder of approval, and who has how many days a year."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.absences.approvers import read_ladder
from hall.attendance.absences.balances import balances_by_person, set_allowance
from hall.attendance.absences.kinds import add_kind, change_kind, set_ladder
from hall.attendance.absences.model import SlipKind
from hall.list_entries import entry_by_id
from hall.people.model import Staff
from hall.people.queries import staff_in_use
from hall.settings import change_setting, number_setting
from office import leave_forms as forms
from office.lists import keep_list
from office.page import office_page
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sign_in import actor, must_be_director, must_be_manager

bp = Blueprint(
    "office_leave_settings",
    __name__,
    url_prefix="/office/leave/settings",
    template_folder="templates",
)
KINDS = keep_list(bp, SlipKind, ".page")


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        session, people = snapshot.session, staff_in_use(snapshot.session)
        return show(
            "office/leave_settings.html",
            ladder=read_ladder(session),
            make_up_monthly=number_setting(session, "make_up_monthly"),
            make_up_days=number_setting(session, "make_up_days"),
            kinds=KINDS.read(snapshot),
            people=people,
            balances=balances_by_person(
                session, [person.id for person in people], snapshot.today.year
            ),
            year=snapshot.today.year,
        )


@bp.post("/ladder")
@form_page(".page")
def change_ladder() -> ResponseReturnValue:
    manager, form = must_be_director(), forms.LadderForm.read()
    with current_hall().work(actor(manager)) as work:
        set_ladder(work, form.ladder)
        change_setting(work, "make_up_monthly", str(form.make_up_monthly.value))
        change_setting(work, "make_up_days", str(form.make_up_days.value))
    return _back_to("ladder")


@bp.post("/kinds")
@form_page(".page")
def new_kind() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.NewKindForm.read()
    with current_hall().work(actor(manager)) as work:

        def make() -> int:
            effect, days = form.effect.value, form.yearly_days.value
            return add_kind(work, form.name.value, effect, form.symbol.value, days).id

        kind_id = made_once(work, make)
    return _back_to(f"slip_kind-{kind_id}")


@bp.post("/kinds/<int:kind_id>")
@form_page(".page")
def save_kind(kind_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.KindForm.read()
    with current_hall().work(actor(manager)) as work:
        kind = entry_by_id(work.session, SlipKind, kind_id)
        change_kind(work, kind, form.name.value, form.symbol.value, form.yearly_days.value)
    return _back_to(f"slip_kind-{kind_id}")


@bp.post("/allowances/<int:staff_id>")
@form_page(".page")
def save_allowance(staff_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.AllowanceForm.read()
    with current_hall().work(actor(manager)) as work:
        person = entry_by_id(work.session, Staff, staff_id)
        kind = entry_by_id(work.session, SlipKind, form.kind.value)
        set_allowance(work, person, kind, form.days.value)
    return _back_to("allowances")


def _back_to(anchor: str) -> ResponseReturnValue:
    return redirect(url_for(".page", _anchor=anchor), 303)
