"""What waits in a month (待定), decided by name and reason: of everybody, or of one person."""

from datetime import date

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.months.calendar_month import CalendarMonth, parse_month
from hall.attendance.months.settling import key_of, rule_slots, rulings_in, to_be_ruled
from hall.attendance.months.sheet import sheet_of
from hall.attendance.rules.judging import JudgedSlot
from hall.errors import NotFound
from hall.events import AttendanceViewed
from office import ruling_forms as forms
from office.page import office_page
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sentences.month_sheets import RULING_WORDS
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_slot_rulings",
    __name__,
    url_prefix="/office/attendance/<month>/rulings",
    template_folder="templates",
)


def _month(text: str) -> CalendarMonth:
    """Raises NotFound for what is no month."""
    try:
        return parse_month(text)
    except ValueError as error:
        raise NotFound(month=text) from error


@bp.get("")
def page(month: str) -> str:
    """``staff``: whatever is not in order of one person; else what waits of everybody."""
    manager, of, staff_id = (
        must_be_manager(),
        _month(month),
        forms.RulingsQuery.read_query().staff.value,
    )
    with office_page() as (show, snapshot):
        sheet = sheet_of(snapshot, of, None if staff_id is None else {staff_id})
        found = to_be_ruled(sheet, waiting=staff_id is None)
        rulings = rulings_in(snapshot.session, of)
        shown = show(
            "office/slot_rulings.html",
            month=of,
            chosen=staff_id,
            slots=[
                (who, slot, _value(who.id, slot)) for who, slot in found if who.id != manager.id
            ],
            ruling_words=RULING_WORDS,
            own=sum(who.id == manager.id for who, _ in found),
            rulings=[one for one in rulings if staff_id in (None, one.staff_id)],
        )
    with current_hall().work(actor(manager)) as work:
        work.record(AttendanceViewed(month=str(of), staff_id=staff_id))
    return shown


@bp.post("")
@form_page(".page", "month", "staff")
def rule(month: str) -> ResponseReturnValue:
    manager, form, of = must_be_manager(), forms.RulingForm.read(), _month(month)
    with current_hall().work(actor(manager)) as work:
        slots, verdict, reason = form.slots.value, form.ruled, form.reason.value
        made_once(work, lambda: rule_slots(work, of, slots, verdict, reason, manager))
    return redirect(url_for(".page", month=str(of), staff=form.staff.value), 303)


def _value(staff_id: int, judged: JudgedSlot) -> str:
    day, session, side = key_of(judged)
    return f"{staff_id} {date.fromordinal(day)} {side} {session}"
