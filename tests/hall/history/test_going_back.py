"""Whatever the office changes is written down from what to what, and one press takes it back."""

from datetime import date, time

import pytest
from sqlalchemy import select

from hall.change_records.model import KeptChange
from hall.change_records.watched_tables import WATCHED
from hall.change_records.watching import rows_of
from hall.errors import CannotGoBack, ChangedSince, LastDirector
from hall.history.going_back import change_by_id, go_back, newest_of
from hall.history.restoring import COLUMNS, WHOLE
from hall.hours.actions import set_day, set_quota, set_week
from hall.hours.calendar import DayKind, OfficeDay
from hall.hours.timetable import Half, OpeningSpan
from hall.line.coverage import change_skills
from hall.line.model import Service, Window
from hall.line.reasons import PauseReason, Priority, rename_reason
from hall.line.seating import sit_down
from hall.line.services_and_windows import (
    ServiceSettings,
    WindowSettings,
    change_service,
    change_window,
)
from hall.list_entries import bring_back, retire
from hall.people.model import Role, Staff
from hall.people.staff_register import Particulars, describe
from hall.screens.actions import ScreenWish, change
from hall.screens.model import Screen, ScreenRole
from hall.settings import change_setting
from hall.slips.paper_layouts import change_layout, layout_of

NEW_DAY = date(2025, 6, 3)


def get(work, kind, entry_id=1):
    return work.session.get(kind, entry_id)


def word_service(work):
    service = get(work, Service)
    change_service(work, service, ServiceSettings(name="另一项", about="说明"))


def word_window(work):
    window = get(work, Window)
    wish = WindowSettings(department="另一个部门", duty=True, services=list(window.services))
    change_window(work, window, wish)


def tick_services(work):
    window = get(work, Window)
    services = [*window.services, get(work, Service, 2)]
    wish = WindowSettings(department=window.department, duty=window.duty, services=services)
    change_window(work, window, wish)


def move_screen(work):
    wish = ScreenWish(name="moved", role=ScreenRole.NOTICES, place="二楼")
    change(work, get(work, Screen), wish)


#: What the office does, by the table in which it is seen.
CHANGES = {
    "setting": lambda work: change_setting(work, "most_calls", "5"),
    "opening_hours": lambda work: set_week(
        work, None, {(0, Half.MORNING): OpeningSpan(time(9), time(11))}
    ),
    "calendar_day": lambda work: set_day(work, NEW_DAY, OfficeDay(DayKind.REST, None, "停电")),
    "quota": lambda work: set_quota(work, get(work, Service), Half.MORNING, 7),
    "service": word_service,
    "window": word_window,
    "window_service": tick_services,
    "priority": lambda work: rename_reason(work, get(work, Priority), "改过的"),
    "pause_reason": lambda work: rename_reason(work, get(work, PauseReason), "改过的"),
    "screen": move_screen,
    "paper_layout": lambda work: change_layout(
        work, "number", layout_of(work.session, "number") + "\n"
    ),
    "staff": lambda work: describe(
        work, get(work, Staff, 3), Particulars("新名字", Role.DUTY, "科员", "社保")
    ),
    "staff_service": lambda work: change_skills(work, get(work, Staff, 3), [get(work, Service, 2)]),
}


def changes_of(hall, thing):
    with hall.read() as snapshot:
        asked = select(KeptChange).where(KeptChange.thing == thing).order_by(KeptChange.id)
        return snapshot.session.scalars(asked).all()


def take_back(hall, thing, seen=None):
    with hall.work("staff:1") as work:
        newest = changes_of(hall, thing)[-1]
        found = change_by_id(work.session, newest.id)
        go_back(work, found, newest_of(work.session, found) if seen is None else seen)


def test_every_watched_table_can_be_put_back():
    assert {*WHOLE, *COLUMNS} == set(WATCHED) == set(CHANGES)


