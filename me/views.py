"""What somebody applies for, what became of it, and what waits for their signature."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.absences.balances import balances_of
from hall.attendance.absences.deciding import slip_by_id
from hall.attendance.absences.listing import ListedSlip, listed_slip, slips_of, waiting_slips
from hall.attendance.absences.make_ups import slots_to_make_up
from hall.attendance.absences.model import SlipEffect, SlipKind
from hall.errors import NotAllowed
from hall.events import SlipsLookedAt
from hall.list_entries import entries
from hall.settings import number_setting
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sign_in import actor, must_be_staff
from web.slip_forms import AbsenceForm, MakeUpForm, SlipStepForm

bp = Blueprint("me", __name__, url_prefix="/me", template_folder="templates")


@bp.get("")
def page() -> str:
    staff = must_be_staff()
    with current_hall().read() as snapshot:
        waiting = [row for row in waiting_slips(snapshot, staff) if row.my_turn]
        kinds = entries(snapshot.session, SlipKind)
        days = number_setting(snapshot.session, "make_up_days")
        shown = render_template(
            "me/page.html",
            staff=staff,
            now=snapshot.now,
            today=snapshot.today,
            waiting=waiting,
            kinds=[kind for kind in kinds if kind.effect is not SlipEffect.MAKE_UP],
            makes_up=any(kind.effect is SlipEffect.MAKE_UP for kind in kinds),
            slots=slots_to_make_up(snapshot, staff.id, days),
            make_up_days=days,
            make_up_monthly=number_setting(snapshot.session, "make_up_monthly"),
            slips=slips_of(snapshot, staff, staff),
            balances=balances_of(snapshot.session, staff.id, snapshot.today.year),
        )
    if waiting:
        with current_hall().work(actor(staff)) as work:
            work.record(SlipsLookedAt(page="me"))
    return shown


@bp.post("/absences")
@form_page(".page")
def apply_for_absence() -> ResponseReturnValue:
    staff, form = must_be_staff(), AbsenceForm.read()
    with current_hall().work(actor(staff)) as work:
        slip_id = made_once(work, lambda: form.hand_in(work, staff, staff))
    return _back_to(slip_id)


@bp.post("/make-ups")
@form_page(".page")
def apply_for_make_up() -> ResponseReturnValue:
    staff, form = must_be_staff(), MakeUpForm.read()
    with current_hall().work(actor(staff)) as work:
        slip_id = made_once(work, lambda: form.hand_in(work, staff, staff))
    return _back_to(slip_id)


@bp.post("/slips/<int:slip_id>/<any(approve, refuse, withdraw, return):step>")
@form_page(".page")
def move_on(slip_id: int, step: str) -> ResponseReturnValue:
    staff, form = must_be_staff(), SlipStepForm.read()
    with current_hall().work(actor(staff)) as work:
        form.take(work, slip_id, step, staff)
    return _back_to(slip_id)


@bp.get("/slips/<int:slip_id>")
def paper(slip_id: int) -> str:
    """To be printed and signed: by the person, and by whoever has to do with it."""
    staff = must_be_staff()
    with current_hall().read() as snapshot:
        row = listed_slip(snapshot, slip_by_id(snapshot.session, slip_id), staff)
        if not (row.is_own or row.is_manager or row.may_decide or _signed(row, staff.id)):
            raise NotAllowed()
        shown = render_template("me/paper.html", row=row, staff=staff)
    if not row.is_own:
        with current_hall().work(actor(staff)) as work:
            work.record(SlipsLookedAt(page="paper", staff_id=row.slip.staff_id))
    return shown


def _signed(row: ListedSlip, staff_id: int) -> bool:
    return any(step.by_id == staff_id for step in row.signatures)


def _back_to(slip_id: int) -> ResponseReturnValue:
    return redirect(url_for(".page", _anchor=f"slip-{slip_id}"), 303)
