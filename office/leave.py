"""请假与公出: what waits for a decision, everybody's slips, and paper slips entered for others."""

from datetime import date, datetime, time, timedelta

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.absences.balances import balances_of
from hall.attendance.absences.listing import slips_between, waiting_slips
from hall.attendance.absences.make_ups import slots_to_make_up
from hall.attendance.absences.model import SlipEffect, SlipKind
from hall.clock import HALL_ZONE
from hall.errors import NotFound
from hall.events import SlipsLookedAt
from hall.list_entries import entries
from hall.people.model import Staff
from hall.people.queries import staff_by_id, staff_in_use
from hall.unit_of_work import ReadSession, UnitOfWork
from office.leave_forms import SlipsQuery
from office.page import office_page
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sign_in import actor, must_be_manager
from web.slip_forms import AbsenceForm, MakeUpForm, SlipStepForm

bp = Blueprint("office_leave", __name__, url_prefix="/office/leave", template_folder="templates")

#: How far back the office enters a forgotten punch that was written down on paper.
PAPER_DAYS = 31


@bp.get("")
def page() -> str:
    manager, asked = must_be_manager(), SlipsQuery.read_query()
    _note_a_look(manager, "leave", asked.staff.value)
    with office_page() as (show, snapshot):
        first = asked.month.value or snapshot.today.replace(day=1)
        after = (first + timedelta(days=31)).replace(day=1)
        waiting = waiting_slips(snapshot, manager)
        shown = {row.slip.id for row in waiting}
        listed = slips_between(
            snapshot, manager, _midnight(first), _midnight(after), asked.staff.value
        )
        return show(
            "office/leave.html",
            waiting=[row for row in waiting if row.my_turn],
            others_turn=[row for row in waiting if not row.my_turn],
            slips=[row for row in listed if row.slip.id not in shown],
            people=staff_in_use(snapshot.session),
            chosen=asked.staff.value,
            month=f"{first:%Y-%m}",
        )


@bp.get("/for/<int:staff_id>")
def enter(staff_id: int) -> str:
    """The office enters what somebody handed in on paper."""
    manager = must_be_manager()
    _note_a_look(manager, "leave", staff_id)
    with office_page() as (show, snapshot):
        person = _person(snapshot, staff_id)
        kinds = entries(snapshot.session, SlipKind)
        return show(
            "office/leave_entry.html",
            person=person,
            today=snapshot.today,
            kinds=[kind for kind in kinds if kind.effect is not SlipEffect.MAKE_UP],
            slots=slots_to_make_up(snapshot, staff_id, PAPER_DAYS),
            balances=balances_of(snapshot.session, staff_id, snapshot.today.year),
        )


@bp.post("/for/<int:staff_id>/<any(absences, make_ups):what>")
@form_page(".enter", "staff_id")
def hand_in(staff_id: int, what: str) -> ResponseReturnValue:
    manager = must_be_manager()
    form = AbsenceForm.read() if what == "absences" else MakeUpForm.read()
    with current_hall().work(actor(manager)) as work:
        person = _person(work, staff_id)
        made_once(work, lambda: form.hand_in(work, person, manager))
    return redirect(url_for(".page", staff=staff_id), 303)


@bp.post("/slips/<int:slip_id>/<any(approve, refuse, withdraw, return):step>")
@form_page(".page")
def move_on(slip_id: int, step: str) -> ResponseReturnValue:
    manager, form = must_be_manager(), SlipStepForm.read()
    with current_hall().work(actor(manager)) as work:
        form.take(work, slip_id, step, manager)
    return redirect(url_for(".page", _anchor=f"slip-{slip_id}"), 303)


def _note_a_look(manager: Staff, page: str, staff_id: int | None) -> None:
    """Who saw whose leave stands in the journal, once a page."""
    with current_hall().work(actor(manager)) as work:
        work.record(SlipsLookedAt(page=page, staff_id=staff_id))


def _person(at: ReadSession | UnitOfWork, staff_id: int) -> Staff:
    person = staff_by_id(at.session, staff_id)
    if person is None or not person.in_use:
        raise NotFound(staff=staff_id)
    return person


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), HALL_ZONE)
