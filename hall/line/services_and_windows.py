"""What the office changes about services and windows. Nothing is deleted: numbers refer to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from hall.errors import AlreadyThere, Malformed
from hall.events import ServiceChanged, WindowChanged
from hall.line.model import Service, Window
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

LONGEST_NAME = 20
LONGEST_ABOUT = 60
MOST_MINUTES = 480


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSettings:
    """How a service should be; a window at which nobody does it takes no numbers for it."""

    name: str
    english_name: str = ""
    about: str = ""
    promised_minutes: int | None = None
    helps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSettings:
    department: str
    duty: bool = False
    services: Sequence[Service] = ()


def add_service(work: UnitOfWork, prefix: str, wish: ServiceSettings) -> Service:
    """One letter, or two: numbers of different services can then never look alike.

    Raises Malformed for anything but A to Z, AlreadyThere, and what ``change_service`` raises.
    """
    if not re.fullmatch(r"[A-Z]{1,2}", prefix):
        raise Malformed(field="prefix")
    if work.session.scalar(select(Service.id).where(Service.prefix == prefix)):
        raise AlreadyThere(prefix=prefix)
    service = Service(prefix=prefix, name="", position=_behind(work, Service.position))
    work.session.add(service)
    change_service(work, service, wish)
    return service


def change_service(work: UnitOfWork, service: Service, wish: ServiceSettings) -> None:
    """From now on, for numbers that wait too.

    Raises Malformed for texts too long (a name over 20 characters) or minutes out of 1 to 480.
    """
    if wish.promised_minutes is not None and not 0 < wish.promised_minutes <= MOST_MINUTES:
        raise Malformed(field="promised_minutes", most=MOST_MINUTES)
    service.name = _short("name", wish.name, LONGEST_NAME)
    service.english_name = _short("english_name", wish.english_name, LONGEST_ABOUT, empty=True)
    service.about = _short("about", wish.about, LONGEST_ABOUT, empty=True)
    service.promised_minutes, service.helps = wish.promised_minutes, wish.helps
    if work.session.is_modified(service):
        work.session.flush()
        work.record(ServiceChanged(service=service.prefix, name=service.name))


def add_window(work: UnitOfWork, name: str, wish: WindowSettings) -> Window:
    """Behind the others. Raises Malformed for a name over 8 characters, AlreadyThere."""
    name = _short("window", name, 8)
    if work.session.scalar(select(Window.id).where(Window.name == name)):
        raise AlreadyThere(window=name)
    window = Window(name=name, department="", position=_behind(work, Window.position))
    work.session.add(window)
    change_window(work, window, wish)
    return window


def change_window(work: UnitOfWork, window: Window, wish: WindowSettings) -> None:
    """From now on, for numbers that wait too. Raises Malformed for a department over 20
    characters, which the hanging sign cannot hold.
    """
    window.department = _short("department", wish.department, LONGEST_NAME)
    window.duty = wish.duty
    if set(window.services) != set(wish.services):
        window.services = list(wish.services)
    if work.session.is_modified(window):
        work.session.flush()
        prefixes = "".join(sorted(service.prefix for service in window.services))
        work.record(WindowChanged(window=window.name, services=prefixes))


def _behind(work: UnitOfWork, positions: object) -> int:
    last: int | None = work.session.scalar(select(func.max(positions)))
    return 0 if last is None else last + 1


def _short(field: str, text: str, longest: int, *, empty: bool = False) -> str:
    return plain(text, field=field, longest=longest, shortest=0 if empty else 1)
