"""How each thing is made what it was: by the action that the office itself would use.

So every rule of that action holds, and what comes of it is a new fact. What is not restored here
(a thing that was added, or taken out of use) has its own button on its own page.
"""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from hall.change_records.model import Rows
from hall.errors import Malformed, NotFound
from hall.hours.actions import forget_day, set_day, set_quota, set_week
from hall.hours.calendar import DayKind, DaySource, OfficeDay
from hall.hours.timetable import Half, OpeningSpan
from hall.line.coverage import change_skills
from hall.line.model import Service, Window
from hall.line.reasons import PauseReason, Priority, rename_reason
from hall.line.services_and_windows import (
    ServiceSettings,
    WindowSettings,
    change_service,
    change_window,
    rename_window,
)
from hall.list_entries import EntryT, entry_by_id
from hall.people.actions import allow_choosing
from hall.people.model import Role, Staff
from hall.people.queries import staff_in_use
from hall.people.staff_register import Particulars, describe
from hall.screens import actions as screens
from hall.screens.model import Screen, ScreenRole
from hall.screens.queries import screen_called
from hall.settings import DEFAULTS, change_setting
from hall.slips.paper_layouts import change_layout, forget_layout
from hall.unit_of_work import UnitOfWork

#: Settings that name somebody by number.
OF_STAFF = ("month_keeper", "month_deputy", "month_director")

Row = Mapping[str, Any]


def setting(work: UnitOfWork, name: str, rows: Rows) -> None:
    """As it was, or its default. Raises NotFound for somebody or a screen that is gone."""
    value = rows[0]["value"] if rows else DEFAULTS.get(name, "")
    if name in OF_STAFF and value not in {"", *(str(one.id) for one in staff_in_use(work.session))}:
        raise NotFound(staff=value)
    if name == "voice_player" and value not in ("", "server"):
        hangs = screen_called(work.session, value)
        if hangs is None or not hangs.in_use:
            raise NotFound(screen=value)
    change_setting(work, name, value)


def opening_hours(work: UnitOfWork, entry: str, rows: Rows) -> None:
    """The whole week, of the hall or of a window."""
    window = _in_use(work, Window, entry) if entry else None
    week = {
        (row["weekday"], Half(row["half"])): OpeningSpan(
            time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"])
        )
        for row in rows
    }
    set_week(work, window, week)


def calendar_day(work: UnitOfWork, entry: str, rows: Rows) -> None:
    """Only the hall's own word: of a notice, which is imported anew, it raises Malformed."""
    on, _, source = entry.partition("/")
    if source != DaySource.HALL:
        raise Malformed(field="weekday")
    day = date.fromisoformat(on)
    for row in rows:
        set_day(work, day, OfficeDay(DayKind(row["kind"]), row["weekday"], row["note"]))
    if not rows:
        forget_day(work, day)


def quota(work: UnitOfWork, entry: str, rows: Rows) -> None:
    """As many numbers as then."""
    service_id, _, half = entry.partition("/")
    most = rows[0]["most"] if rows else None
    set_quota(work, _in_use(work, Service, service_id), Half(half), most)


def service(work: UnitOfWork, entry: str, row: Row) -> None:
    """Its words and minutes."""
    names = ("name", "english_name", "about", "promised_minutes", "helps")
    wish = ServiceSettings(**{name: row[name] for name in names})
    change_service(work, _in_use(work, Service, entry), wish)


def window(work: UnitOfWork, entry: str, row: Row) -> None:
    """Its name, department and duty."""
    found = _in_use(work, Window, entry)
    rename_window(work, found, row["name"])
    wish = WindowSettings(
        department=row["department"], duty=row["duty"], services=list(found.services)
    )
    change_window(work, found, wish)


def window_service(work: UnitOfWork, entry: str, rows: Rows) -> None:
    """What it did."""
    found = _in_use(work, Window, entry)
    services = [_in_use(work, Service, row["service_id"]) for row in rows]
    wish = WindowSettings(department=found.department, duty=found.duty, services=services)
    change_window(work, found, wish)


def staff_service(work: UnitOfWork, entry: str, rows: Rows) -> None:
    """What they could do."""
    services = [_in_use(work, Service, row["service_id"]) for row in rows]
    change_skills(work, _in_use(work, Staff, entry), services)


def priority(work: UnitOfWork, entry: str, row: Row) -> None:
    """Its words."""
    rename_reason(work, _in_use(work, Priority, entry), row["name"])


def pause_reason(work: UnitOfWork, entry: str, row: Row) -> None:
    """Its words."""
    rename_reason(work, _in_use(work, PauseReason, entry), row["name"])


def screen(work: UnitOfWork, entry: str, row: Row) -> None:
    """Its place and measure."""
    names = ("name", "place", "width_mm", "height_mm", "distance_mm", "sound")
    hung_over = _in_use(work, Window, row["window_id"]) if row["window_id"] else None
    wish = screens.ScreenWish(
        role=ScreenRole(row["role"]), window=hung_over, **{name: row[name] for name in names}
    )
    screens.change(work, _in_use(work, Screen, entry), wish)


def paper_layout(work: UnitOfWork, entry: str, rows: Rows) -> None:
    """The office's own, or as delivered."""
    if rows:
        change_layout(work, entry, rows[0]["layout"])
    else:
        forget_layout(work, entry)


def staff(work: UnitOfWork, entry: str, row: Row) -> None:
    """Who they were, and whether they may choose."""
    found = _in_use(work, Staff, entry)
    phone, duties = row.get("phone", found.phone), row.get("duties", found.duties)
    role = Role(row["role"])
    now = Particulars(row["name"], role, row["title"], row["department"], phone, duties)
    before = (found.name, found.role, found.title, found.department, found.phone, found.duties)
    if now != Particulars(*before):
        describe(work, found, now)
    allow_choosing(work, found, may_choose=row["may_choose"])


#: Of things that may be there or not, and are of several rows: all of them are put back.
WHOLE: Mapping[str, Callable[[UnitOfWork, str, Rows], None]] = {
    "setting": setting,
    "opening_hours": opening_hours,
    "calendar_day": calendar_day,
    "quota": quota,
    "window_service": window_service,
    "staff_service": staff_service,
    "paper_layout": paper_layout,
}
#: Of entries of a list: only the columns that were changed are put back.
COLUMNS: Mapping[str, Callable[[UnitOfWork, str, Row], None]] = {
    "service": service,
    "window": window,
    "priority": priority,
    "pause_reason": pause_reason,
    "screen": screen,
    "staff": staff,
}


def _in_use(work: UnitOfWork, kind: type[EntryT], entry: object) -> EntryT:
    found = entry_by_id(work.session, kind, int(str(entry)))
    if not found.in_use:
        raise NotFound(entry=entry)
    return found
