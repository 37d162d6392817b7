"""What the address of a listing asks for, and the address of another view of the same."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hall.listings.declared import ColumnKind, Listing
from hall.listings.listing_rows import SIZES, ListingWish, sort_of
from hall.parsing import day
from web.forms.fields import LenientField, no_longer_than, number_within
from web.forms.typed_form import TypedForm, form_of

LONGEST_WORDS = 80
MOST_PAGES = 100_000
FILTERED = frozenset({ColumnKind.WORD, ColumnKind.YES})


class ListingQuery(TypedForm):
    sort = LenientField(no_longer_than(LONGEST_WORDS), "")
    q = LenientField(no_longer_than(LONGEST_WORDS), "")
    since = LenientField[date | None](day, None)
    until = LenientField[date | None](day, None)
    page = LenientField(number_within(1, MOST_PAGES), 1)
    size = LenientField(number_within(min(SIZES), max(SIZES)), SIZES[0])


@dataclass(frozen=True, slots=True)
class AskedListing:
    """A listing, and what of it."""

    listing: Listing
    wish: ListingWish

    def arguments(self, **other: object) -> dict[str, Any]:
        """Of the address of this view with something else in it; what is usual is left out."""
        wish = self.wish
        said = {
            **wish.only,
            "sort": wish.sort,
            "q": wish.words,
            "since": wish.since,
            "until": wish.until,
            "size": wish.size if wish.size != SIZES[0] else None,
            "page": None,
        }
        return {name: value for name, value in {**said, **other}.items() if value}

    def sorted_by(self, column: str) -> str:
        """What a press on a column's title sorts by: the other way round on the second press."""
        return f"-{column}" if self.sort == column else column

    @property
    def sort(self) -> str:
        """What it is sorted by now."""
        return sort_of(self.listing, self.wish.sort)

    @property
    def is_narrowed(self) -> bool:
        """Whether more may be there than is shown."""
        wish = self.wish
        return bool(wish.words or wish.since or wish.until or any(wish.only.values()))


def filter_names(listing: Listing) -> list[str]:
    """The columns and other things that it can be narrowed by."""
    columns = [column.name for column in listing.columns if column.kind in FILTERED]
    return [*columns, *listing.filters]


def asked_of(listing: Listing, viewer: int, today: date) -> AskedListing:
    """What the address of this request says; what it says wrong is passed over."""
    names = filter_names(listing)
    fields = {name: LenientField(no_longer_than(LONGEST_WORDS), "") for name in names}
    form = form_of("OneListingQuery", fields, ListingQuery).read_query()
    size = form.size.value if form.size.value in SIZES else SIZES[0]
    wish = ListingWish(
        sort=form.sort.value,
        words=form.q.value,
        only={name: form.value_of(name) for name in names},
        since=form.since.value,
        until=form.until.value,
        page=form.page.value,
        size=size,
        viewer=viewer,
    )
    if listing.is_of_today and not (wish.since or wish.until):
        wish = replace(wish, since=today, until=today)
    return AskedListing(listing, wish)
