"""The year of everybody's attendance (年度考核), as a page and as a file."""

from io import BytesIO

from flask import Blueprint, Response, redirect, send_file, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.months.attendance_year import attendance_year, bear
from hall.attendance.months.year_export import (
    SUMS,
    months_word,
    rule_word,
    state_word,
    year_file,
)
from hall.errors import NotFound
from hall.events import AttendanceViewed
from hall.people.model import Staff
from office import month_forms as forms
from office.month_sheets import XLSX
from office.page import office_page
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.sentences.month_sheets import year_file_name
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_attendance_year",
    __name__,
    url_prefix="/office/attendance/year",
    template_folder="templates",
)


@bp.get("")
def page() -> str:
    """``year`` as in 2026; this one where it is none."""
    asked, manager = forms.YearQuery.read_query(), must_be_manager()
    with office_page() as (show, snapshot):
        year = attendance_year(snapshot, asked.year.value or snapshot.today.year)
        shown = show(
            "office/attendance_year.html",
            year=year,
            sums=SUMS,
            rule=rule_word(year),
            state=state_word(year),
            over={person.staff_id: months_word(person, year.most) for person in year.people},
        )
    _note_a_look(manager, year.year)
    return shown


@bp.get("/<int:number>.xlsx")
def file(number: int) -> Response:
    """The year as a spreadsheet."""
    manager = must_be_manager()
    if number not in forms.YEARS:
        raise NotFound(year=number)
    with current_hall().read() as snapshot:
        content = year_file(attendance_year(snapshot, number), current_context().sign.hall_name)
    _note_a_look(manager, number)
    name = year_file_name(number)
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name)


@bp.post("/rule")
@form_page(".page")
def rule() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.YearRuleForm.read()
    with current_hall().work(actor(manager)) as work:
        bear(work, form.late_or_early_monthly.value)
    return redirect(url_for(".page"), 303)


def _note_a_look(manager: Staff, year: int) -> None:
    with current_hall().work(actor(manager)) as work:
        work.record(AttendanceViewed(month=str(year), staff_id=None))
