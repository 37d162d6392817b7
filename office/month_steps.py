"""What the office does with a month: signs, answers, decides, opens again, enters outages."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.months import signing
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.confirming import answer_objection
from hall.attendance.months.differences import decide_difference
from hall.attendance.months.locked_months import locked
from hall.attendance.months.model import EnteredOutage
from hall.attendance.months.outages import enter_outage, take_back_outage
from hall.errors import Malformed, MonthNotLocked
from hall.notices.month_posting import agree_on_columns, post_month
from hall.settings import change_setting
from office import month_forms as forms
from office.chosen_person import chosen_person
from office.month_forms import asked_month
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sign_in import actor, must_be_director, must_be_manager

bp = Blueprint("office_month_steps", __name__, url_prefix="/office/attendance/<month>")
PAGE = "office_months.page"


def _back(month: CalendarMonth, anchor: str) -> ResponseReturnValue:
    return redirect(url_for(PAGE, month=str(month), _anchor=anchor), 303)


@bp.post("/sign")
@form_page(PAGE, "month")
def sign(month: str) -> ResponseReturnValue:
    manager, form, of = must_be_manager(), forms.SignForm.read(), asked_month(month)
    with current_hall().work(actor(manager)) as work:
        signing.sign(work, of, form.step.value, manager, form.seen.value)
    return _back(of, "signatures")


@bp.post("/reopen")
@form_page(PAGE, "month")
def reopen(month: str) -> ResponseReturnValue:
    manager, form, of = must_be_manager(), forms.ReopenForm.read(), asked_month(month)
    with current_hall().work(actor(manager)) as work:
        signing.reopen(work, of, manager, form.why.value)
    return _back(of, "signatures")


@bp.post("/objections/<int:word_id>")
@form_page(PAGE, "month")
def answer(month: str, word_id: int) -> ResponseReturnValue:
    manager, form, of = must_be_manager(), forms.AnswerObjectionForm.read(), asked_month(month)
    with current_hall().work(actor(manager)) as work:
        answer_objection(work, word_id, form.answer.value, manager)
    return _back(of, "objections")


@bp.post("/differences")
@form_page(PAGE, "month")
def decide(month: str) -> ResponseReturnValue:
    manager, form, of = must_be_manager(), forms.DifferenceForm.read(), asked_month(month)
    with current_hall().work(actor(manager)) as work:
        signed = locked(work.session, of)
        if signed is None:
            raise MonthNotLocked(month=str(of))
        person = chosen_person(work, form.staff.value)
        accepted = form.accepted.value
        decide_difference(work, signed, person, form.day.value, manager, accepted=accepted)
    return _back(of, "differences")


@bp.post("/outages")
@form_page(PAGE, "month")
def add_outage(month: str) -> ResponseReturnValue:
    manager, form, of = must_be_manager(), forms.OutageForm.read(), asked_month(month)
    begins, ends, why = form.begins.value, form.ends.value, form.why.value
    if begins is None or ends is None:
        raise Malformed(field="until")
    with current_hall().work(actor(manager)) as work:
        made_once(work, lambda: enter_outage(work, begins, ends, why, manager).id)
    return _back(of, "outages")


@bp.post("/outages/<int:outage_id>/forget")
@form_page(PAGE, "month")
def forget_outage(month: str, outage_id: int) -> ResponseReturnValue:
    manager, of = must_be_manager(), asked_month(month)
    with current_hall().work(actor(manager)) as work:
        row = work.session.get(EnteredOutage, outage_id)
        if row is not None:  # pressed twice
            take_back_outage(work, row)
    return _back(of, "outages")


@bp.post("/signers")
@form_page(PAGE, "month")
def name_signers(month: str) -> ResponseReturnValue:
    manager, form, of = must_be_director(), forms.SignersForm.read(), asked_month(month)
    named = (form.month_keeper, form.month_deputy, form.month_director)
    with current_hall().work(actor(manager)) as work:
        for field in named:
            change_setting(work, field.name, str(field.value or ""))
    return _back(of, "signatures")


@bp.post("/post")
@form_page(PAGE, "month")
def post(month: str) -> ResponseReturnValue:
    """A draft for the screens; another one reviews it as any notice."""
    manager, form, of = must_be_manager(), forms.PostingForm.read(), asked_month(month)
    with current_hall().work(actor(manager)) as work:
        agree_on_columns(work, form.columns.value)

        def make() -> int:
            notice = post_month(work, of, manager)
            work.session.flush()
            return notice.id

        notice_id = made_once(work, make)
    return redirect(url_for("office_notices.notice", notice_id=notice_id), 303)
