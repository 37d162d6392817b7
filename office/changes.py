"""Who changed what, from what to what; one press makes the earlier value the present one."""

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.base import LARGEST_ID
from hall.history.going_back import change_by_id, go_back, why_not
from hall.listings.records import CHANGES
from office.listing_page import file_of, shown
from office.listing_query import asked_of
from office.page import office_page
from web.app_context import current_hall
from web.forms.fields import NumberField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.sentences.history import WENT_BACK, WHY_NOT_BACK
from web.sign_in import actor, must_be_director, must_be_manager

bp = Blueprint(
    "office_changes", __name__, url_prefix="/office/changes", template_folder="templates"
)


class GoBackForm(TypedForm):
    newest = NumberField(0, LARGEST_ID)  # of the same thing, when the page was shown


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    with office_page() as (show, snapshot):
        asked = asked_of(CHANGES, manager.id, snapshot.today)
        found = shown(snapshot, asked, lambda key: "")
        reasons = {row.id: why_not(row) for row in found.page.rows}
        return show(
            "office/changes.html",
            list=found,
            newest={row.id: row.newest for row in found.page.rows},
            why_not={key: WHY_NOT_BACK[why] for key, why in reasons.items() if why},
        )


@bp.get("/file.<any(xlsx, csv):ending>")
def file(ending: str) -> Response:
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        return file_of(snapshot, asked_of(CHANGES, manager.id, snapshot.today), ending)


@bp.post("/<int:change_id>/back")
@form_page(".page")
def back(change_id: int) -> ResponseReturnValue:
    director, form = must_be_director(), GoBackForm.read()
    with current_hall().work(actor(director)) as work:
        go_back(work, change_by_id(work.session, change_id), form.newest.value)
    flash(WENT_BACK)
    return redirect(url_for(".page"), 303)
