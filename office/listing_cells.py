"""What stands in a cell of a listing, on the page and in a file: always a text."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from hall.clock import local
from hall.history.names_of_things import NamesOfThings
from hall.listings.declared import ColumnKind, ListColumn, Listing
from office.change_words import entry_in_words, rows_in_words
from web.sentences import fault
from web.sentences.device_jobs import PUNCH_DOUBTS
from web.sentences.facts import actor_name, fact_sentence, kind_name
from web.sentences.listings import NO, WORDS, YES

#: A row of a listing: its columns by name.
ListedRow = Any
Say = Callable[[ListedRow, NamesOfThings], str]


def _json(row: ListedRow, names: NamesOfThings) -> str:
    return json.dumps(row.details, ensure_ascii=False, sort_keys=True)


#: Of columns that no kind says, by listing and column.
OWN: Mapping[str, Say] = {
    "slips.fault": lambda row, names: fault(row.fault),
    "punches.set_aside": lambda row, names: PUNCH_DOUBTS.get(row.set_aside, row.set_aside),
    "journal.actor": lambda row, names: actor_name(row.actor, names.people),
    "journal.kind": lambda row, names: kind_name(row.kind),
    "journal.sentence": lambda row, names: fact_sentence(row.kind, row.details, names.people),
    "journal.details": _json,
    "changes.actor": lambda row, names: actor_name(row.actor, names.people),
    "changes.entry": lambda row, names: entry_in_words(row.thing, row.entry, names),
    "changes.before": lambda row, names: rows_in_words(row, names).before,
    "changes.after": lambda row, names: rows_in_words(row, names).after,
}


def cell(listing: Listing, column: ListColumn, row: ListedRow, names: NamesOfThings) -> str:
    """One cell in words."""
    value = getattr(row, column.name)
    if own := OWN.get(f"{listing.name}.{column.name}"):
        return own(row, names)
    if value is None:
        return ""
    match column.kind:
        case ColumnKind.YES:
            return YES if value else NO
        case ColumnKind.MOMENT:
            return f"{local(value):%Y-%m-%d %H:%M:%S}"
        case ColumnKind.NUMBER:
            return f"{value:g}" if isinstance(value, float) else str(value)
        case ColumnKind.WORD:
            return WORDS[f"{listing.name}.{column.name}"].get(value, str(value))
        case _:
            return str(value)


def choices(listing: Listing, column: ListColumn) -> list[tuple[str, str]]:
    """What a filter offers: what the address says, and its words."""
    if column.kind is ColumnKind.YES:
        return [("yes", YES), ("no", NO)]
    words = WORDS.get(f"{listing.name}.{column.name}", {})
    offered = [(word, words.get(word) or kind_name(word)) for word in column.words]
    return sorted(offered, key=lambda one: one[1]) if listing.name == "journal" else offered
