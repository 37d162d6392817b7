"""一次性告知: the notices given on a day, to be looked up and printed again."""

from flask import Blueprint, render_template, url_for

from hall.guidance import queries
from hall.parsing import day
from office.page import office_page
from web.app_context import current_hall
from web.forms.fields import OptionalField
from web.forms.typed_form import TypedForm
from web.sign_in import must_be_manager

bp = Blueprint("office_one_time", __name__, url_prefix="/office/one-time")


@bp.get("")
def given() -> str:
    with office_page() as (show, snapshot):
        on = GivenOnForm.read_query().day.value or snapshot.today
        notices = queries.given_on(snapshot.session, on)
        return show("office/one_time.html", day=on, notices=notices)


class GivenOnForm(TypedForm):
    day = OptionalField(day, refusal="day")


@bp.get("/<int:notice_id>")
def again(notice_id: int) -> str:
    """As it was given, whatever the guide says now."""
    must_be_manager()
    with current_hall().read() as snapshot:
        notice = queries.notice_by_id(snapshot.session, notice_id)
        return render_template(
            "web/one_time_notice.html",
            notice=notice,
            back=url_for(".given", day=notice.day),
        )
