"""Taking up what terminals tell: new records become punches, unknown numbers wait."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.actions import clock_at
from hall.errors import AlreadyThere, Malformed, NotFound
from hall.events import TerminalAdmitted, TerminalDismissed, TerminalRead
from hall.people.model import Staff
from hall.people.queries import staff_by_id
from hall.plain_text import plain
from hall.terminals.attlog import PIN, AttLogRow
from hall.terminals.model import Terminal, TerminalPin, TerminalRecord
from hall.unit_of_work import UnitOfWork

LONGEST_NAME = 30
MOST_AHEAD = timedelta(days=2)
CHUNK = 400  # rows asked for in one query


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a log would change, before anything is changed."""

    new: Sequence[AttLogRow]
    known: int  # were brought before
    unknown_pins: dict[str, int]  # of the new ones, by number


def sort(session: Session, serial: str, rows: Iterable[AttLogRow]) -> Sorted:
    """What of these rows is new from this terminal, and whose; changes nothing."""
    wanted = dict.fromkeys(rows)
    held = _held(session, serial, [row.pin for row in wanted])
    new = [row for row in wanted if (row.pin, row.at) not in held]
    owners = _owners(session)
    unknown: dict[str, int] = {}
    for row in new:
        if row.pin not in owners:
            unknown[row.pin] = unknown.get(row.pin, 0) + 1
    return Sorted(new, len(wanted) - len(new), unknown)


def take_up(work: UnitOfWork, serial: str, rows: Iterable[AttLogRow]) -> Sorted:
    """Make punches of what is new. The journal tells it once, whatever the number of rows."""
    found = sort(work.session, serial, rows)
    owners = _owners(work.session)
    for row in sorted(found.new, key=lambda row: row.at):
        staff = owners.get(row.pin)
        punch = clock_at(work, staff, row.at, way="terminal") if staff else None
        record = TerminalRecord(serial=serial, pin=row.pin, at=row.at)
        record.punch_id = punch.id if punch else None
        work.session.add(record)
    if found.new:
        waiting = sum(found.unknown_pins.values())
        work.record(TerminalRead(serial=serial, records=len(found.new), waiting=waiting))
    return found


def assign(work: UnitOfWork, pin: str, staff_id: int) -> int:
    """Say whose number it is; what waited for that becomes punches. Returns how many.

    Raises NotFound for somebody who is not on the staff, and for what cannot be a number.
    """
    staff = staff_by_id(work.session, staff_id)
    if staff is None or not PIN.fullmatch(pin):
        raise NotFound(staff=staff_id, pin=pin)
    work.session.merge(TerminalPin(pin=pin, staff_id=staff.id))
    waiting = work.session.scalars(
        select(TerminalRecord)
        .where(TerminalRecord.pin == pin, TerminalRecord.punch_id.is_(None))
        .order_by(TerminalRecord.at)
    ).all()
    for record in waiting:
        record.punch_id = clock_at(work, staff, record.at, way="terminal").id
    if waiting:
        work.record(TerminalRead(serial="", records=len(waiting), waiting=0))
    return len(waiting)


def admit_terminal(work: UnitOfWork, serial: str, name: str, ahead_seconds: int) -> Terminal:
    """Let a terminal push its punches from now on; ``ahead_seconds`` is how fast its clock is.

    Raises Malformed for serial, name, or more than two days ahead; AlreadyThere.
    """
    serial = serial.strip()
    if not PIN.fullmatch(serial):
        raise Malformed(field="serial")
    name = plain(name, field="name", longest=LONGEST_NAME, shortest=1)
    if abs(ahead_seconds) > MOST_AHEAD.total_seconds():
        raise Malformed(field="ahead")
    if work.session.get(Terminal, serial):
        raise AlreadyThere(terminal=serial)
    terminal = Terminal(serial=serial, name=name, ahead_seconds=ahead_seconds)
    work.session.add(terminal)
    work.record(TerminalAdmitted(serial=serial))
    return terminal


def dismiss_terminal(work: UnitOfWork, serial: str) -> None:
    """It may not push any more; what it brought stays."""
    if terminal := work.session.get(Terminal, serial):
        work.session.delete(terminal)
        work.record(TerminalDismissed(serial=serial))


def terminal_of(session: Session, serial: str) -> Terminal | None:
    """The terminal let in under this serial; None for any other."""
    return session.get(Terminal, serial) if PIN.fullmatch(serial) else None


def terminals(session: Session) -> Sequence[Terminal]:
    """All that are let in, by serial."""
    return session.scalars(select(Terminal).order_by(Terminal.serial)).all()


def waiting_pins(session: Session) -> dict[str, int]:
    """Numbers that belong to nobody, and how many records wait for each."""
    pins = session.scalars(
        select(TerminalRecord.pin).where(TerminalRecord.punch_id.is_(None))
    ).all()
    return {pin: pins.count(pin) for pin in sorted(set(pins))}


def _owners(session: Session) -> dict[str, Staff]:
    return {known.pin: known.staff for known in session.scalars(select(TerminalPin))}


def _held(session: Session, serial: str, pins: Sequence[str]) -> set[tuple[str, object]]:
    held: set[tuple[str, object]] = set()
    asked = sorted(set(pins))
    for at in range(0, len(asked), CHUNK):
        records = session.execute(
            select(TerminalRecord.pin, TerminalRecord.at).where(
                TerminalRecord.serial == serial, TerminalRecord.pin.in_(asked[at : at + CHUNK])
            )
        )
        held |= {(pin, moment) for pin, moment in records}
    return held
