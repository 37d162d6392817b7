"""Keeps the index as new as the catalogue, by following the journal.

The journal tells of every change whichever process made it, so the newest fact about items says
whether the index in this process's memory is still the catalogue.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall import events
from hall.catalogue.model import Item, ItemMaterial
from hall.catalogue.queries import IN_ORDER, PUBLISHED, published_in_order, published_items
from hall.catalogue.search.index_entry import IndexEntry
from hall.catalogue.search.ranking import Catalogue
from hall.catalogue.search.spelling_out import WordChoice
from hall.catalogue.terms import LIFE_EVENTS
from hall.journal import JournalEntry as Fact
from hall.plain_text import lines_of

#: After these the catalogue is another one.
CHANGES = (
    events.HallFurnished.kind,
    events.ItemChanged.kind,
    events.ItemPublished.kind,
    events.ItemWithdrawn.kind,
    events.CatalogueImported.kind,
)
COLUMNS = (
    Item.id, Item.name, Item.code, Item.implementing_code, Item.english_name, Item.aliases,
    Item.field, Item.life_events, Item.conditions, Item.objects, Item.result, Item.materials,
    Item.legal_basis, Item.procedure, Item.time_limit, Item.fees,
)  # fmt: skip
#: A small hall's next index is ready by then; a large hall's old one answers after it.
PATIENCE_SECONDS = 1.0
NEWEST_CHANGE = select(func.max(Fact.seq)).where(Fact.kind.in_(CHANGES))


class Finder:
    """One for each process; many threads may ask it at once."""

    def __init__(self, english: Callable[[str], str] = str) -> None:
        """``english`` says a name or a field in English, or as it is if it knows none."""
        self._english = english
        self._lock = Lock()
        self._catalogue = Catalogue(())
        self._as_of: int | None = None

    def find(self, session: Session, typed: str, most: int = 50) -> list[Item]:
        """Published items, the best first; the catalogue from its start for an empty question."""
        if not typed.strip():
            return list(published_in_order(session, most))
        return published_items(session, self._newest(session).find(typed, most))

    def nearest(self, session: Session, typed: str, most: int) -> list[Item]:
        """Published items to offer where nothing is found; none for an empty question."""
        return published_items(session, self._newest(session).nearest(typed, most))

    def choices(self, session: Session, typed: str, most: int) -> list[WordChoice]:
        """Words to choose from for the letters at the end of what was typed."""
        return self._newest(session).choices(typed, most)

    def prepare(self, session: Session) -> None:
        """Make the index ready, so that the first who searches need not wait for it."""
        self._newest(session)

    def _newest(self, session: Session) -> Catalogue:
        as_of = session.scalar(NEWEST_CHANGE) or 0
        if self._is_behind(as_of) and self._lock.acquire(timeout=self._patience):
            try:
                if self._is_behind(as_of):  # another thread may have been here first
                    self._catalogue = Catalogue(_entries(session, self._english))
                    self._as_of = as_of
            finally:
                self._lock.release()
        # While another thread makes a long index nobody waits for all of it; who reads an older
        # moment may use a newer one: what was withdrawn is left out when items are read.
        return self._catalogue

    @property
    def _patience(self) -> float:
        """Seconds to wait for another thread's index; for ever while there is none at all."""
        return -1 if self._as_of is None else PATIENCE_SECONDS

    def _is_behind(self, as_of: int) -> bool:
        return self._as_of is None or self._as_of < as_of


def _entries(session: Session, english: Callable[[str], str]) -> list[IndexEntry]:
    rows = session.execute(select(*COLUMNS).where(PUBLISHED).order_by(*IN_ORDER))
    papers = _papers(session)
    return [_entry(row, papers.get(row.id, []), english) for row in rows]


def _entry(row: Any, papers: Sequence[str], english: Callable[[str], str]) -> IndexEntry:
    fields = [field for field in row.field.split("、") if field]
    events = [LIFE_EVENTS[event] for event in row.life_events if event in LIFE_EVENTS]
    return IndexEntry(
        row.id,
        row.name,
        # The guide's number, which is short enough to be typed by anybody, and what offices know.
        codes=[str(row.id), row.code, row.implementing_code],
        aliases=row.aliases,
        fields=fields,
        events=events,
        english=[row.english_name, *(english(text) for text in (row.name, *fields, *events))],
        body=lines_of(f"{row.conditions}\n{row.objects}\n{row.result}"),
        papers=[row.materials, row.legal_basis, row.procedure, row.time_limit, row.fees, *papers],
    )


def _papers(session: Session) -> dict[int, list[str]]:
    """The names of what to bring, by items."""
    found: dict[int, list[str]] = defaultdict(list)
    for item_id, name in session.execute(select(ItemMaterial.item_id, ItemMaterial.name)):
        found[item_id].append(name)
    return found
