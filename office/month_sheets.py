"""The monthly sheet (考勤月表): the grid of days, the sums, one person's month."""

from datetime import date
from io import BytesIO

from flask import Blueprint, Response, send_file

from hall.attendance.hall_seconds import midnight_of, to_moment
from hall.attendance.months.calendar_month import CalendarMonth, month_of
from hall.attendance.months.confirming import words_about
from hall.attendance.months.day_symbols import LEGEND
from hall.attendance.months.differences import differences
from hall.attendance.months.locked_months import locked
from hall.attendance.months.month_export import month_file
from hall.attendance.months.month_paper import month_paper
from hall.attendance.months.outages import entered
from hall.attendance.months.sheet import MonthSheet, sheet_of
from hall.attendance.months.signed_content import (
    content_of,
    digest_of,
    signs_of,
    sums_as_signed,
    used_kinds,
)
from hall.attendance.months.signing import STEPS, may_sign, signatures, unsettled
from hall.attendance.months.undecided import undecided_in
from hall.errors import NotFound
from hall.events import AttendanceViewed
from hall.notices.month_posting import COLUMNS, SETTING
from hall.pdf_papers.pdf_drawing import draw
from hall.people.model import Staff
from hall.people.queries import staff_by_id, staff_in_use
from hall.settings import setting
from hall.unit_of_work import ReadSession
from office import month_forms as forms
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
        sheet = sheet_of(snapshot, asked.month.value or month_of(snapshot.today))
        shown = show(
            "office/month_sheet.html",
            view=asked.view.value,
            sheet=sheet,
            month=sheet.month,
            days=(days := sheet_days(sheet.month)),
            cell_keys=[(day.isoformat(), day.day) for day in days],
            today=snapshot.today,
            legend=LEGEND,
            words={word.staff_id: word for word in words_about(snapshot.session, sheet.month)},
            outages=entered(
                snapshot.session,
                to_moment(midnight_of(sheet.month.first)),
                to_moment(midnight_of(sheet.month.later.first)),
            ),
            **_signing(snapshot, sheet, manager),
        )
    _note_a_look(manager, sheet.month)
    return shown


def _note_a_look(manager: Staff, month: CalendarMonth, staff_id: int | None = None) -> None:
    """Who saw whose attendance stands in the journal, once a page."""
    with current_hall().work(actor(manager)) as work:
        work.record(AttendanceViewed(month=str(month), staff_id=staff_id))


def sheet_days(month: CalendarMonth) -> list[date]:
    return [date.fromordinal(day) for day in month.days]


def _signing(snapshot: ReadSession, sheet: MonthSheet, manager: Staff) -> dict[str, object]:
    session = snapshot.session
    signed = locked(session, sheet.month)
    content = signed.content if signed else content_of(sheet)  # what is locked stands as signed
    digest = digest_of(content)
    given = {row.step: row for row in signatures(session, sheet.month, digest)}
    return {
        "people": content["people"],
        "slip_signs": signs_of(content) or sheet.slip_signs,
        "kinds": used_kinds(sheet.kinds, content),
        "locked": signed,
        "signatures": [(step, given.get(step)) for step in STEPS],
        "next_step": next((step for step in STEPS if step not in given), None),
        "may_sign": {step for step in STEPS if may_sign(session, manager, step)},
        "unsettled": unsettled(sheet),
        "undecided": undecided_in(session, sheet),
        "is_over": snapshot.today > sheet.month.last,
        "differences": differences(session, signed, sheet) if signed else [],
        "posted": setting(session, SETTING).split(","),
        "columns": COLUMNS,
        "signers": {step: setting(session, f"month_{step}") for step in STEPS},
        "managers": [person for person in staff_in_use(session) if person.is_manager],
    }


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
