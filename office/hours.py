"""Opening hours (开放时间): the week of the hall and of windows, quotas, the calendar."""

from datetime import date, timedelta

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.hours import actions, queries
from hall.hours.calendar import CalendarDate, DayKind, DaySource, OfficeDay
from hall.hours.holiday_notice import read_notice
from hall.hours.quotas import most_by_service
from hall.hours.timetable import HORIZON_DAYS, Half, OpeningSpan, Week
from hall.line.queries import services, window_by_name, windows
from hall.settings import change_setting, setting
from hall.unit_of_work import ReadSession, UnitOfWork
from office import hours_forms as forms
from office.page import office_page
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.sentences import HALVES, WEEKDAYS
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_hours", __name__, url_prefix="/office/hours", template_folder="templates")


@bp.get("")
def overview() -> str:
    """``window`` chooses whose week is shown; the hall's without it."""
    name = forms.WeekQuery.read_query().window.value
    with office_page() as (show, snapshot):
        chosen = window_by_name(snapshot.session, name) if name else None
        weeks = queries.weeks(snapshot.session)
        week = weeks.get(chosen.id if chosen else None, {})
        return show(
            "office/hours.html",
            today=snapshot.today,
            chosen=chosen,
            week=week,
            half_days=[_half_days(week, weekday) for weekday in range(len(WEEKDAYS))],
            own={window_id for window_id in weeks if window_id is not None},
            windows=windows(snapshot.session),
            services=services(snapshot.session),
            most=most_by_service(snapshot.session),
            halves=list(Half),
            weekdays=WEEKDAYS,
            keep_hours=queries.keeps_hours(snapshot.session),
            last=setting(snapshot.session, "last_ticket_minutes"),
            first=setting(snapshot.session, "first_ticket_minutes"),
            **_calendar(snapshot),
        )


def _half_days(week: Week, weekday: int) -> list[tuple[str, str, OpeningSpan | None]]:
    """What the fields of each half day begin with, its name, and when it is open."""
    return [(f"{weekday}-{half}", HALVES[half], week.get((weekday, half))) for half in Half]


def _calendar(snapshot: ReadSession) -> dict[str, object]:
    """What is out of the ordinary in the coming weeks, and which years are guessed."""
    coming = [snapshot.today + timedelta(days=ahead) for ahead in range(HORIZON_DAYS + 1)]
    known = queries.calendar(snapshot.session, date(snapshot.today.year, 1, 1), date(9999, 12, 31))
    days = {day: known.day(day) for day in coming}
    return {
        "coming": [(day, found) for day, found in days.items() if _unusual(day, found)],
        "rows": [
            row
            for row in queries.exceptions_from(snapshot.session, snapshot.today)
            if row.source is DaySource.HALL
        ],
        "unpublished": known.unpublished(coming),
    }


def _unusual(day: date, found: CalendarDate) -> bool:
    weekend = day.weekday() in (5, 6)
    return found.source is DaySource.HALL or (found.kind is DayKind.WORKING) == weekend


@bp.post("")
@form_page(".overview", window="window")
def save() -> ResponseReturnValue:
    """All of the page at once; one wrong field changes nothing."""
    manager = must_be_manager()
    with current_hall().read() as snapshot:
        form_class = forms.hours_form(services(snapshot.session))
    form = form_class.read()
    name = form.window.value
    with current_hall().work(actor(manager)) as work:
        window = window_by_name(work.session, name) if name else None
        for setting_name, value in form.settings.items():
            change_setting(work, setting_name, value)
        actions.set_week(work, window, form.week)
        _set_quotas(work, form)
    return redirect(url_for(".overview", window=name or None), 303)


def _set_quotas(work: UnitOfWork, form: forms.HoursForm) -> None:
    for service in services(work.session):
        for half in Half:
            if f"{service.prefix}-{half}" in form:  # else it was added in this moment
                actions.set_quota(work, service, half, form.most(service, half))


@bp.post("/days")
@form_page(".overview")
def set_day() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.OwnDayForm.read()
    keeps = form.weekday.value if form.kind.value is DayKind.WORKING else None
    row = OfficeDay(form.kind.value, keeps, form.note.value)
    with current_hall().work(actor(manager)) as work:
        actions.set_day(work, _near(work, form.day.value), row)
    return redirect(url_for(".overview") + "#calendar", 303)


@bp.post("/days/forget")
@form_page(".overview")
def forget_day() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.ForgottenDayForm.read()
    with current_hall().work(actor(manager)) as work:
        actions.forget_day(work, _near(work, form.day.value))
    return redirect(url_for(".overview") + "#calendar", 303)


def _near(work: UnitOfWork, day: date) -> date:
    """A day of these years: a typing error must not be looked for in the next century."""
    if abs(day.year - work.today.year) > 2:
        raise Malformed(field="day")
    return day


@bp.post("/notice")
@form_page(".overview")
def import_notice() -> ResponseReturnValue:
    """First what was understood of it; it is taken when somebody has looked at that."""
    manager, form = must_be_manager(), forms.HolidayNoticeForm.read()
    if not form.sure.value:
        with office_page() as (show, snapshot):
            days = sorted(read_notice(form.notice.value, snapshot.today).items())
            return show(
                "office/holiday_notice.html", days=days, notice=form.notice.value, weekdays=WEEKDAYS
            )
    with current_hall().work(actor(manager)) as work:
        actions.import_notice(work, form.notice.value)
    return redirect(url_for(".overview") + "#calendar", 303)
