"""From an empty database to a hall that can open: what is there, what is missing, where it is done.

Nothing of its own is kept: each step is what the hall has, so it may be left and taken up anywhere.
"""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.hall_details import HallDetails, enter_details
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
from web.sign_in import actor, must_be_director, must_be_manager

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
