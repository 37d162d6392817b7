"""Closes what is over, has it proved, and sweeps the shelf, on a thread of its own.

Screens do not wait for it: they know the minute at which what they show changes.
"""

import logging
from collections.abc import Callable
from threading import Event, Thread

from hall.exposures.queries import shelf_wanted
from hall.notices.publishing import expire_what_is_over
from hall.notices.queries import calendar_around, published
from hall.notices.schedule import is_over
from hall.notices.storage import Shelf
from hall.work import Hall

log = logging.getLogger(__name__)

ROUND_SECONDS = 30.0
SWEPT_EVERY_ROUNDS = 120
PROVED_EVERY_ROUNDS = 10


class Caretaker:
    def __init__(
        self,
        hall: Hall,
        shelf: Shelf,
        prove: Callable[[], object] = lambda: None,
        round_seconds: float = ROUND_SECONDS,
    ) -> None:
        self._hall = hall
        self._prove = prove  # what is over and not proved yet
        self._shelf = shelf
        self._round_seconds = round_seconds
        self._stop = Event()
        self._thread = Thread(target=self._run, name="caretaker", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        rounds = 0
        while not self._stop.is_set():
            try:
                self.go_round(sweep=rounds % SWEPT_EVERY_ROUNDS == 0)
                if rounds % PROVED_EVERY_ROUNDS == PROVED_EVERY_ROUNDS - 1:
                    self._prove()
            except Exception:
                log.exception("the caretaker met the unexpected")
            rounds += 1
            self._stop.wait(self._round_seconds)

    def go_round(self, *, sweep: bool) -> None:
        if self._something_is_over():
            with self._hall.work() as work:
                expire_what_is_over(work, published(work.session))
        if sweep:
            with self._hall.look() as look:
                wanted = shelf_wanted(look.session)
            self._shelf.sweep(wanted)

    def _something_is_over(self) -> bool:
        """Asked first without the pen: there is hardly ever anything."""
        with self._hall.look() as look:
            days = calendar_around(look.session, look.now)
            return any(is_over(each.schedule, look.now, days) for each in published(look.session))
