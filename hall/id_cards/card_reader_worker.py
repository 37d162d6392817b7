"""The card reader's own thread: looks for a card while a kiosk waits for one, and else asks
now and then whether the reader is there."""

from hall.id_cards.card_requests import CardRequests
from hall.machine_watch import MachineWatch
from hall.machines import IdCardReader, MachineUnavailable
from hall.periodic_worker import PeriodicWorker

LOOK_SECONDS = 0.1
CHECK_SECONDS = 5.0
PAUSE_SECONDS = 2.0


class CardReaderWorker(PeriodicWorker):
    def __init__(
        self,
        reader: IdCardReader,
        watch: MachineWatch,
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        self.desk = CardRequests()
        super().__init__(
            "id card reader",
            self._round,
            interrupt=self.desk.wake,
            pause_seconds=pause_seconds,
            foreseen={MachineUnavailable: watch.fails},
        )
        self._reader = reader
        self._watch = watch

    def _round(self) -> float:
        if not self.desk.is_wanted():
            return self._wait_for_somebody()
        seen = self._reader.next_card()
        self._watch.works()
        if seen:
            self.desk.tell(seen)
        return LOOK_SECONDS

    def _wait_for_somebody(self) -> float:
        self._reader.check()
        self._watch.works()
        self.desk.sleep(CHECK_SECONDS)
        return 0
