"""Opening hours (开放时间): the week of the hall and of windows, quotas, the calendar."""

import re
from datetime import date, time, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.errors import Malformed
from hall.hours import actions, queries
from hall.hours.calendar import CalendarDate, DayKind, DaySource, OfficeDay
from hall.hours.service_status import MOST_TICKET_MINUTES
from hall.hours.timetable import HORIZON_DAYS, Half, OpeningSpan, Week
from hall.line.queries import service_by_prefix, services, window_by_name, windows
from hall.settings import change_setting, setting
from hall.unit_of_work import ReadSession, UnitOfWork
from web.app_context import current_hall
from web.sentences import WEEKDAYS
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_hours", __name__, url_prefix="/office/hours", template_folder="templates")


@bp.get("")
def overview() -> str:
    """``window`` chooses whose week is shown; the hall's without it."""
    manager = must_be_manager()
    name = request.args.get("window", "")
    with current_hall().read() as snapshot:
        chosen = window_by_name(snapshot.session, name) if name else None
        weeks = queries.weeks(snapshot.session)
        return render_template(
            "office/hours.html",
            manager=manager,
            now=snapshot.now,
            today=snapshot.today,
            chosen=chosen,
            week=weeks.get(chosen.id if chosen else None, {}),
            own={each for each in weeks if each is not None},
            windows=windows(snapshot.session),
            services=services(snapshot.session),
            most=queries.most_by_service(snapshot.session),
            halves=list(Half),
            weekdays=WEEKDAYS,
            keep_hours=queries.keeps_hours(snapshot.session),
            last=setting(snapshot.session, "last_ticket_minutes"),
            first=setting(snapshot.session, "first_ticket_minutes"),
            **_calendar(snapshot),
        )


def _calendar(snapshot: ReadSession) -> dict[str, object]:
    """What is out of the ordinary in the coming weeks, and which years are guessed."""
    coming = [snapshot.today + timedelta(days=ahead) for ahead in range(HORIZON_DAYS + 1)]
    known = queries.calendar(snapshot.session, date(snapshot.today.year, 1, 1), date(9999, 12, 31))
    days = {day: known.day(day) for day in coming}
    return {
        "coming": [(day, each) for day, each in days.items() if _unusual(day, each)],
        "rows": [
            each
            for each in queries.exceptions_from(snapshot.session, snapshot.today)
            if each.source is DaySource.HALL
        ],
        "unpublished": known.unpublished(coming),
    }


def _unusual(day: date, found: CalendarDate) -> bool:
    weekend = day.weekday() in (5, 6)
    return found.source is DaySource.HALL or (found.kind is DayKind.WORKING) == weekend


@bp.post("/rules")
def change_rules() -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        change_setting(work, "keep_hours", "yes" if request.form.get("keep_hours") else "no")
        for which in ("last_ticket_minutes", "first_ticket_minutes"):
            minutes = _number(request.form.get(which, ""), MOST_TICKET_MINUTES, "ticket_minutes")
            if minutes is None:
                raise Malformed(field="ticket_minutes", largest=MOST_TICKET_MINUTES)
            change_setting(work, which, str(minutes))
    return redirect(url_for(".overview"), 303)


@bp.post("/week")
def change_week() -> ResponseReturnValue:
    manager = must_be_manager()
    name = request.form.get("window", "")
    week: Week = {
        (weekday, half): span
        for weekday in range(actions.WEEKDAYS)
        for half in Half
        if (span := _span(f"{weekday}-{half}"))
    }
    with current_hall().work(actor(manager)) as work:
        window = window_by_name(work.session, name) if name else None
        actions.set_week(work, window, week)
    return redirect(url_for(".overview", window=name or None), 303)


def _span(name: str) -> OpeningSpan | None:
    """Two times, or none where the hall is closed."""
    opens, closes = (request.form.get(f"{name}-{end}", "").strip() for end in ("opens", "closes"))
    if not opens and not closes:
        return None
    return OpeningSpan(_time(opens), _time(closes))


def _time(text: str) -> time:
    """8:30, as people write it; not in twelve hours, whatever the browser's language is."""
    found = re.fullmatch(r"([0-9]{1,2})[:：]([0-9]{2})", text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise Malformed(field="span")
    return time(int(found[1]), int(found[2]))


@bp.post("/quotas")
def change_quotas() -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        for service in services(work.session):
            for half in Half:
                typed = request.form.get(f"{service.prefix}-{half}", "")
                most = _number(typed, actions.MOST_NUMBERS, "most")
                actions.set_quota(work, service_by_prefix(work.session, service.prefix), half, most)
    return redirect(url_for(".overview"), 303)


def _number(text: str, largest: int, field: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= largest):
        raise Malformed(field=field, largest=largest)
    return int(text)


@bp.post("/days")
def set_day() -> ResponseReturnValue:
    manager = must_be_manager()
    kind = request.form.get("kind", "")
    weekday = _number(request.form.get("weekday", ""), actions.WEEKDAYS - 1, "weekday")
    if kind not in list(DayKind):
        raise Malformed(field="kind")
    keeps = weekday if kind == DayKind.WORKING else None
    row = OfficeDay(DayKind(kind), keeps, request.form.get("note", ""))
    with current_hall().work(actor(manager)) as work:
        actions.set_day(work, _day(work), row)
    return redirect(url_for(".overview") + "#calendar", 303)


@bp.post("/days/forget")
def forget_day() -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        actions.forget_day(work, _day(work))
    return redirect(url_for(".overview") + "#calendar", 303)


def _day(work: UnitOfWork) -> date:
    """A day of these years: a typing error must not be looked for in the next century."""
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        raise Malformed(field="day") from None
    if abs(day.year - work.today.year) > 2:
        raise Malformed(field="day")
    return day


@bp.post("/notice")
def import_notice() -> ResponseReturnValue:
    manager = must_be_manager()
    with current_hall().work(actor(manager)) as work:
        actions.import_notice(work, request.form.get("notice", ""))
    return redirect(url_for(".overview") + "#calendar", 303)
