"""Fills an empty hall from the files beside this one.

Everything in it is made up and says so. The staff sign in with ``yanshi-`` and their account,
and clock in with the PIN below; a hall of one's own has neither.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.model import Finger
from hall.catalogue.actions import fill
from hall.catalogue.import_export.material_cells import materials_in
from hall.catalogue.import_export.step_cells import steps_in
from hall.catalogue.model import DISCLOSURES, Item
from hall.catalogue.terms import ItemState, Module
from hall.catalogue.versions import keep_first_versions
from hall.clock import HALL_ZONE
from hall.events import HallFurnished
from hall.hours.actions import set_week
from hall.hours.timetable import Half, OpeningSpan
from hall.journal import JournalEntry
from hall.line.model import Service, Window
from hall.notices.model import BOARD_PAGES, Notice, NoticeKind
from hall.notices.notice_life import NoticeState
from hall.people.actions import join_staff
from hall.people.credentials import kept_password, kept_pin
from hall.people.model import Role
from hall.screens.model import Screen, ScreenRole
from hall.settings import Setting
from hall.unit_of_work import UnitOfWork

FILES = Path(__file__).parent
PIN = "246810"
#: Name, what it is for, where it hangs, and width, height and reading distance in mm.
SCREENS = (
    ("main", ScreenRole.BOARD, "大厅正面", (1210, 680, 5000)),
    ("notices", ScreenRole.NOTICES, "公示栏旁", (680, 1210, 3000)),
    ("door", ScreenRole.DOOR, "大门口", (1210, 680, 4000)),
    ("wall", ScreenRole.WALL, "等候区", (1210, 680, 5000)),
)
#: The notices of the demonstration have always been public.
OPENED = datetime(2019, 8, 1, tzinfo=HALL_ZONE)


def is_in_use(work: UnitOfWork) -> bool:
    return work.session.scalar(select(Service.id).limit(1)) is not None


def is_demonstration(session: Session) -> bool:
    """Whether this hall's data came from here; every page then says so."""
    return (
        session.scalar(
            select(JournalEntry.seq).where(JournalEntry.kind == HallFurnished.kind).limit(1)
        )
        is not None
    )


def password_of(account: str) -> str:
    return f"yanshi-{account}"


def load_demo_data(work: UnitOfWork) -> None:
    """Load services, windows, staff, items and notices, all of them or none."""
    content = {name: _read(name) for name in ("hall", "items", "notices")}
    services = _services(work, content["hall"]["service"])
    windows = _windows(content["hall"]["window"], services)
    work.session.add_all([*windows, *_screens(windows)])
    _hours(work, content["hall"]["hours"])
    _staff(work, content["hall"]["staff"])
    for position, each in enumerate(content["items"]["item"]):
        work.session.add(_item(position, each, services, {here.name: here for here in windows}))
    for position, each in enumerate(content["notices"]["notice"]):
        work.session.add(_notice(position, each))
    seq = work.record(HallFurnished(source="demonstration"))
    work.session.flush()
    keep_first_versions(work, seq)


def _read(name: str) -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads((FILES / f"{name}.toml").read_text(encoding="utf-8"))


def _services(work: UnitOfWork, entries: list[dict[str, Any]]) -> dict[str, Service]:
    services = {
        each["prefix"]: Service(position=position, **each) for position, each in enumerate(entries)
    }
    work.session.add_all(services.values())
    return services


def _windows(entries: list[dict[str, Any]], services: Mapping[str, Service]) -> list[Window]:
    return [
        Window(
            name=each["name"],
            department=each["department"],
            duty=each["duty"],
            position=position,
            services=[services[prefix] for prefix in each["services"]],
        )
        for position, each in enumerate(entries)
    ]


def _hours(work: UnitOfWork, entries: list[dict[str, Any]]) -> None:
    """Hours to look at; the demonstration itself gives numbers at any time of the day."""
    for each in entries:
        name = each.get("window")
        window = work.session.scalar(select(Window).where(Window.name == name)) if name else None
        week = {
            (weekday, half): OpeningSpan(*each[half])
            for weekday in each["weekdays"]
            for half in Half
            if half in each
        }
        set_week(work, window, week)
    work.session.merge(Setting(name="keep_hours", value="no"))


def _staff(work: UnitOfWork, entries: list[dict[str, Any]]) -> None:
    for each in entries:
        staff = join_staff(
            work,
            account=each["account"],
            name=each["name"],
            role=Role(each["role"]),
            kept=kept_password(password_of(each["account"])),
        )
        staff.title, staff.department = each["title"], each["department"]
        staff.pin = kept_pin(PIN)
        work.session.add(
            Finger(page=each["fingerprint_page"], staff_id=staff.id, enrolled_at=work.now)
        )


def _screens(windows: Sequence[Window]) -> Iterator[Screen]:
    """A board, a tall screen for notices, one by the door, and a sign over every window."""
    for name, role, place, size in SCREENS:
        yield _screen(name, role, place, size)
    for window in windows:
        sign = _screen(
            f"window-{window.name}", ScreenRole.SIGN, f"{window.name} 号窗口上方", (500, 250, 4000)
        )
        sign.window = window
        yield sign


def _screen(name: str, role: ScreenRole, place: str, size: tuple[int, int, int]) -> Screen:
    width, height, distance = size
    return Screen(
        name=name, role=role, place=place, width_mm=width, height_mm=height, distance_mm=distance
    )


def _notice(position: int, each: dict[str, Any]) -> Notice:
    kind = NoticeKind.BOARD if each["title"] in BOARD_PAGES else NoticeKind.TEXT
    return Notice(
        position=position, starts_at=OPENED, kind=kind, state=NoticeState.PUBLISHED, **each
    )


def _item(
    position: int,
    each: dict[str, Any],
    services: Mapping[str, Service],
    windows: Mapping[str, Window],
) -> Item:
    values: dict[str, Any] = {name: each[name].strip() for name in DISCLOSURES}
    if rows := materials_in(values["materials"]):
        values |= {"material_rows": rows, "materials": ""}
    return fill(
        Item(),
        {
            **values,
            "position": position,
            "code": each["code"],
            "name": each["name"],
            "english_name": each.get("english_name", ""),
            "module": Module(each["module"]),
            "state": ItemState.PUBLISHED,
            "field": each["field"],
            "life_events": each.get("life_events", []),
            "aliases": each["aliases"],
            "service": services[each["service"]],
            "steps": [
                {**step, "window": windows[step["window"]]}
                for step in steps_in(each.get("steps", ""))
            ],
        },
    )
