"""From an empty database to a hall that can open: what is there, what is missing, where it is done.

Nothing of its own is kept: each step is what the hall has, so it may be left and taken up anywhere.
"""

from contextlib import closing

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.catalogue.import_export.xlsx_files import titled_sheets, written_sheets
from hall.errors import CannotRead, Malformed
from hall.hall_details import HallDetails, enter_details
from hall.hall_workbook import (
    first_password,
    new_accounts,
    rows_in,
    take_in,
    template_sheets,
)
from hall.line.queries import services, windows
from hall.people.queries import staff_in_use
from hall.people.recovery_paper import make_paper, new_paper_code, paper_of
from hall.screens.queries import screens
from office.page import office_page
from web.app_context import current_context, current_hall
from web.before_opening import opening_lines
from web.forms.edit_form import EditForm
from web.forms.fields import LineField
from web.forms.form_page import form_page
from web.forms.uploaded_file import uploaded_file
from web.request_size import may_hold_file
from web.sign_in import actor, must_be_director, must_be_manager

MOST_BYTES = 2 * 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

bp = Blueprint("office_setup", __name__, url_prefix="/office/setup", template_folder="templates")


@bp.get("")
def page() -> str:
    manager, context = must_be_manager(), current_context()
    with office_page() as (show, snapshot):
        session = snapshot.session
        return show(
            "office/setup.html",
            missing=opening_lines(snapshot),
            details=context.details.now(),
            paper=paper_of(session, manager.id),
            machines=[watch.health for watch in context.watches],
            services=services(session),
            windows=windows(session),
            people=staff_in_use(session),
            screens=screens(session),
            address=context.public_url,
        )


@bp.get("/template.xlsx")
def template() -> Response:
    """With what is there already, so that it can be taken up again; people only have headings."""
    must_be_manager()
    with current_hall().read() as snapshot:
        content = written_sheets(template_sheets(snapshot.session))
    headers = {"Content-Disposition": "attachment; filename=hall.xlsx"}
    return Response(content, mimetype=XLSX, headers=headers)


@bp.post("/workbook")
@form_page(".page")
def bring() -> str:
    """The passwords to begin with stand on this one page, and never again."""
    director = must_be_director()
    may_hold_file(MOST_BYTES)
    file = uploaded_file("workbook")
    if file is None:
        raise Malformed(field="file")
    with closing(file):
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise CannotRead(why="too_large")
    rows = rows_in(titled_sheets(content))
    with current_hall().read() as snapshot:
        new = new_accounts(snapshot.session, rows)
    passwords = {account: first_password() for account in new}  # slow: before the write lock
    with current_hall().work(actor(director)) as work:
        joined = take_in(work, rows, passwords)
        day = work.now
    return render_template("office/first_passwords.html", joined=joined, day=day)


class HallDetailsForm(EditForm):
    places = {
        "hall_name": "name",
        "hall_complaint_phone": "complaint_phone",
        "hall_hours": "hours",
    }

    name = LineField()
    complaint_phone = LineField()
    hours = LineField()


@bp.post("/details")
@form_page(".page")
def enter() -> ResponseReturnValue:
    director, form = must_be_director(), HallDetailsForm.read()
    wanted = HallDetails(form.name.value, form.complaint_phone.value, form.hours.value)
    with current_hall().work(actor(director)) as work:
        enter_details(work, wanted)
    current_context().details.read_again()
    return redirect(url_for(".page", _anchor="details"), 303)


@bp.post("/paper")
@form_page(".page")
def make() -> str:
    """Shown this once; asked for again it is another code, and the one before opens nothing."""
    director = must_be_director()
    code, kept = new_paper_code()  # slow: before the write lock is taken up
    with current_hall().work(actor(director)) as work:
        make_paper(work, director, kept)
        day = work.now
    return render_template(
        "office/recovery_paper.html",
        director=director,
        code=code,
        day=day,
        address=current_context().public_url,
    )