@pytest.mark.parametrize("thing", sorted(CHANGES))
def test_a_change_is_kept_from_what_to_what_and_taken_back(hall, thing):
    with hall.work() as work:
        change_setting(work, "most_calls", "4")  # so that it stands in a row of its own
    with hall.work("staff:2") as work:
        CHANGES[thing](work)
        seq = work.seq
    kept = changes_of(hall, thing)[-1]
    assert (kept.actor, kept.seq) == ("staff:2", seq)
    assert kept.before != kept.after
    with hall.read() as snapshot:
        assert rows_of(snapshot.session, thing, kept.entry) == kept.after

    take_back(hall, thing)

    with hall.read() as snapshot:
        assert rows_of(snapshot.session, thing, kept.entry) == kept.before
    back = changes_of(hall, thing)[-1]
    assert (back.actor, back.before, back.after) == ("staff:1", kept.after, kept.before)


def test_what_was_changed_later_of_the_same_thing_stays(hall):
    with hall.read() as snapshot:
        about = snapshot.session.get(Service, 1).about
    with hall.work() as work:
        change_service(work, get(work, Service), ServiceSettings(name="第一次改", about=about))
    first = changes_of(hall, "service")[-1]
    with hall.work() as work:
        change_service(work, get(work, Service), ServiceSettings(name="第一次改", about="新说明"))

    with hall.work() as work:
        newest = changes_of(hall, "service")[-1].id
        go_back(work, change_by_id(work.session, first.id), newest)

    with hall.read() as snapshot:
        service = snapshot.session.get(Service, 1)
        assert service.name == first.before[0]["name"]
        assert service.about == "新说明"


def test_an_older_page_does_not_take_back_what_was_changed_since(hall):
    with hall.work() as work:
        change_setting(work, "most_calls", "5")
    seen = changes_of(hall, "setting")[-1].id
    with hall.work() as work:
        change_setting(work, "most_calls", "6")

    with pytest.raises(ChangedSince):
        take_back(hall, "setting", seen)


def test_what_is_out_of_use_is_not_changed_back(hall):
    with hall.work() as work:
        rename_reason(work, get(work, Priority), "改过的")
    renamed = changes_of(hall, "priority")[-1].id
    with hall.work() as work:
        retire(work, get(work, Priority))

    with pytest.raises(CannotGoBack) as retired:
        take_back(hall, "priority")
    with pytest.raises(CannotGoBack) as gone, hall.work() as work:
        found = change_by_id(work.session, renamed)
        go_back(work, found, newest_of(work.session, found))

    assert (retired.value.details["why"], gone.value.details["why"]) == ("retired", "gone")
    with hall.work() as work:
        bring_back(work, get(work, Priority))


def test_the_rules_of_the_action_hold_for_going_back_too(hall):
    def role(work, staff_id, role):
        person = get(work, Staff, staff_id)
        describe(work, person, Particulars(person.name, role, person.title, person.department))

    with hall.work() as work:
        role(work, 3, Role.DIRECTOR)
    with hall.work() as work:
        for person in work.session.scalars(select(Staff).where(Staff.role == Role.DIRECTOR)):
            if person.id != 3:
                role(work, person.id, Role.CLERK)
    promoted = next(
        change for change in changes_of(hall, "staff") if change.entry == "3" and change.before
    )

    with pytest.raises(LastDirector), hall.work() as work:
        found = change_by_id(work.session, promoted.id)
        go_back(work, found, newest_of(work.session, found))


def test_secrets_and_what_changes_by_itself_are_not_kept(hall):
    before = len(changes_of(hall, "window")), len(changes_of(hall, "setting"))
    with hall.work() as work:
        change_setting(work, "kiosk_pin", "$argon2id$kept")
        sit_down(work, get(work, Window), get(work, Staff, 3))

    assert (len(changes_of(hall, "window")), len(changes_of(hall, "setting"))) == before
    with hall.read() as snapshot:
        written = str([(row.before, row.after) for row in snapshot.session.query(KeptChange)])
    assert "argon2" not in written


def test_what_is_undone_leaves_no_change(hall):
    before = len(changes_of(hall, "setting"))

    with pytest.raises(ZeroDivisionError), hall.work() as work:
        change_setting(work, "most_calls", "9")
        raise ZeroDivisionError

    assert len(changes_of(hall, "setting")) == before
