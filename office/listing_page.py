"""Drawing a listing, as a page or as a file: every listing the same, from its columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response

from hall.catalogue.import_export import csv_files
from hall.clock import local
from hall.history.names_of_things import names_of_things
from hall.listings.declared import ColumnKind, ListColumn, Listing
from hall.listings.listing_rows import (
    MOST_EXPORTED,
    SIZES,
    ListingPage,
    every_row,
    page_of,
    rows_of,
)
from hall.unit_of_work import ReadSession
from office.listing_cells import cell, choices
from office.listing_query import AskedListing
from office.month_sheets import XLSX
from web.sentences.listings import LISTINGS, file_name, most_exported, title_of

WIDE = frozenset({ColumnKind.TEXT, ColumnKind.OTHER})


@dataclass(frozen=True, slots=True)
class ShownRow:
    key: int
    cells: list[str]
    address: str  # of the page of the thing; "" where it has none


@dataclass(frozen=True, slots=True)
class ShownListing:
    """What the template draws."""

    asked: AskedListing
    title: str
    columns: list[tuple[ListColumn, str]]
    filters: list[tuple[ListColumn, str, list[tuple[str, str]]]]
    rows: list[ShownRow]
    page: ListingPage
    people: Mapping[int, str]  # whom it can be narrowed to
    sizes: tuple[int, ...] = SIZES

    @property
    def export_note(self) -> str:
        """That a file will not have all of them; "" where it will."""
        return _cut_note(self.page.total)

    @property
    def is_searched(self) -> bool:
        """Whether there is anything to look for words in."""
        return any(column.is_searched for column, _ in self.columns)


def shown_columns(listing: Listing) -> list[ListColumn]:
    """Those of a page; a file has all."""
    return [column for column in listing.columns if not column.is_only_in_files]


def shown(
    snapshot: ReadSession, asked: AskedListing, address_of: Callable[[int], str]
) -> ShownListing:
    """One page of it, in words."""
    listing, session = asked.listing, snapshot.session
    page, names = page_of(session, listing, asked.wish), names_of_things(session)
    columns = [column for column in shown_columns(listing) if column.name != "newest"]
    filtered = [one for one in columns if one.kind in (ColumnKind.WORD, ColumnKind.YES)]
    return ShownListing(
        asked=asked,
        title=LISTINGS[listing.name],
        columns=[(column, title_of(listing.name, column.name)) for column in columns],
        filters=[
            (column, title_of(listing.name, column.name), choices(listing, column))
            for column in filtered
        ],
        rows=[
            ShownRow(
                row.key,
                [cell(listing, column, row, names) for column in columns],
                address_of(row.key),
            )
            for row in page.rows
        ],
        page=page,
        people=names.people if "person" in listing.filters else {},
    )


def file_of(snapshot: ReadSession, asked: AskedListing, ending: str) -> Response:
    """Exactly the rows that were chosen, in their order, all columns; ``ending``: xlsx or csv."""
    listing = asked.listing
    names = names_of_things(snapshot.session)
    columns = [column for column in listing.columns if column.name != "newest"]
    rows = [
        [title_of(listing.name, column.name) for column in columns],
        *(
            [cell(listing, column, row, names) for column in columns]
            for row in every_row(snapshot.session, listing, asked.wish)
        ),
    ]
    if note := _cut_note(rows_of(snapshot.session, listing, asked.wish)):
        rows.append([note, *[""] * (len(columns) - 1)])
    if ending == "xlsx":
        from hall.catalogue.import_export import xlsx_files  # slow to load

        wide = [column.kind in WIDE for column in columns]
        title = LISTINGS[listing.name]
        content, mimetype = xlsx_files.written(rows, wide, title=title, kept="A2"), XLSX
    else:
        content, mimetype = csv_files.written(rows), "text/csv"
    return download(content, mimetype, named_file(snapshot, asked, ending))


def named_file(snapshot: ReadSession, asked: AskedListing, ending: str) -> str:
    """Of the day, and saying so where it has not all rows."""
    total = rows_of(snapshot.session, asked.listing, asked.wish)
    only = MOST_EXPORTED if total > MOST_EXPORTED else 0
    return file_name(asked.listing.name, f"{local(snapshot.now):%Y%m%d}", ending, only=only)


def _cut_note(total: int) -> str:
    return most_exported(MOST_EXPORTED, total) if total > MOST_EXPORTED else ""


def download(content: bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
