"""The punches of a terminal as text: one line each, in the terminal's own time.

            1⇥2026-11-23 08:01:05⇥1⇥0⇥1⇥0        1_attlog.dat
          PIN⇥time⇥device⇥status⇥verify⇥work code
    No⇥TMNo⇥EnNo⇥Name⇥INOUT⇥Mode⇥DateTime          AGL_001.TXT, whose heading says it
    7,2026/11/23 8:01                               commas, semicolons, spaces; no seconds

Status (in, out, …) is not believed: nobody presses those keys. Pure: bytes in, rows and
errors out.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hall.clock import HALL_ZONE

LONGEST_LINE = 400
MOST_ROWS = 200_000
LARGEST_LOG_BYTES = 8 * 1024 * 1024
PIN = re.compile(r"[0-9A-Za-z]{1,24}")
#: The year comes first: of 3/4/2026 nobody knows which is the month.
TIME = re.compile(
    r"(?<![0-9])([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"
    r"[T,;\s]\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?![0-9:])",
    re.ASCII,
)
SEPARATORS = "\t,; "
FIELD = re.compile(r"[\t,; ]+")
PIN_HEADING = "enno"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WRONG_CLOCK = ("future", "ancient")
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
    text: str = ""  # the line itself


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
    if b"\0" in content[:4096] and not content.startswith(UTF_16):
        raise NoAttLog
    lines = log_text(content).splitlines()
    rows: list[AttLogRow] = []
    bad: list[BadRow] = []
    serial, pin_column = _serial(lines), None
    for number, line in _telling(lines, skip_first=bool(serial)):
        if not rows and not bad and pin_column is None:
            pin_column = _pin_column(line)
            if pin_column is not None:
                continue  # the heading
        read = _row(line, pin_column, now, ahead)
        if isinstance(read, AttLogRow) and len(rows) < MOST_ROWS:
            rows.append(read)
        else:
            why = read if isinstance(read, str) else "too_many"
            bad.append(BadRow(number, why, line.strip()[:LONGEST_LINE]))
    if not rows and not any(row.why in WRONG_CLOCK for row in bad) and bad:
        raise NoAttLog
    return AttLog(tuple(rows), tuple(bad), serial)


def log_text(content: bytes) -> str:
    """The file as text; what is neither UTF-8 nor UTF-16 (names, in GBK) becomes marks."""
    if content.startswith(UTF_16):
        return content.decode("utf-16", errors="replace")
    return content.decode("utf-8-sig", errors="replace")


def _serial(lines: list[str]) -> str:
    first = lines[0].strip() if lines else ""
    return first if len(lines) > 1 and PIN.fullmatch(first) and TIME.search(lines[1]) else ""


def _telling(lines: list[str], *, skip_first: bool) -> Iterator[tuple[int, str]]:
    """Lines that should be punches, with their numbers; not the frame of the extended form."""
    for number, line in enumerate(lines, 1):
        if skip_first and (number == 1 or (number == len(lines) and PIN.fullmatch(line.strip()))):
            continue  # the serial number, and at the end its checksum
        if line.strip("\x00\x1a \t"):
            yield number, line


def _row(line: str, pin_column: int | None, now: datetime, ahead: timedelta) -> AttLogRow | str:
    if len(line) > LONGEST_LINE:
        return "long"
    if not any(separator in line.strip() for separator in SEPARATORS):
        return "columns"
    when = TIME.search(line)
    if when is None:
        return "time"
    pin = _pin(line[: when.start()], pin_column)
    if not PIN.fullmatch(pin):
        return "pin"
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in when.groups())
        told = datetime(year, month, day, hour, minute, second, tzinfo=HALL_ZONE)
    except ValueError:
        return "time"
    if told.year < FIRST_YEAR or told.year > LAST_YEAR:
        return "ancient" if told.year < FIRST_YEAR else "future"
    at = told - ahead
    return "future" if at > now + TOLERANCE else AttLogRow(pin, at)


def _pin(before: str, pin_column: int | None) -> str:
    """The number before the time; "" where nothing says which of several it is."""
    if pin_column is not None:
        columns = _fields(before)
        pin = columns[pin_column] if pin_column < len(columns) else ""
        return pin.lstrip("0") or pin[:1]  # filled up with noughts in these files
    first, *others = [field for field in _fields(before) if field] or [""]
    return "" if any(re.search(r"[0-9]", other) for other in others) else first.strip('"')


def _pin_column(line: str) -> int | None:
    """Where a heading such as that of AGL_001.TXT puts the number: No, TMNo, EnNo, Name, …"""
    names = [name.lower() for name in _fields(line)]
    return names.index(PIN_HEADING) if PIN_HEADING in names else None


def _fields(text: str) -> list[str]:
    """Between tabs; where there are none, between commas, semicolons and spaces."""
    fields = text.split("\t") if "\t" in text else FIELD.split(text.strip())
    return [field.strip() for field in fields]
