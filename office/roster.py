"""值班表: who has duty on which day; written, copied by the week, and printed."""

from datetime import date, timedelta

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.work_times import duty_roster as roster
from hall.attendance.work_times.model import TimetableUse, WorkTimetable
from hall.attendance.work_times.timetables import end_use
from hall.errors import Malformed
from hall.hours.queries import calendar
from hall.list_entries import entry_by_id
from hall.people.queries import staff_in_use
from office import roster_forms as forms
from office.chosen_person import chosen_person
from office.page import office_page
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_roster", __name__, url_prefix="/office/roster", template_folder="templates")

SHOWN_WEEKS = 4
A_DAY = timedelta(days=1)


@bp.get("")
def page() -> str:
    """``week`` is any day of the first week that is shown."""
    asked = forms.WeekAskedQuery.read_query().week.value
    with office_page() as (show, snapshot):
        session = snapshot.session
        first = forms.monday_of(asked or snapshot.today)
        last = first + SHOWN_WEEKS * roster.WEEK - A_DAY
        entries: dict[tuple[date, int], list[roster.Duty]] = {}
        for duty in roster.duties(session, first, last):
            entries.setdefault((duty.day, duty.timetable_id), []).append(duty)
        return show(
            "office/roster.html",
            today=snapshot.today,
            first=first,
            last=last,
            weeks=[
                [first + week * roster.WEEK + day * A_DAY for day in range(7)]
                for week in range(SHOWN_WEEKS)
            ],
            step=SHOWN_WEEKS * roster.WEEK,
            known=calendar(session, first, last),
            timetables=roster.duty_timetables(session),
            entries=entries,
            people=staff_in_use(session),
        )


@bp.post("")
@form_page(".page")
def put_on_duty() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.DutyForm.read()
    with current_hall().work(actor(manager)) as work:
        person = chosen_person(work, form.staff.value)
        if not person.in_use:
            raise Malformed(field="staff")
        timetable = entry_by_id(work.session, WorkTimetable, form.timetable.value)
        roster.put_on_duty(work, form.day.value, timetable, person)
    return _back_to(form.day.value)


@bp.post("/<int:use_id>/take-off")
@form_page(".page")
def take_off(use_id: int) -> ResponseReturnValue:
    """Pressed twice, it is done once."""
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        entry = work.session.get(TimetableUse, use_id)
        day = entry.since if entry else work.today
        if entry is not None:
            end_use(work, entry, None)
    return _back_to(day)


@bp.post("/copy")
@form_page(".page")
def copy() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.CopyWeekForm.read()
    source, target = forms.monday_of(form.week.value), forms.monday_of(form.to.value)
    with current_hall().work(actor(manager)) as work:
        roster.copy_week(work, source, target)
    return _back_to(target)


def _back_to(day: date) -> ResponseReturnValue:
    week = forms.monday_of(day)
    return redirect(url_for(".page", week=week.isoformat(), _anchor=f"day-{day.isoformat()}"), 303)
