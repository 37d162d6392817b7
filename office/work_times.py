"""作息: groups of the attendance, timetables and who keeps them from when on, local days off."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from hall.attendance.work_times import groups, listing, timetables
from hall.attendance.work_times.model import (
    TimetableUse,
    WorkGroup,
    WorkTimetable,
)
from hall.attendance.work_times.read_plan import read_plan
from hall.attendance.work_times.stored_sessions import from_json
from hall.attendance.work_times.use_days import UseDays
from hall.errors import Malformed, NotFound
from hall.list_entries import entry_by_id
from hall.people.model import Staff
from hall.people.queries import staff_in_use
from hall.unit_of_work import ReadSession, UnitOfWork
from office import work_times_forms as forms
from office.chosen_person import chosen_person
from office.lists import keep_list
from office.page import office_page
from office.timetable_form import timetable_form
from office.timetable_rows import timetable_rows
from web.app_context import current_hall
from web.forms.form_page import form_page
from web.forms.once import made_once
from web.sentences.work_times import sessions_in_words
from web.sign_in import actor, must_be_manager

bp = Blueprint(
    "office_work_times", __name__, url_prefix="/office/work-times", template_folder="templates"
)
GROUPS = keep_list(bp, WorkGroup, ".page")
TIMETABLES = keep_list(bp, WorkTimetable, ".page")


@bp.get("")
def page() -> str:
    with office_page() as (show, snapshot):
        session = snapshot.session
        kept = TIMETABLES.read(snapshot)
        return show(
            "office/work_times.html",
            today=snapshot.today,
            groups=GROUPS.read(snapshot),
            timetables=kept,
            people=staff_in_use(session),
            members=_members(snapshot),
            rows={table.id: timetable_rows(table) for table in kept.entries},
            empty_rows=timetable_rows(None),
            in_words={
                table.id: sessions_in_words(from_json(table.sessions))
                for table in (*kept.entries, *kept.retired)
            },
            uses=listing.uses_from(session, snapshot.today),
            days_off=listing.local_holidays(session),
        )


def _members(snapshot: ReadSession) -> dict[int | None, list[Staff]]:
    """By the group in which they are today; those without one under None."""
    plan = read_plan(snapshot.session, snapshot.today, snapshot.today)
    found: dict[int | None, list[Staff]] = {}
    for person in staff_in_use(snapshot.session):
        group = plan.group_of(person.id, snapshot.today.toordinal())
        found.setdefault(group.id if group else None, []).append(person)
    return found


@bp.post("/groups")
@form_page(".page")
def change_group() -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.GroupForm.read()
    name, exempt = form.name.value, form.exempt.value
    with current_hall().work(actor(manager)) as work:
        head = chosen_person(work, form.head.value) if form.head.value else None
        group_id = form.id.value
        if group_id is None:
            add = groups.add_group
            group_id = made_once(work, lambda: add(work, name, exempt=exempt, head=head).id)
        else:
            group = entry_by_id(work.session, WorkGroup, group_id)
            groups.change_group(work, group, name, exempt=exempt, head=head)
    return redirect(url_for(".page", _anchor=f"work_group-{group_id}"), 303)


@bp.post("/members")
@form_page(".page")
def move_people() -> ResponseReturnValue:
    """All of the ticked ones, or none."""
    manager, form = must_be_manager(), forms.MemberForm.read()
    if not form.staff.value:
        raise Malformed(field="staff")
    with current_hall().work(actor(manager)) as work:
        group_id = form.group.value
        group = entry_by_id(work.session, WorkGroup, group_id) if group_id else None
        for staff_id in form.staff.value:
            person = chosen_person(work, staff_id)
            groups.join_group(work, person, group, form.since.value, form.note.value)
    return redirect(url_for(".page", _anchor="members"), 303)


@bp.post("/timetables")
@form_page(".page")
def change_timetable() -> ResponseReturnValue:
    manager, form = must_be_manager(), timetable_form().read()
    name, sessions = form.name.value, form.sessions
    with current_hall().work(actor(manager)) as work:
        timetable_id = form.id.value
        if timetable_id is None:
            add = timetables.add_timetable
            timetable_id = made_once(work, lambda: add(work, name, sessions).id)
        else:
            kept = entry_by_id(work.session, WorkTimetable, timetable_id)
            timetables.change_timetable(work, kept, name, sessions)
    return redirect(url_for(".page", _anchor=f"work_timetable-{timetable_id}"), 303)


@bp.post("/uses")
@form_page(".page")
def use() -> ResponseReturnValue:
    """From a day on a group or a person keeps other times."""
    manager, form = must_be_manager(), forms.UseForm.read()
    days = UseDays(form.since.value, form.until.value, tuple(form.weekday.value) or None)
    with current_hall().work(actor(manager)) as work:
        table = entry_by_id(work.session, WorkTimetable, form.timetable.value)
        owner = _owner(work, form.whose.value)
        begin = timetables.use_timetable
        made_once(work, lambda: begin(work, table, owner, days, form.note.value).id)
    return redirect(url_for(".page", _anchor="uses"), 303)


@bp.post("/uses/<int:use_id>/end")
@form_page(".page")
def end(use_id: int) -> ResponseReturnValue:
    manager, form = must_be_manager(), forms.EndUseForm.read()
    with current_hall().work(actor(manager)) as work:
        found = work.session.get(TimetableUse, use_id)
        if found is None:
            raise NotFound(use=use_id)
        timetables.end_use(work, found, form.last.value)
    return redirect(url_for(".page", _anchor="uses"), 303)


def _owner(work: UnitOfWork, whose: str) -> WorkGroup | Staff:
    """``g3`` or ``p3``. Raises Malformed."""
    kind, number = whose[:1], whose[1:]
    if kind not in {"g", "p"} or not number.isdecimal():
        raise Malformed(field="whose")
    if kind == "g":
        return entry_by_id(work.session, WorkGroup, int(number))
    return chosen_person(work, int(number))
