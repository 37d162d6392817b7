"""A listing: its columns, each said once, from which the page, the order and the file follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select
from sqlalchemy.orm import InstrumentedAttribute

Expression = ColumnElement[Any] | InstrumentedAttribute[Any]
#: What an address says of a filter, as a condition; None where it says nothing that is known.
Filter = Callable[[str], ColumnElement[bool] | None]


class ColumnKind(StrEnum):
    """How a value reads, and how it is sorted."""

    TEXT = "text"  # Chinese, by pinyin
    CODE = "code"  # letters and digits, as they are
    WORD = "word"  # one of ``words``; it can be filtered by
    NUMBER = "number"
    SECONDS = "seconds"
    MOMENT = "moment"
    DAY = "day"
    YES = "yes"  # or no; it can be filtered by
    OTHER = "other"  # the page knows how to say it; not sorted


@dataclass(frozen=True, slots=True)
class ListColumn:
    """``is_searched``: what is typed into the search box is looked for here. ``leads``: a link to
    the thing stands here."""

    name: str
    value: Expression
    kind: ColumnKind = ColumnKind.TEXT
    words: tuple[str, ...] = ()
    is_searched: bool = False
    leads: bool = False
    is_only_in_files: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """``source`` are the rows with nothing chosen; ``day`` names the column that a day filters."""

    name: str
    key: Expression
    source: Callable[[Select[Any]], Select[Any]]
    columns: tuple[ListColumn, ...]
    usual_sort: str  # a column; with - before it the largest first
    day: str = ""
    is_of_today: bool = False  # without a day it shows today
    filters: Mapping[str, Filter] = field(default_factory=dict)
    condition: Callable[[int], ColumnElement[bool]] | None = None  # by who looks at it

    def column(self, name: str) -> ListColumn | None:
        """None for a name that no column has."""
        return next((column for column in self.columns if column.name == name), None)
