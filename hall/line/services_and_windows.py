"""What the office changes about services and windows; see list_entries.py for their lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from hall.errors import AlreadyThere, Malformed
from hall.events import ServiceChanged, WindowChanged, WindowRenamed
from hall.line.model import Service, Window
from hall.line.stranding import HandOver, nobody_is_stranded
from hall.list_entries import behind
from hall.plain_text import one_line, plain
from hall.unit_of_work import UnitOfWork

LONGEST_NAME = 20
LONGEST_ABOUT = 60
LONGEST_WINDOW = 8
#: Words that addresses of the counter use themselves.
RESERVED = frozenset({"machines"})
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
    said: HandOver = HandOver()  # of whoever waits for what nobody does any more


def add_service(work: UnitOfWork, prefix: str, wish: ServiceSettings) -> Service:
    """One letter, or two: numbers of different services can then never look alike.

    Raises Malformed for anything but A to Z, AlreadyThere, and what ``change_service`` raises.
    """
    if not re.fullmatch(r"[A-Z]{1,2}", prefix):
        raise Malformed(field="prefix")
    if work.session.scalar(select(Service.id).where(Service.prefix == prefix)):
        raise AlreadyThere(prefix=prefix)
    service = Service(prefix=prefix, name="", position=behind(work.session, Service))
    work.session.add(service)
    change_service(work, service, wish)
    return service


def change_service(work: UnitOfWork, service: Service, wish: ServiceSettings) -> None:
    """From now on, for numbers that wait too.

    Raises Malformed for texts too long (a name over 20 characters) or minutes out of 1 to 480,
    AlreadyThere for the name of another service.
    """
    if wish.promised_minutes is not None and not 0 < wish.promised_minutes <= MOST_MINUTES:
        raise Malformed(field="promised_minutes", most=MOST_MINUTES)
    service.name = _own_name(work, service, _short("name", wish.name, LONGEST_NAME))
    service.english_name = _short("english_name", wish.english_name, LONGEST_ABOUT, empty=True)
    service.about = _short("about", wish.about, LONGEST_ABOUT, empty=True)
    service.promised_minutes, service.helps = wish.promised_minutes, wish.helps
    if work.session.is_modified(service):
        work.session.flush()
        work.record(ServiceChanged(service=service.prefix, name=service.name))


def add_window(work: UnitOfWork, name: str, wish: WindowSettings) -> Window:
    """Behind the others. Raises Malformed for a name that is no number, letter or Chinese
    character, or over 8 of them; AlreadyThere.
    """
    name = _window_name(work, name)
    window = Window(name=name, department="", position=behind(work.session, Window))
    work.session.add(window)
    work.session.flush()
    change_window(work, window, wish)
    return window


def rename_window(work: UnitOfWork, window: Window, name: str) -> None:
    """From now on it is called out by this name. Raises Malformed, AlreadyThere."""
    if name == window.name:
        return
    before, window.name = window.name, _window_name(work, name)
    work.session.flush()
    work.record(WindowRenamed(window=window.name, before=before))


def change_window(work: UnitOfWork, window: Window, wish: WindowSettings) -> None:
    """From now on, for numbers that wait too.

    Services that are retired stay as they were ticked: nobody was asked about them. Raises
    Malformed for a department over 20 characters, which the hanging sign cannot hold, and
    StillWaiting where people wait whom nobody could call any more, unless it is said where they go.
    """
    wanted = {*wish.services, *(service for service in window.services if not service.in_use)}
    window.department = _short("department", wish.department, LONGEST_NAME)
    window.duty = wish.duty
    changed = work.session.is_modified(window)
    if set(window.services) != wanted:
        changed = True
        with nobody_is_stranded(work, window, wish.said):
            window.services = sorted(wanted, key=lambda service: service.position)
    if changed:
        work.session.flush()
        prefixes = "".join(sorted(service.prefix for service in window.services))
        work.record(WindowChanged(window=window.name, services=prefixes))


def _window_name(work: UnitOfWork, typed: str) -> str:
    """Called out, and part of addresses: no blank, no sign, and not one that looks like another."""
    name = one_line(typed)
    fits = len(name) <= LONGEST_WINDOW and re.fullmatch(
        r"[1-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff]*", name
    )
    if not fits or name.casefold() in RESERVED:
        raise Malformed(field="window_name", longest=LONGEST_WINDOW)
    if name.casefold() in {other.casefold() for other in work.session.scalars(select(Window.name))}:
        raise AlreadyThere(window=name)
    return name


def _own_name(work: UnitOfWork, service: Service, name: str) -> str:
    same = select(Service.id).where(Service.name == name, Service.prefix != service.prefix)
    with work.session.no_autoflush:
        if work.session.scalar(same):
            raise AlreadyThere(service=name)
    return name


def _short(field: str, text: str, longest: int, *, empty: bool = False) -> str:
    return plain(text, field=field, longest=longest, shortest=0 if empty else 1)
