"""Makes the page when the hall has closed, and what is missing when the server starts again."""

from collections.abc import Callable
from datetime import date

from hall.daily_page.day_figures import DayFigures, day_figures
from hall.daily_page.keeping import WantedPage, keep_page, page_of, wanted_pages
from hall.machines import Sheet
from hall.periodic_worker import PeriodicWorker
from hall.settings import setting
from hall.slips.actions import want_sheet
from hall.unit_of_work import Hall, UnitOfWork

LOOK_SECONDS = 60.0
ACTOR = "daily_page"

#: The page as the ticket printer takes it, in the office's layout.
ComposePage = Callable[[UnitOfWork, date, DayFigures], Sheet]


class DailyPageWorker(PeriodicWorker):
    def __init__(self, hall: Hall, compose: ComposePage, *, prints: bool) -> None:
        """``prints``: whether the hall has a ticket printer."""
        super().__init__("daily page", self.look_once)
        self._hall = hall
        self._compose = compose
        self._prints = prints

    def look_once(self) -> float:
        """Make what is wanted, one unit of work a day."""
        with self._hall.read() as snapshot:
            wanted = wanted_pages(snapshot)
        for page in wanted:
            if self.stopping.is_set():
                break
            self._make(page)
        return LOOK_SECONDS

    def _make(self, wanted: WantedPage) -> None:
        """Counted before the write lock is taken: a month of attendance takes a while."""
        with self._hall.read() as snapshot:
            figures = day_figures(snapshot, wanted.day)
        with self._hall.work(ACTOR) as work:
            is_first = page_of(work.session, wanted.day) is None
            keep_page(work, wanted, figures)
            is_of_now = wanted.day == work.today
            if self._prints and is_first and is_of_now and _to_be_printed(work):
                want_sheet(work, self._compose(work, wanted.day, figures))


def _to_be_printed(work: UnitOfWork) -> bool:
    return setting(work.session, "daily_slip") == "yes"
