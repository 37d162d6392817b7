"""A thread that makes the next search index when the catalogue has changed, before anybody asks.

With ten thousand items an index takes seconds; until the new one is ready the old one answers.
"""

from hall.catalogue.search.finder import CHANGES, Finder
from hall.periodic_worker import PeriodicWorker
from hall.unit_of_work import Hall

PATIENCE_SECONDS = 1.0


class SearchIndexKeeper(PeriodicWorker):
    def __init__(self, hall: Hall, finder: Finder) -> None:
        super().__init__("search index", self._follow_once, interrupt=hall.wake)
        self._hall = hall
        self._finder = finder
        self._seen: int | None = None  # the newest row of the journal; None: no index yet

    def _follow_once(self) -> float:
        if self._seen is None:
            self._seen = self._prepared()
        elif rows := self._hall.journal_after(self._seen, PATIENCE_SECONDS):
            # Asked of the rows at hand: the database need not be, after every number taken.
            changed = any(row.kind in CHANGES for row in rows)
            self._seen = max(rows[-1].seq, self._prepared() if changed else 0)
        return 0

    def _prepared(self) -> int:
        """The newest row when it was prepared: of a long import nothing is read twice."""
        with self._hall.read() as snapshot:
            self._finder.prepare(snapshot.session)
            return snapshot.seq
