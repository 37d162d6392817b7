"""Taking up what terminals tell: new records become punches, unknown numbers wait."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.attendance.punching import ToldPunch, write_punches
from hall.errors import AlreadyThere, Malformed, NotFound
from hall.events import TerminalAdmitted, TerminalDismissed, TerminalRead
from hall.people.queries import staff_by_id
from hall.plain_text import plain
from hall.terminals.attlog_row import PIN, AttLogRow
from hall.terminals.model import Terminal, TerminalPin, TerminalRecord
from hall.unit_of_work import UnitOfWork

LONGEST_NAME = 30
MOST_AHEAD = timedelta(days=2)
CHUNK = 400  # rows asked for in one query
BATCH = 200  # records taken up in one unit of work


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a log would change, before anything is changed."""

    new: Sequence[AttLogRow]
    known: int  # were brought before
    unknown_pins: dict[str, int]  # of the new ones, by number
    set_aside: dict[str, int]  # of the new ones, by why the clock is not believed


def sort(session: Session, rows: Iterable[AttLogRow]) -> Sorted:
    """What of these rows is new, and whose; changes nothing.

    Number and second make a record: a log that comes under another name is the same log.
    """
    wanted = dict.fromkeys(rows)
    held = _held(session, list(wanted))
    new = [row for row in wanted if (row.pin, row.at) not in held]
    owners = _owners(session)
    unknown = Counter(row.pin for row in new if row.pin not in owners)
    doubted = Counter(row.set_aside for row in new if row.set_aside)
    return Sorted(new, len(wanted) - len(new), dict(unknown), dict(doubted))


def take_up(work: UnitOfWork, serial: str, rows: Iterable[AttLogRow]) -> Sorted:
    """Make punches of what is new. The journal tells it once, whatever the number of rows."""
    found = sort(work.session, rows)
    owners = _owners(work.session)
    new = sorted(found.new, key=lambda row: row.at)
    owned = [row for row in new if row.pin in owners]
    punches = write_punches(work, [_told(owners[row.pin], serial, row) for row in owned])
    punch_ids = {row: punch.id for row, punch in zip(owned, punches, strict=True)}
    last = work.session.scalar(select(func.max(TerminalRecord.id))) or 0
    work.session.add_all(
        TerminalRecord(
            id=number,
            serial=serial,
            pin=row.pin,
            at=row.at,
            punch_id=punch_ids.get(row),
            set_aside=row.set_aside,
        )
        for number, row in enumerate(new, last + 1)
    )
    work.session.flush()
    if found.new:
        waiting = sum(found.unknown_pins.values())
        work.record(TerminalRead(serial=serial, records=len(found.new), waiting=waiting))
    return found


def assign(work: UnitOfWork, pin: str, staff_id: int) -> int:
    """Say whose number it is; what waited becomes punches, a batch of it. Returns how many.

    As many as BATCH: there may be more, and the same is to be said again (batches.py).
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
        .limit(BATCH)
    ).all()
    punches = write_punches(work, [_told(staff.id, record.serial, record) for record in waiting])
    for record, punch in zip(waiting, punches, strict=True):
        record.punch_id = punch.id
    if waiting:
        work.record(TerminalRead(serial="", records=len(waiting), waiting=0))
    return len(waiting)


def _told(staff_id: int, serial: str, told: AttLogRow | TerminalRecord) -> ToldPunch:
    return ToldPunch(
        staff_id=staff_id, at=told.at, way="terminal", set_aside=told.set_aside, source=serial
    )


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
    waiting = session.execute(
        select(TerminalRecord.pin, func.count())
        .where(TerminalRecord.punch_id.is_(None))
        .group_by(TerminalRecord.pin)
        .order_by(TerminalRecord.pin)
    )
    return {str(pin): int(count) for pin, count in waiting}


def _owners(session: Session) -> dict[str, int]:
    known = session.execute(select(TerminalPin.pin, TerminalPin.staff_id))
    return {str(pin): int(staff_id) for pin, staff_id in known}


def _held(session: Session, rows: Sequence[AttLogRow]) -> set[tuple[str, datetime]]:
    """Of the numbers in these rows, what was brought before, within the time that they span."""
    if not rows:
        return set()
    asked = sorted({row.pin for row in rows})
    earliest, latest = min(row.at for row in rows), max(row.at for row in rows)
    held: set[tuple[str, datetime]] = set()
    for at in range(0, len(asked), CHUNK):
        records = session.execute(
            select(TerminalRecord.pin, TerminalRecord.at).where(
                TerminalRecord.pin.in_(asked[at : at + CHUNK]),
                TerminalRecord.at >= earliest,
                TerminalRecord.at <= latest,
            )
        )
        held |= {(pin, moment) for pin, moment in records}
    return held
