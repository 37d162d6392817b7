"""The card reader's own thread: looks for a card while a kiosk waits for one, and else asks
now and then whether the reader is there."""

import logging
from threading import Event, Thread

from hall.cards.desk import CardDesk
from hall.machines import IdCardReader, MachineUnavailable
from hall.watch import Watch

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.1
CHECK_SECONDS = 5.0
PAUSE_SECONDS = 2.0


class CardAttendant:
    def __init__(
        self,
        reader: IdCardReader,
        watch: Watch,
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        self.desk = CardDesk()
        self._reader = reader
        self._watch = watch
        self._pause_seconds = pause_seconds
        self._stop = Event()
        self._thread = Thread(target=self._run, name="id card reader", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        while self._thread.is_alive():  # it may just be about to wait, and miss the first call
            self.desk.wake()
            self._thread.join(0.05)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._round()
            except MachineUnavailable as error:
                self._watch.fails(error)
                self._stop.wait(self._pause_seconds)
            except Exception:
                # As for the printer: the thread must outlive whatever it meets.
                log.exception("the card reader's thread met the unexpected")
                self._stop.wait(self._pause_seconds)

    def _round(self) -> None:
        if not self.desk.is_wanted():
            self._reader.check()
            self._watch.works()
            self.desk.sleep(CHECK_SECONDS)
            return
        seen = self._reader.next_card()
        self._watch.works()
        if seen:
            self.desk.tell(seen)
        self._stop.wait(LOOK_SECONDS)
