"""Closes what is over, has it proved, forgets cards and sweeps the shelf, on its own thread.

Screens do not wait for it: they know the minute at which what they show changes.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hall.id_cards.actions import forget_old_numbers, some_are_over
from hall.notices.media_store import MediaStore
from hall.notices.publishing import expire_what_is_over
from hall.notices.queries import calendar_around, published
from hall.notices.schedule import is_over
from hall.periodic_worker import PeriodicWorker
from hall.sealed_remains import Keep, keep_nothing
from hall.unit_of_work import Hall

ROUND_SECONDS = 30.0
SWEPT_EVERY_ROUNDS = 120
PROVED_EVERY_ROUNDS = 10
#: Ten minutes: whoever switches the hall on looks at the clock before anything is deleted.
SETTLED_AFTER_ROUNDS = 20

Chore = Callable[[Hall], object]


@dataclass(frozen=True, slots=True)
class Chores:
    """What other parts of the hall want done now and then."""

    closing: Sequence[Chore] = ()
    forgetting: Sequence[Chore] = ()  # those that delete
    keep: Keep = keep_nothing  # seals what is deleted


NO_CHORES = Chores()


class MaintenanceWorker(PeriodicWorker):
    def __init__(
        self,
        hall: Hall,
        media_store: MediaStore,
        wanted: Callable[[Session], Collection[str]],
        prove: Callable[[], object] = lambda: None,
        round_seconds: float = ROUND_SECONDS,
        chores: Chores = NO_CHORES,
    ) -> None:
        """``wanted`` names every file that must stay on the shelf, the proofs of play too."""
        super().__init__("caretaker", self._next_round, pause_seconds=round_seconds)
        self._chores = chores
        self._hall = hall
        self._prove = prove  # what is over and not proved yet
        self._media_store = media_store
        self._wanted = wanted
        self._rounds = 0

    def _next_round(self) -> float:
        number = self._rounds
        self._rounds += 1  # first: a chore that fails does not come at once again
        self.run_once(sweep=number % SWEPT_EVERY_ROUNDS == 0)
        settled = number - SETTLED_AFTER_ROUNDS
        if settled >= 0:
            self.forget(sweep=settled % SWEPT_EVERY_ROUNDS == 0)
        if number % PROVED_EVERY_ROUNDS == PROVED_EVERY_ROUNDS - 1:
            self._prove()
        return self.pause_seconds

    def run_once(self, *, sweep: bool) -> None:
        """Close what is over, at once; ``sweep`` also the chores of other parts."""
        self._hall.doubt_the_clock()
        if self._something_is_over():
            with self._hall.work() as work:
                expire_what_is_over(work, published(work.session))
        for chore in self._chores.closing if sweep else ():
            chore(self._hall)

    def forget(self, *, sweep: bool) -> None:
        """Cards whose time is over; ``sweep`` also orphans of the shelf and other chores.

        Nothing while the clock is doubted: the age of a file is asked of the same clock.
        """
        with self._hall.read() as snapshot:
            if snapshot.clock_is_doubted:
                return
            wanted = self._wanted(snapshot.session) if sweep else ()
        self._forget_cards()
        if sweep:
            self._media_store.sweep(wanted)
            for chore in self._chores.forgetting:
                chore(self._hall)

    def _forget_cards(self) -> None:
        with self._hall.read() as snapshot:
            over = some_are_over(snapshot)
        if over:
            with self._hall.work() as work:
                forget_old_numbers(work, self._chores.keep)

    def _something_is_over(self) -> bool:
        """Asked first without the write lock: there is hardly ever anything."""
        with self._hall.read() as snapshot:
            if snapshot.clock_is_doubted:
                return False
            days = calendar_around(snapshot.session, snapshot.now)
            return any(
                is_over(notice.schedule, snapshot.now, days)
                for notice in published(snapshot.session)
            )
