"""The punches of a terminal as text: one line each, in the terminal's own time.

            1⇥2026-11-23 08:01:05⇥1⇥0⇥1⇥0        1_attlog.dat
          PIN⇥time⇥device⇥status⇥verify⇥work code
    No⇥TMNo⇥EnNo⇥Name⇥INOUT⇥Mode⇥DateTime          AGL_001.TXT, whose heading says it
    7,2026/11/23 8:01                               commas, semicolons, spaces; no seconds

Status (in, out, …) is not believed: nobody presses those keys. A punch under a wrong clock is a
row like the others, with the reason why its moment is not believed. Pure: bytes in, rows and
errors out.
"""

import codecs
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hall.terminals.attlog_row import LONGEST_LINE, PIN, TIME, AttLogRow, pin_column_in, read_row
from hall.terminals.terminal_clock import LOST, clock_doubts

MOST_ROWS = 200_000
LARGEST_LOG_BYTES = 8 * 1024 * 1024
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


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


def read_attlog(content: bytes, now: datetime | None, ahead: timedelta = timedelta()) -> AttLog:
    """Rows and errors of a log. ``ahead``: how much the terminal's clock was fast.

    ``now`` is the hall's time, and None while that is doubted: then nothing is ahead of it.

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
            pin_column = pin_column_in(line)
            if pin_column is not None:
                continue  # the heading
        read = read_row(line, pin_column, ahead)
        if isinstance(read, AttLogRow) and len(rows) < MOST_ROWS:
            rows.append(read)
        else:
            why = read if isinstance(read, str) else "too_many"
            bad.append(BadRow(number, why, line.strip()[:LONGEST_LINE]))
    if bad and not rows:
        raise NoAttLog
    return AttLog(_judged(rows, now), tuple(bad), serial)


def _judged(rows: list[AttLogRow], now: datetime | None) -> tuple[AttLogRow, ...]:
    doubts = clock_doubts([row.pin for row in rows], [row.at for row in rows], now)
    told = [
        replace(row, set_aside=doubt) if doubt else row
        for row, doubt in zip(rows, doubts, strict=True)
    ]
    return tuple(_told_apart(told))


def _told_apart(rows: list[AttLogRow]) -> Iterator[AttLogRow]:
    """A terminal that lost its power twice begins twice at the same second: what it tells again of
    that second is another punch, by a microsecond, and the same one whenever the log comes again.
    """
    before = Counter[AttLogRow]()
    for row in rows:
        if row.set_aside == LOST:
            yield replace(row, at=row.at + timedelta(microseconds=before[row]))
            before[row] += 1
        else:
            yield row


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
