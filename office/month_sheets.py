"""The monthly sheet (考勤月表): the grid of days, the sums, one person's month."""

from datetime import date
from io import BytesIO

from flask import Blueprint, Response, send_file

from hall.attendance.months.calendar_month import CalendarMonth, month_of
from hall.attendance.months.month_export import month_file
from hall.attendance.months.month_paper import month_paper
from hall.attendance.months.sheet import sheet_of
from hall.attendance.months.signed_content import sums_as_signed
from hall.errors import NotFound
from hall.events import AttendanceViewed
from hall.pdf_papers.pdf_drawing import draw
from hall.people.model import Staff
from hall.people.queries import staff_by_id
from office import month_forms as forms
from office.month_drawing import month_drawing
from office.month_forms import asked_month
from office.page import office_page
from web.app_context import current_context, current_hall
from web.sentences.month_sheets import month_file_name
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_months", __name__, url_prefix="/office/attendance", template_folder="templates"
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("")
def page() -> str:
    """``month`` as in 2026-10; this one where it is none. ``view`` is the grid or the sums."""
    asked, manager = forms.MonthQuery.read_query(), must_be_manager()
    with office_page() as (show, snapshot):
        month = asked.month.value or month_of(snapshot.today)
        drawn = month_drawing(snapshot, month, asked.view.value, manager)
        shown = show("office/month_sheet.html", drawn=drawn)
    _note_a_look(manager, month)
    return shown


def _note_a_look(manager: Staff, month: CalendarMonth, staff_id: int | None = None) -> None:
    """Who saw whose attendance stands in the journal, once a page."""
    with current_hall().work(actor(manager)) as work:
        work.record(AttendanceViewed(month=str(month), staff_id=staff_id))


@bp.get("/<month>.xlsx")
def file(month: str) -> Response:
    """The month as a spreadsheet; a locked one as it was signed."""
    manager, asked = must_be_manager(), asked_month(month)
    with current_hall().read() as snapshot:
        content = month_file(snapshot, asked, current_context().sign.hall_name)
    _note_a_look(manager, asked)
    return _download(asked, content, "xlsx", XLSX)


@bp.get("/<month>.pdf")
def paper(month: str) -> Response:
    """The month to be signed and sealed; a locked one as it was signed. Takes some seconds."""
    manager, asked = must_be_manager(), asked_month(month)
    with current_hall().read() as snapshot:
        found = month_paper(snapshot, asked, current_context().sign.hall_name)
    content = draw(found)
    _note_a_look(manager, asked)
    return _download(asked, content, "pdf", "application/pdf")


def _download(month: CalendarMonth, content: bytes, ending: str, mimetype: str) -> Response:
    name = month_file_name(str(month), ending)
    return send_file(BytesIO(content), mimetype=mimetype, as_attachment=True, download_name=name)


@bp.get("/<int:staff_id>")
def person(staff_id: int) -> str:
    """One person's month: each day with what it comes to and from which rows."""
    asked, manager = forms.MonthQuery.read_query(), must_be_manager()
    with office_page() as (show, snapshot):
        month = asked.month.value or month_of(snapshot.today)
        known = staff_by_id(snapshot.session, staff_id)
        row = sheet_of(snapshot, month, [known.id]).row_of(staff_id) if known else None
        if row is None:
            raise NotFound(staff=staff_id)
        days = [
            (date.fromordinal(day.day), day, cell)
            for day, cell in zip(row.days, row.cells, strict=True)
        ]
        shown = show(
            "office/month_person.html",
            month=month,
            row=row,
            sums=sums_as_signed(row),
            days=days,
        )
    _note_a_look(manager, month, staff_id)
    return shown
