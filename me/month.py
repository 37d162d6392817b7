"""Somebody's own month: what each day comes to and why, to be confirmed or objected to."""

from datetime import date

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.hall_seconds import midnight_of, to_moment
from hall.attendance.months.calendar_month import CalendarMonth, month_of, parse_month
from hall.attendance.months.confirming import confirm, object_to, words_about
from hall.attendance.months.locked_months import locked
from hall.attendance.months.sheet import sheet_of
from hall.attendance.months.signed_content import sums_as_signed
from hall.attendance.queries import punches_of
from hall.errors import NotFound
from web.app_context import current_hall
from web.forms.fields import LenientField, TextField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.sign_in import actor, must_be_staff

bp = Blueprint("my_month", __name__, url_prefix="/me/month", template_folder="templates")


class OwnMonthQuery(TypedForm):
    month = LenientField[CalendarMonth | None](parse_month, None)


class ObjectionForm(TypedForm):
    why = TextField()


@bp.get("")
def page() -> str:
    """The last whole month, unless another is asked for."""
    staff, asked = must_be_staff(), OwnMonthQuery.read_query().month.value
    with current_hall().read() as snapshot:
        month = asked or month_of(snapshot.today).earlier
        row = sheet_of(snapshot, month, [staff.id]).row_of(staff.id)
        words = {word.staff_id: word for word in words_about(snapshot.session, month)}
        days = [date.fromordinal(day) for day in month.days]
        begins, ends = (to_moment(midnight_of(day)) for day in (month.first, month.later.first))
        return render_template(
            "me/month.html",
            staff=staff,
            now=snapshot.now,
            month=month,
            row=row,
            sums=sums_as_signed(row) if row else {},
            days=list(zip(days, row.days, row.cells, strict=True)) if row else [],
            punches=punches_of(snapshot.session, staff.id, begins, ends),
            word=words.get(staff.id),
            may_say=snapshot.today > month.last and not locked(snapshot.session, month),
        )


@bp.post("/<month>/confirm")
@form_page(".page", "month")
def agree(month: str) -> ResponseReturnValue:
    staff, of = must_be_staff(), _month(month)
    with current_hall().work(actor(staff)) as work:
        confirm(work, of, staff)
    return redirect(url_for(".page", month=str(of)), 303)


@bp.post("/<month>/object")
@form_page(".page", "month")
def disagree(month: str) -> ResponseReturnValue:
    staff, form, of = must_be_staff(), ObjectionForm.read(), _month(month)
    with current_hall().work(actor(staff)) as work:
        object_to(work, of, staff, form.why.value)
    return redirect(url_for(".page", month=str(of)), 303)


def _month(text: str) -> CalendarMonth:
    """Raises NotFound for what is no month."""
    try:
        return parse_month(text)
    except ValueError as error:
        raise NotFound(month=text) from error
