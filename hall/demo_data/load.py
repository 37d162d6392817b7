"""Fills an empty hall from the files beside this one.

Everything in it is made up and says so. The staff sign in with ``yanshi-`` and their account,
and clock in with the PIN below; a hall of one's own has neither.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.model import Finger
from hall.catalogue.versions import keep_first_versions
from hall.demo_data.published import demo_item, demo_notice
from hall.demo_data.screens import demo_screens
from hall.events import HallFurnished
from hall.hours.actions import set_week
from hall.hours.timetable import Half, OpeningSpan
from hall.journal import JournalEntry
from hall.line.model import Service, Window
from hall.people.actions import join_staff
from hall.people.credentials import kept_password, kept_pin
from hall.people.model import Role
from hall.settings import Setting
from hall.unit_of_work import UnitOfWork

FILES = Path(__file__).parent
PIN = "246810"
#: What made-up names and telephones of the hall say of themselves.
MADE_UP = ("演示", "0000000")


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


def demo_accounts() -> frozenset[str]:
    """Of the staff that it brings."""
    return frozenset(entry["account"] for entry in _read("hall")["staff"])


def load_demo_data(work: UnitOfWork) -> None:
    """Load services, windows, staff, items and notices, all of them or none."""
    content = {name: _read(name) for name in ("hall", "items", "notices")}
    services = _services(work, content["hall"]["service"])
    windows = _windows(content["hall"]["window"], services)
    screens = list(demo_screens(windows))
    for position, screen in enumerate(screens):
        screen.position = position
    work.session.add_all([*windows, *screens])
    _hours(work, content["hall"]["hours"])
    _staff(work, content["hall"]["staff"])
    by_name = {window.name: window for window in windows}
    for position, entry in enumerate(content["items"]["item"]):
        work.session.add(demo_item(position, entry, services, by_name))
    for position, entry in enumerate(content["notices"]["notice"]):
        work.session.add(demo_notice(position, entry))
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
