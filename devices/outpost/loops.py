"""The outpost's threads. Each outlives whatever it meets: nobody is there to start it again."""

import logging
from collections.abc import Callable, Mapping
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from devices.outpost.deeds import Deed, answered, fault_told, word_told
from devices.outpost.server import Server, ServerAway, ServerRefused
from devices.outpost.spool import Spool
from hall.machines import (
    CallPads,
    Fault,
    FingerprintReader,
    MachineUnavailable,
    PadPress,
    PadRating,
)

log = logging.getLogger(__name__)

WAIT_SECONDS = 3.0  # for a call; the server believes us present for five times as long
PAUSE_SECONDS = 2.0
LOOK_SECONDS = 0.01
#: The server will never take these up, however often they are sent.
HOPELESS = {409, 422}
ANSWER_TRIES = 30
LISTEN_SECONDS = 0.5
KEY_TRIES, KEY_SECONDS = 2, 1.5

Told = Callable[[], Mapping[str, Any]]


class Loop:
    def __init__(self, name: str) -> None:
        self.stopping = Event()
        self._trouble = ""
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.stopping.set()

    def join(self) -> None:
        self._thread.join()

    def round(self) -> None:
        raise NotImplementedError

    def _run(self) -> None:
        while not self.stopping.is_set():
            try:
                self.round()
                self._say("")
            except (ServerAway, ServerRefused, MachineUnavailable) as error:
                self._say(f"{type(error).__name__}: {error}")
                self.stopping.wait(PAUSE_SECONDS)
            except Exception:
                log.exception("%s met the unexpected", self._thread.name)
                self.stopping.wait(PAUSE_SECONDS)

    def _say(self, trouble: str) -> None:
        """Once when something is wrong, once when it is well again."""
        if trouble.partition(":")[0] != self._trouble.partition(":")[0]:
            log.warning("%s: %s", self._thread.name, trouble or "well again")
        self._trouble = trouble


class Calls(Loop):
    """Asks the server what one machine is to do, does it, and brings the answer."""

    def __init__(self, server: Server, machine: str, told: Told, deeds: Mapping[str, Deed]) -> None:
        super().__init__(f"calls for {machine}")
        self._server = server
        self._machine = machine
        self._told = told
        self._deeds = deeds

    def round(self) -> None:
        asked = {"told": dict(self._told()), "wait": WAIT_SECONDS}
        call = self._server.post(f"/api/outpost/{self._machine}/next", asked, WAIT_SECONDS + 10)
        if call:
            self._bring(call["id"], answered(self._deeds, call["name"], call["values"]))

    def _bring(self, call_id: str, answer: Mapping[str, Any]) -> None:
        for _ in range(ANSWER_TRIES):
            try:
                self._server.post(f"/api/outpost/{self._machine}/answers/{call_id}", answer)
                return
            except ServerAway:
                if self.stopping.wait(PAUSE_SECONDS / 2):
                    return


class Glass(Loop):
    """Looks at the glass, and puts every touch on disk before anything else."""

    def __init__(self, reader: FingerprintReader, spool: Spool) -> None:
        super().__init__("fingerprint reader")
        self._reader = reader
        self._spool = spool
        self.news = Event()
        self._fault: dict[str, Any] = {"fault": Fault.SILENT, "detail": "not met yet"}

    def told(self) -> dict[str, Any]:
        """How the reader is now."""
        return self._fault or {"mark": self._reader.mark}

    def round(self) -> None:
        try:
            touch = self._reader.next_touch()
        except MachineUnavailable as error:
            self._fault = fault_told(error)
            raise
        self._fault = {}
        if touch:
            self._spool.keep(touch, self._reader.mark)
            self.news.set()
        self.stopping.wait(LOOK_SECONDS)


class Ears(Loop):
    """Hears the pads' keys. A key is for now: one that the server does not hear is not kept."""

    def __init__(self, server: Server, pads: CallPads) -> None:
        super().__init__("call pads")
        self._server = server
        self._pads = pads
        self._fault: dict[str, Any] = {"fault": Fault.SILENT, "detail": "not met yet"}

    def told(self) -> dict[str, Any]:
        """How the pads' line is now."""
        return self._fault

    def round(self) -> None:
        try:
            word = self._pads.next_word(LISTEN_SECONDS)
        except MachineUnavailable as error:
            self._fault = fault_told(error)
            raise
        self._fault = {}
        if word:
            self._tell(word)

    def _tell(self, word: PadPress | PadRating) -> None:
        """Twice at most, and under one key; then the pad beeps, as for any key that is refused."""
        key, told = uuid4().hex, word_told(word)
        for _ in range(KEY_TRIES):
            try:
                self._server.post(f"/api/outpost/pads/{key}", told, KEY_SECONDS)
                return
            except ServerAway as error:
                self._say(f"{type(error).__name__}: {error}")
        self._pads.beep(word.window)


class Sender(Loop):
    """Brings the touches to the server, oldest first, until it has taken up every one."""

    def __init__(self, server: Server, spool: Spool, news: Event) -> None:
        super().__init__("touches")
        self._server = server
        self._spool = spool
        self._news = news

    def stop(self) -> None:
        super().stop()
        self._news.set()

    def round(self) -> None:
        self._news.wait(PAUSE_SECONDS)
        self._news.clear()
        for kept in self._spool.pending():
            told = {
                "page": kept.touch.page,
                "score": kept.touch.score,
                "mark": kept.mark,
                "age_seconds": kept.age_seconds,
            }
            try:
                self._server.post(f"/api/outpost/touches/{kept.key}", told)
            except ServerRefused as error:
                if error.status not in HOPELESS:
                    raise
                log.warning("a touch was refused: %s", error)
            self._spool.done(kept.key)
