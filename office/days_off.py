"""Days off of some of the hall, on the page of work times."""

from datetime import datetime, time

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.work_times import local_holidays
from hall.attendance.work_times.model import LocalHoliday, WorkGroup
from hall.clock import HALL_ZONE
from hall.list_entries import entry_by_id
from office import work_times_forms as forms
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_days_off", __name__, url_prefix="/office/work-times/days-off")
PAGE = "office_work_times.page"


@bp.post("")
@form_page(PAGE)
def add() -> ResponseReturnValue:
    """A day, or some hours of it, of a group, of some people, or of all who punch."""
    manager, form = must_be_manager(), forms.DayOffForm.read()
    begins, ends = form.span.value or (0, 24 * 60)
    midnight = datetime.combine(form.day.value, time(), HALL_ZONE)
    with current_hall().work(actor(manager)) as work:
        group_id = form.group.value
        group = entry_by_id(work.session, WorkGroup, group_id) if group_id else None
        made_once(
            work,
            lambda: (
                local_holidays.add_local_holiday(
                    work,
                    form.name.value,
                    midnight + forms.minutes(begins),
                    midnight + forms.minutes(ends),
                    group=group,
                    people=form.staff.value or None,
                ).id
            ),
        )
    return redirect(url_for(PAGE, _anchor="days-off"), 303)


@bp.post("/<int:holiday_id>/forget")
@form_page(PAGE)
def forget(holiday_id: int) -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        holiday = work.session.get(LocalHoliday, holiday_id)
        if holiday is not None:  # pressed twice
            local_holidays.take_back_local_holiday(work, holiday)
    return redirect(url_for(PAGE, _anchor="days-off"), 303)
