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
from hall.catalogue.actions import fill, keep_first_versions
from hall.catalogue.import_export.material_cells import materials_in
from hall.catalogue.import_export.step_cells import steps_in
from hall.catalogue.model import DISCLOSURES, Item
from hall.catalogue.terms import ItemState, Module
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
    """Whether this hall has any services: then nothing may be loaded into it."""
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
    """The password of the demonstration's account; a hall of one's own has none like it."""
    return f"yanshi-{account}"


def load_demo_data(work: UnitOfWork) -> None:
    """Load services, windows, staff, items and notices, all of them or none."""
    content = {name: _read(name) for name in ("hall", "items", "notices")}
    services = _services(work, content["hall"]["service"])
    windows = _windows(content["hall"]["window"], services)
    work.session.add_all([*windows, *_screens(windows)])
    _hours(work, content["hall"]["hours"])
    _staff(work, content["hall"]["staff"])
    by_name = {window.name: window for window in windows}
    for position, entry in enumerate(content["items"]["item"]):
        work.session.add(_item(position, entry, services, by_name))
    for position, entry in enumerate(content["notices"]["notice"]):
        work.session.add(_notice(position, entry))
    seq = work.record(HallFurnished(source="demonstration"))
    work.session.flush()
    keep_first_versions(work, seq)


def _read(name: str) -> Mapping[str, list[dict[str, Any]]]:
    return tomllib.loads((FILES / f"{name}.toml").read_text(encoding="utf-8"))


def _services(work: UnitOfWork, entries: list[dict[str, Any]]) -> dict[str, Service]:
    services = {
        entry["prefix"]: Service(position=position, **entry)
        for position, entry in enumerate(entries)
    }
    work.session.add_all(services.values())
    return services


def _windows(entries: list[dict[str, Any]], services: Mapping[str, Service]) -> list[Window]:
    return [
        Window(
            name=entry["name"],
            department=entry["department"],
            duty=entry["duty"],
            position=position,
            services=[services[prefix] for prefix in entry["services"]],
        )
        for position, entry in enumerate(entries)
    ]


def _hours(work: UnitOfWork, entries: list[dict[str, Any]]) -> None:
    """Hours to look at; the demonstration itself gives numbers at any time of the day."""
    for entry in entries:
        name = entry.get("window")
        window = work.session.scalar(select(Window).where(Window.name == name)) if name else None
        week = {
            (weekday, half): OpeningSpan(*entry[half])
            for weekday in entry["weekdays"]
            for half in Half
            if half in entry
        }
        set_week(work, window, week)
    work.session.merge(Setting(name="keep_hours", value="no"))


def _staff(work: UnitOfWork, entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        staff = join_staff(
            work,
            account=entry["account"],
            name=entry["name"],
            role=Role(entry["role"]),
            kept=kept_password(password_of(entry["account"])),
        )
        staff.title, staff.department = entry["title"], entry["department"]
        staff.pin = kept_pin(PIN)
        work.session.add(
            Finger(page=entry["fingerprint_page"], staff_id=staff.id, enrolled_at=work.now)
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


def _notice(position: int, entry: dict[str, Any]) -> Notice:
    kind = NoticeKind.BOARD if entry["title"] in BOARD_PAGES else NoticeKind.TEXT
    return Notice(
        position=position, starts_at=OPENED, kind=kind, state=NoticeState.PUBLISHED, **entry
    )


def _item(
    position: int,
    entry: dict[str, Any],
    services: Mapping[str, Service],
    windows: Mapping[str, Window],
) -> Item:
    values: dict[str, Any] = {name: entry[name].strip() for name in DISCLOSURES}
    if rows := materials_in(values["materials"]):
        values |= {"material_rows": rows, "materials": ""}
    return fill(
        Item(),
        {
            **values,
            "position": position,
            "code": entry["code"],
            "name": entry["name"],
            "english_name": entry.get("english_name", ""),
            "module": Module(entry["module"]),
            "state": ItemState.PUBLISHED,
            "field": entry["field"],
            "life_events": entry.get("life_events", []),
            "aliases": entry["aliases"],
            "service": services[entry["service"]],
            "steps": [
                {**step, "window": windows[step["window"]]}
                for step in steps_in(entry.get("steps", ""))
            ],
        },
    )
