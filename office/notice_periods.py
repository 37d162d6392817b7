"""When a notice is shown: its period, and the second person who agrees to a shorter one."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.notices import queries, scheduling
from hall.notices.shortening import agree
from office import notice_forms as forms
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_notice_periods", __name__, url_prefix="/office/notices")
NOTICE = "office_notices.notice"


@bp.post("/<int:notice_id>/schedule")
@form_page(NOTICE, "notice_id")
def schedule(notice_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.ScheduleForm.read()
    with current_hall().work(actor(manager)) as work:
        found = queries.notice_by_id(work.session, notice_id)
        scheduling.reschedule(
            work, found, form.wanted(work), by=manager, reason=form.period_reason.value
        )
    return redirect(url_for(NOTICE, notice_id=notice_id), 303)


@bp.post("/<int:notice_id>/shortenings/<int:shortening_id>")
@form_page(NOTICE, "notice_id")
def agree_to_shortening(notice_id: int, shortening_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        agree(work, shortening_id, manager)
    return redirect(url_for(NOTICE, notice_id=notice_id), 303)
