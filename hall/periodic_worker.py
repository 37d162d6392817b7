"""A thread that does one round after another, for whoever has something to look after.

Nobody in the hall can start it again, so it outlives whatever a round meets: each kind of fault is
logged once, and as long as no round goes well, the pauses before the next one grow. What a machine
is known to do is no such fault: somebody is told, and it is left alone for one pause.
"""

import logging
from collections.abc import Callable, Mapping
from threading import Event, Thread
from time import monotonic
from traceback import walk_tb
from typing import Any

from hall.backoff import Backoff

log = logging.getLogger(__name__)

#: Exceptions that a round may meet, and who is told of each.
Foreseen = Mapping[type[Exception], Callable[[Any], object]]

PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
#: A fault that is still there after so long is told again.
TOLD_AGAIN_SECONDS = 3600.0
#: A round may be just about to wait when it is woken, and miss that.
WOKEN_EVERY_SECONDS = 0.05


def pause_after(failures: int, first_seconds: float) -> float:
    """Seconds to leave alone what failed so often in a row.

    Doubled each time, to 30 at most, or to ``first_seconds`` where that is longer.
    """
    longest = max(first_seconds, LONGEST_PAUSE_SECONDS)
    return Backoff(first_seconds, longest).pause_after(failures)


class FaultLog:
    """Which kinds of fault the log has, and since when."""

    def __init__(self) -> None:
        self._at: dict[object, float] = {}

    def is_new(self, error: Exception, now: float) -> bool:
        """Whether to tell it: one of another type or from elsewhere is of another kind."""
        places = ((frame.f_code, line) for frame, line in walk_tb(error.__traceback__))
        kind = (type(error), *places)
        new = kind not in self._at or now - self._at[kind] > TOLD_AGAIN_SECONDS
        if new:
            self._at[kind] = now
        return new


class PeriodicWorker:
    """``run_once`` says in how many seconds to come again; a ``wake()`` comes before that.

    Where it waits in another way, ``interrupt`` ends that wait, so that a stop need not wait.
    """

    def __init__(
        self,
        name: str,
        run_once: Callable[[], float],
        *,
        interrupt: Callable[[], object] = lambda: None,
        pause_seconds: float = PAUSE_SECONDS,
        foreseen: Foreseen = {},  # noqa: B006  # only read
    ) -> None:
        self.stopping = Event()
        self.pause_seconds = pause_seconds
        self._run_once = run_once
        self._interrupt = interrupt
        self._foreseen = foreseen
        self._woken = Event()
        self._faults_told = FaultLog()
        self._failures = 0  # in a row
        self._owes_a_word = False  # that it is well again
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin the first round, on a thread of its own. Raises RuntimeError the second time."""
        self._thread.start()

    def wake(self) -> None:
        """Let the next round begin at once."""
        self._woken.set()

    def request_stop(self) -> None:
        """Let no further round begin; the one that is under way ends by itself."""
        self.stopping.set()
        self.wake()

    def stop(self) -> None:
        """Return when the last round is over; fine for one that never started."""
        self.request_stop()
        while self._thread.is_alive():
            self._interrupt()
            self._thread.join(WOKEN_EVERY_SECONDS)

    @property
    def has_ended(self) -> bool:
        """Whether its thread is over without anybody having asked for that."""
        was_started = self._thread.ident is not None
        return was_started and not self._thread.is_alive() and not self.stopping.is_set()

    def join(self) -> None:
        """Wait for the thread's end without asking for it."""
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._woken.clear()  # first: who wakes or calls off from now on is not missed
            if self.stopping.is_set():
                return
            self._woken.wait(self.run_guarded())

    def _run_or_tell(self) -> float:
        try:
            return self._run_once()
        except tuple(self._foreseen) as error:
            told = next(tell for kind, tell in self._foreseen.items() if isinstance(error, kind))
            told(error)
            return self.pause_seconds

    def run_guarded(self) -> float:
        """Go one round, and outlive whatever it meets; in how many seconds to come again.

        Of what it may meet nobody can make a list: a driver's fault, a full disk, an error of ours.
        """
        try:
            seconds = self._run_or_tell()
        except Exception as error:
            self._failures += 1
            if self._faults_told.is_new(error, monotonic()):
                log.exception("%s met the unexpected", self._thread.name)
                self._owes_a_word = True
            return pause_after(self._failures, self.pause_seconds)
        if self._owes_a_word:
            log.info("%s goes on after %s bad rounds", self._thread.name, self._failures)
        self._failures, self._owes_a_word = 0, False
        return seconds
