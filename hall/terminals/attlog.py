"""The punches of a terminal as text: one line each, tabs between, in the terminal's own time.

            1⇥2026-11-23 08:01:05⇥1⇥0⇥1⇥0
          PIN⇥time⇥device⇥status⇥verify⇥work code

Status (in, out, …) is not believed: nobody presses those keys. Pure: bytes in, rows and
errors out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hall.clock import HALL_ZONE

LONGEST_LINE = 400
MOST_ROWS = 200_000
LARGEST_LOG_BYTES = 8 * 1024 * 1024
PIN = re.compile(r"[0-9A-Za-z]{1,24}")
TIME = "%Y-%m-%d %H:%M:%S"
FIRST_YEAR = 2015  # before it, the terminal's clock had lost its battery
LAST_YEAR = 9990
TOLERANCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AttLogRow:
    pin: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BadRow:
    line: int
    why: str  # the code of a sentence


@dataclass(frozen=True, slots=True)
class AttLog:
    rows: tuple[AttLogRow, ...]
    bad: tuple[BadRow, ...]
    serial: str = ""  # of the extended form, whose first line is the serial number


class NoAttLog(Exception):
    """These bytes are no text of punches: an old terminal's binary file, or something else."""


def read_attlog(content: bytes, now: datetime, ahead: timedelta = timedelta()) -> AttLog:
    """Rows and errors of a log. ``ahead``: how much the terminal's clock was fast.

    Raises NoAttLog for a binary file, and where not one line is a punch.
    """
    if b"\0" in content[:4096]:
        raise NoAttLog
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    rows: list[AttLogRow] = []
    bad: list[BadRow] = []
    serial = _serial(lines)
    for number, line in _telling(lines, skip_first=bool(serial)):
        read = _row(line, now, ahead)
        if isinstance(read, AttLogRow) and len(rows) < MOST_ROWS:
            rows.append(read)
        else:
            bad.append(BadRow(number, read if isinstance(read, str) else "too_many"))
    if not rows and not any(row.why in ("future", "ancient") for row in bad) and bad:
        raise NoAttLog
    return AttLog(tuple(rows), tuple(bad), serial)


def _serial(lines: list[str]) -> str:
    first = lines[0].strip() if lines else ""
    return first if len(lines) > 1 and PIN.fullmatch(first) and "\t" in lines[1] else ""


def _telling(lines: list[str], *, skip_first: bool) -> Iterator[tuple[int, str]]:
    """Lines that should be punches, with their numbers; not the frame of the extended form."""
    for number, line in enumerate(lines, 1):
        if skip_first and (number == 1 or (number == len(lines) and "\t" not in line)):
            continue  # the serial number, and at the end its checksum
        if line.strip("\x00\x1a \t"):
            yield number, line


def _row(line: str, now: datetime, ahead: timedelta) -> AttLogRow | str:
    if len(line) > LONGEST_LINE:
        return "long"
    parts = line.split("\t")
    if len(parts) < 2:
        return "columns"
    pin = parts[0].strip()
    if not PIN.fullmatch(pin):
        return "pin"
    try:
        told = datetime.strptime(parts[1].strip(), TIME).replace(tzinfo=HALL_ZONE)
    except ValueError:
        return "time"
    if told.year < FIRST_YEAR or told.year > LAST_YEAR:
        return "ancient" if told.year < FIRST_YEAR else "future"
    at = told - ahead
    return "future" if at > now + TOLERANCE else AttLogRow(pin, at)
