"""A change in words: which thing, from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hall.change_records.model import Rows
from hall.history.names_of_things import NamesOfThings
from hall.line.window_names import called
from hall.settings import DEFAULTS
from hall.slips.paper_kinds import KINDS
from web.sentences import history as words
from web.sentences.right_names import differences_in_words

#: Which table names the thing, where it is not the change's own.
NAMED_BY = {"quota": "service", "window_service": "window", "staff_service": "staff"}
#: Columns that hold a number of another table.
REFERS = {"service_id": "service", "window_id": "window"}


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    before: str
    after: str


def entry_in_words(thing: str, entry: str, names: NamesOfThings) -> str:
    """Which one of its kind."""
    key, _, part = entry.partition("/")
    if thing == "setting":
        return words.SETTINGS.get(entry, entry)
    if thing == "opening_hours":
        return called(names.name_of("window", entry) or entry) if entry else words.WHOLE_HALL
    if thing in ("calendar_day", "paper_layout"):
        return KINDS[key].name if key in KINDS else key
    name = names.name_of(NAMED_BY.get(thing, thing), key) or words.ITS_OWN_ID.format(entry=key)
    return f"{name} {words.VALUES[part]}" if part else name


def rows_in_words(change: Any, names: NamesOfThings) -> ChangeInWords:
    """Of a row only what differs; of several rows, such as the hours of a week, all."""
    before, after = change.before, change.after
    return ChangeInWords(
        _side(change.thing, change.entry, before, after, names),
        _side(change.thing, change.entry, after, before, names),
    )


def _side(
    thing: str, entry: str, rows: Rows | None, other: Rows | None, names: NamesOfThings
) -> str:
    if rows is None:
        return words.NOT_KEPT
    if thing == "setting":
        value = rows[0]["value"] if rows else DEFAULTS.get(entry, "")
        said = (
            differences_in_words(value)
            if entry.startswith("rights_")
            else _value(thing, "value", value, names)
        )
        return said if rows else words.BY_DEFAULT.format(value=said)
    if not rows:
        return words.NOT_THERE
    if thing == "opening_hours":
        return "；".join(words.hours_in_words(row) for row in sorted(rows, key=_by_day))
    if thing in ("window_service", "staff_service"):
        return "、".join(_value(thing, "service_id", row["service_id"], names) for row in rows)
    against = other[0] if other else {}
    return "；".join(
        f"{words.column_name(thing, name)}：{_value(thing, name, value, names)}"
        for name, value in rows[0].items()
        if not against or against.get(name) != value
    )


def _value(thing: str, column: str, value: object, names: NamesOfThings) -> str:
    if column in REFERS and value is not None:
        return names.name_of(REFERS[column], value) or str(value)
    own: Mapping[str, str] = words.VALUES_OF.get(thing, {})
    return own.get(str(value)) or words.VALUES.get(str(value), str(value))


def _by_day(row: Mapping[str, Any]) -> tuple[int, str]:
    return row["weekday"], row["opens"]
