"""Keeps the index as new as the catalogue, by following the journal.

The journal tells of every change whichever process made it, so the newest fact about items says
whether the index in this process's memory is still the catalogue.
"""

from threading import Lock
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall import events
from hall.catalogue.model import Item
from hall.catalogue.queries import IN_ORDER, PUBLISHED, published_in_order, published_items
from hall.catalogue.search.index import IndexEntry
from hall.catalogue.search.ranking import Catalogue
from hall.catalogue.terms import LIFE_EVENTS
from hall.journal import JournalEntry as Fact

#: After these the catalogue is another one.
CHANGES = (
    events.HallFurnished.kind,
    events.ItemChanged.kind,
    events.ItemPublished.kind,
    events.ItemWithdrawn.kind,
    events.CatalogueImported.kind,
)
NEWEST_CHANGE = select(func.max(Fact.seq)).where(Fact.kind.in_(CHANGES))


class Finder:
    """One for each process; many threads may ask it at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._catalogue = Catalogue(())
        self._as_of: int | None = None

    def find(self, session: Session, typed: str, most: int = 50) -> list[Item]:
        """Published items, the best first; the catalogue from its start for an empty question."""
        if not typed.strip():
            return list(published_in_order(session, most))
        return published_items(session, self._newest(session).find(typed, most))

    def _newest(self, session: Session) -> Catalogue:
        as_of = session.scalar(NEWEST_CHANGE) or 0
        if self._as_of == as_of:
            return self._catalogue
        with self._lock:
            # Another thread may have been here first; one that reads an older moment than the
            # index may use it as well, for what was withdrawn is left out when items are read.
            if self._as_of is None or self._as_of < as_of:
                self._catalogue = Catalogue(_entries(session))
                self._as_of = as_of
            return self._catalogue


def _entries(session: Session) -> list[IndexEntry]:
    columns = (
        Item.id, Item.name, Item.code, Item.implementing_code, Item.aliases, Item.field,
        Item.life_events,
    )  # fmt: skip
    rows = session.execute(select(*columns).where(PUBLISHED).order_by(*IN_ORDER))
    return [
        IndexEntry(row.id, row.name, _codes(row), row.aliases, _topics(row.field, row.life_events))
        for row in rows
    ]


def _codes(row: Any) -> list[str]:
    """The guide's number, which is short enough to be typed by anybody, and what offices know."""
    return [str(row.id), row.code, row.implementing_code]


def _topics(field: str, life_events: list[str]) -> list[str]:
    told = [LIFE_EVENTS[event] for event in life_events if event in LIFE_EVENTS]
    return [*filter(None, field.split("、")), *told]
