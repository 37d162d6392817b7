"""One line of a terminal's log: whose number, and when, whatever stands between and behind them."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hall.clock import HALL_ZONE

LONGEST_LINE = 400
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
#: No clock of a terminal counts from before this, or beyond that.
FIRST_YEAR, LAST_YEAR = 1970, 2199


@dataclass(frozen=True, slots=True)
class AttLogRow:
    """Number and second make a record, whatever is thought of the terminal's clock."""

    pin: str
    at: datetime
    set_aside: str = field(default="", compare=False)  # why this moment is not believed


def read_row(line: str, pin_column: int | None, ahead: timedelta) -> AttLogRow | str:
    """The punch of one line, or the code of the sentence that says what is wrong with it.

    ``pin_column`` is where the number stands, where a heading said so; ``ahead`` is how much the
    terminal's clock was fast.
    """
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
    return AttLogRow(pin, told - ahead) if FIRST_YEAR <= told.year <= LAST_YEAR else "time"


def _pin(before: str, pin_column: int | None) -> str:
    """The number before the time; "" where nothing says which of several it is."""
    if pin_column is not None:
        columns = _fields(before)
        pin = columns[pin_column] if pin_column < len(columns) else ""
        return pin.lstrip("0") or pin[:1]  # filled up with noughts in these files
    first, *others = [field for field in _fields(before) if field] or [""]
    return "" if any(re.search(r"[0-9]", other) for other in others) else first.strip('"')


def pin_column_in(line: str) -> int | None:
    """Where a heading such as that of AGL_001.TXT puts the number: No, TMNo, EnNo, Name, …"""
    names = [name.lower() for name in _fields(line)]
    return names.index(PIN_HEADING) if PIN_HEADING in names else None


def _fields(text: str) -> list[str]:
    """Between tabs; where there are none, between commas, semicolons and spaces."""
    fields = text.split("\t") if "\t" in text else FIELD.split(text.strip())
    return [field.strip() for field in fields]
