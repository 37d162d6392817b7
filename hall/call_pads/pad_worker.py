"""The pads' own thread: hears every key, does the action, and keeps their displays right."""

import logging
from collections.abc import Collection
from time import monotonic

from hall.call_pads import actions
from hall.errors import HallError
from hall.line.queries import windows
from hall.machine_watch import MachineWatch
from hall.machines import CallPads, MachineUnavailable, PadKey, PadPress, PadRating
from hall.periodic_worker import PeriodicWorker
from hall.unit_of_work import Hall

log = logging.getLogger(__name__)

#: One listen; a stop of the server waits no longer.
LISTEN_SECONDS = 0.2
PAUSE_SECONDS = 2.0
#: A display is told again from time to time: a pad forgets with its power.
AGAIN_SECONDS = 30.0


class PadWorker(PeriodicWorker):
    def __init__(
        self,
        hall: Hall,
        pads: CallPads,
        shown_at: Collection[str],
        watch: MachineWatch,
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        super().__init__(
            "call pads",
            self._round,
            pause_seconds=pause_seconds,
            foreseen={MachineUnavailable: self._lost},
        )
        self._hall = hall
        self._pads = pads
        self._windows = frozenset(shown_at)
        self._watch = watch
        self._shown: dict[str, tuple[int, str]] = {}
        self._shown_at = 0.0
        self._seq = -1

    def _round(self) -> float:
        word = self._pads.next_word(LISTEN_SECONDS)
        self._watch.works()
        if word:
            self._answer(word)
        self._refresh()
        return 0

    def _lost(self, error: MachineUnavailable) -> None:
        self._watch.fails(error)
        self._show_all_again()

    def _answer(self, word: PadPress | PadRating) -> None:
        try:
            with self._hall.work("pads") as work:
                if isinstance(word, PadPress):
                    actions.press(work, word)
                else:
                    actions.take_rating(work, word)
        except HallError as error:
            log.info("a pad at window %s was refused: %s", word.window, error.code)
            self._pads.beep(word.window)
            return
        if isinstance(word, PadPress) and word.key is PadKey.RATE:
            self._pads.ask_for_rating(word.window)

    def _show_all_again(self) -> None:
        self._shown.clear()
        self._seq = -1

    def _refresh(self) -> None:
        """Tell each pad what is new, when something happened or a while has passed."""
        if monotonic() - self._shown_at > AGAIN_SECONDS:
            self._show_all_again()
        with self._hall.read() as snapshot:
            if snapshot.seq == self._seq:
                return
            self._seq = snapshot.seq
            wanted = {
                window.name: actions.on_display(snapshot, window)
                for window in windows(snapshot.session)
                if window.name in self._windows
            }
        for name, (waiting, number) in wanted.items():
            if self._shown.get(name) != (waiting, number):
                self._pads.show(name, waiting=waiting, number=number)
                self._shown[name] = (waiting, number)
        self._shown_at = monotonic()
