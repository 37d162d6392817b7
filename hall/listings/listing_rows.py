"""One page of a listing, or all its rows: the same rows in the same order, said once.

Two statements a page, however many rows: how many there are, and those of this page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import Session

from hall.clock import HALL_ZONE
from hall.listings.declared import ColumnKind, ListColumn, Listing
from hall.listings.pinyin_order import by_pinyin

SIZES = (50, 20, 100, 200)
#: More are not written into one file: a spreadsheet program shows a million, a browser waits.
MOST_EXPORTED = 50_000
SORTED_AS_THEY_ARE = frozenset(ColumnKind) - {ColumnKind.TEXT, ColumnKind.OTHER}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingWish:
    """What an address asks for; what nobody knows in it is passed over."""

    sort: str = ""
    words: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None  # this day too
    page: int = 1
    size: int = SIZES[0]
    viewer: int = 0  # the number of who looks


@dataclass(frozen=True, slots=True)
class ListingPage:
    """``rows`` have the key first, then the columns in order."""

    rows: Sequence[Row[Any]]
    total: int
    page: int
    pages: int


def page_of(session: Session, listing: Listing, wish: ListingWish) -> ListingPage:
    """The page that was asked for, or the last one there is."""
    asked, total = _chosen(listing, wish), rows_of(session, listing, wish)
    pages = max(1, -(-total // wish.size))
    page = min(max(1, wish.page), pages)
    rows = _in_order(session, asked, listing, wish)
    found = session.execute(rows.offset((page - 1) * wish.size).limit(wish.size)).all()
    return ListingPage(found, total, page, pages)


def every_row(session: Session, listing: Listing, wish: ListingWish) -> Sequence[Row[Any]]:
    """All that was chosen, in the same order; at most ``MOST_EXPORTED``."""
    rows = _in_order(session, _chosen(listing, wish), listing, wish)
    return session.execute(rows.limit(MOST_EXPORTED)).all()


def rows_of(session: Session, listing: Listing, wish: ListingWish) -> int:
    """How many were chosen, however many of them a file has."""
    asked = _chosen(listing, wish)
    count = asked.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    return session.scalar(count) or 0


def sort_of(listing: Listing, said: str) -> str:
    """What it is sorted by: as was said, or as usual."""
    column = listing.column(said.removeprefix("-"))
    return said if column and column.kind is not ColumnKind.OTHER else listing.usual_sort


def _chosen(listing: Listing, wish: ListingWish) -> Select[Any]:
    columns = [column.value.label(column.name) for column in listing.columns]
    asked = listing.source(select(listing.key.label("key"), *columns))
    conditions = [*_filters(listing, wish), *_days(listing, wish)]
    searched = [column.value for column in listing.columns if column.is_searched]
    if wish.words and searched:
        conditions.append(or_(*(one.contains(wish.words, autoescape=True) for one in searched)))
    if listing.condition:
        conditions.append(listing.condition(wish.viewer))
    return asked.where(*conditions)


def _filters(listing: Listing, wish: ListingWish) -> list[ColumnElement[bool]]:
    found = []
    for name, said in wish.only.items():
        if not said:
            continue
        if own := listing.filters.get(name):
            condition = own(said)
        else:
            column = listing.column(name)
            condition = _equal(column, said) if column else None
        if condition is not None:
            found.append(condition)
    return found


def _equal(column: ListColumn, said: str) -> ColumnElement[bool] | None:
    if column.kind is ColumnKind.YES and said in ("yes", "no"):
        return column.value.is_(said == "yes")
    if column.kind is ColumnKind.WORD and said in column.words:
        return column.value == said
    return None


def _days(listing: Listing, wish: ListingWish) -> list[ColumnElement[bool]]:
    column = listing.column(listing.day)
    if column is None:
        return []
    bounds: list[ColumnElement[bool]] = []
    if wish.since:
        bounds.append(column.value >= _bound(column, wish.since))
    if wish.until:
        bounds.append(column.value < _bound(column, wish.until + timedelta(days=1)))
    return bounds


def _bound(column: ListColumn, on: date) -> date | datetime:
    if column.kind is ColumnKind.DAY:
        return on
    return datetime.combine(on, time(), HALL_ZONE)


def _in_order(
    session: Session, asked: Select[Any], listing: Listing, wish: ListingWish
) -> Select[Any]:
    """Rows that are equal stand by their key, so that no row is on two pages or on none."""
    said = sort_of(listing, wish.sort)
    falls, column = said.startswith("-"), listing.column(said.removeprefix("-"))
    assert column is not None
    value = column.value if column.kind in SORTED_AS_THEY_ARE else by_pinyin(session, column.value)
    by = (value, listing.key) if not falls else (value.desc(), listing.key.desc())
    return asked.order_by(*by)
