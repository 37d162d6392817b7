"""Facts of the items, and what visitors were told of them."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class ItemDrafted(Event):
    item: str  # the code


@dataclass(frozen=True)
class ItemChanged(Event):
    item: str


@dataclass(frozen=True)
class ItemPublished(Event):
    item: str


@dataclass(frozen=True)
class ItemWithdrawn(Event):
    item: str


@dataclass(frozen=True)
class CatalogueImported(Event):
    """A whole file of items was taken in; the versions it made carry this fact's number."""

    created: int
    changed: int
    published: int
    digest: str  # SHA-256 of the file


@dataclass(frozen=True)
class OneTimeNoticeGiven(Event):
    """A visitor was told in writing, all at once, what is missing (一次性告知)."""

    notice_id: int
    ticket_id: int | None  # None: somebody who telephoned
    item: str
