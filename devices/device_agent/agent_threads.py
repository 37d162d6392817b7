"""The agent's threads: what the server asks of each machine, and what a machine says unasked."""

import logging
from collections.abc import Callable, Mapping
from threading import Event
from typing import Any
from uuid import uuid4

from devices.device_agent.driver_calls import DriverCall, answered, fault_answer, pad_word_answer
from devices.device_agent.retry_backoff import TRIES_TILL_TOLD, RetryBackoff
from devices.device_agent.server_client import (
    HallServerClient,
    ServerAway,
    ServerFailed,
    ServerRefused,
)
from devices.device_agent.touch_spool import SpooledTouch, TouchSpool
from hall.backoff import Backoff
from hall.machines import (
    CallPads,
    Fault,
    FingerprintReader,
    MachineUnavailable,
    PadPress,
    PadRating,
)
from hall.periodic_worker import PeriodicWorker

log = logging.getLogger(__name__)

WAIT_SECONDS = 3.0  # for a call; the server believes us present for five times as long
PAUSE_SECONDS = 2.0
LOOK_SECONDS = 0.01
#: The server will never take these up, however often they are sent.
HOPELESS = {409, 422}
SENSELESS = 422
#: It failed at so many touches in a row: it is the server that is in trouble, not the touches.
MOST_STUMBLES = 3
ANSWER_TRIES = 30
#: Somebody stands before the machine meanwhile: the answer is tried at an even pace.
ANSWERED_AGAIN = Backoff(first_seconds=1.0, longest_seconds=1.0)
LISTEN_SECONDS = 0.5
KEY_TRIES, KEY_SECONDS = 2, 1.5

Told = Callable[[], Mapping[str, Any]]


class AgentThread(PeriodicWorker):
    def __init__(self, name: str, interrupt: Callable[[], object] = lambda: None) -> None:
        foreseen = dict.fromkeys(
            (ServerAway, ServerRefused, MachineUnavailable), self._tell_trouble
        )
        super().__init__(
            name,
            self._try,
            interrupt=interrupt,
            pause_seconds=PAUSE_SECONDS,
            foreseen=foreseen,
        )
        self._name = name
        self._trouble = ""

    def round(self) -> float:
        """One; how many seconds until the next."""
        raise NotImplementedError

    def _try(self) -> float:
        seconds = self.round()
        self._say("")
        return seconds

    def _tell_trouble(self, error: Exception) -> None:
        self._say(type(error).__name__, str(error))

    def _say(self, trouble: str, detail: str = "well again") -> None:
        """Once when something is wrong, once when it is well again."""
        if trouble != self._trouble:
            log.warning("%s: %s %s", self._name, trouble, detail)
        self._trouble = trouble


class CallThread(AgentThread):
    """Asks the server what one machine is to do, does it, and brings the answer."""

    def __init__(
        self, server: HallServerClient, machine: str, told: Told, actions: Mapping[str, DriverCall]
    ) -> None:
        super().__init__(f"calls for {machine}")
        self._server = server
        self._machine = machine
        self._told = told
        self._deeds = actions

    def round(self) -> float:
        asked = {"told": dict(self._told()), "wait": WAIT_SECONDS}
        call = self._server.post(f"/api/outpost/{self._machine}/next", asked, WAIT_SECONDS + 10)
        if call:
            self._bring(call["id"], answered(self._deeds, call["name"], call["values"]))
        return 0

    def _bring(self, call_id: str, answer: Mapping[str, Any]) -> None:
        for tries in range(1, ANSWER_TRIES + 1):
            try:
                self._server.post(f"/api/outpost/{self._machine}/answers/{call_id}", answer)
                return
            except ServerAway:
                if self.stopping.wait(ANSWERED_AGAIN.pause_after(tries)):
                    return


class TouchThread(AgentThread):
    """Looks at the glass, and puts every touch on disk before anything else."""

    def __init__(
        self, reader: FingerprintReader, spool: TouchSpool, stubborn: RetryBackoff
    ) -> None:
        super().__init__("fingerprint reader")
        self._reader = reader
        self._spool = spool
        self._stubborn = stubborn
        self.news = Event()
        self._fault: dict[str, Any] = {"fault": Fault.SILENT, "detail": "not met yet"}

    def told(self) -> dict[str, Any]:
        """How the reader is now, and how many of its touches the server stumbles at."""
        return self._fault or {"mark": self._reader.mark, "stuck": self._stubborn.to_tell}

    def round(self) -> float:
        try:
            touch = self._reader.next_touch()
        except MachineUnavailable as error:
            self._fault = fault_answer(error)
            raise
        self._fault = {}
        if touch:
            self._spool.keep(touch, self._reader.mark)
            self.news.set()
        return LOOK_SECONDS


class PadThread(AgentThread):
    """Hears the pads' keys. A key is for now: one that the server does not hear is not kept."""

    def __init__(self, server: HallServerClient, pads: CallPads) -> None:
        super().__init__("call pads")
        self._server = server
        self._pads = pads
        self._fault: dict[str, Any] = {"fault": Fault.SILENT, "detail": "not met yet"}

    def told(self) -> dict[str, Any]:
        """How the pads' line is now."""
        return self._fault

    def round(self) -> float:
        try:
            word = self._pads.next_word(LISTEN_SECONDS)
        except MachineUnavailable as error:
            self._fault = fault_answer(error)
            raise
        self._fault = {}
        if word:
            self._tell(word)
        return 0

    def _tell(self, word: PadPress | PadRating) -> None:
        """Twice at most, and under one key; then the pad beeps, as for any key that is refused."""
        key, told = uuid4().hex, pad_word_answer(word)
        for _ in range(KEY_TRIES):
            try:
                self._server.post(f"/api/outpost/pads/{key}", told, KEY_SECONDS)
                return
            except ServerAway as error:
                self._say(type(error).__name__, str(error))
        self._pads.beep(word.window)


class TouchSender(AgentThread):
    """Brings the touches to the server, oldest first, until it has taken up every one.

    One at which the server stumbles waits on disk for its next turn, and holds up none behind it.
    """

    def __init__(
        self, server: HallServerClient, spool: TouchSpool, news: Event, stubborn: RetryBackoff
    ) -> None:
        super().__init__("touches", interrupt=news.set)
        self._server = server
        self._spool = spool
        self._news = news
        self._stubborn = stubborn

    def round(self) -> float:
        self._news.wait(PAUSE_SECONDS)
        self._news.clear()
        stumbles = 0
        for kept in self._spool.pending():
            if not self._stubborn.due(kept.key):
                continue
            try:
                self._bring(kept)
                stumbles = 0
            except ServerFailed as error:
                self._put_off(kept, error)
                stumbles += 1
                if stumbles == MOST_STUMBLES:
                    raise
        return 0

    def _bring(self, kept: SpooledTouch) -> None:
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
            if error.status == SENSELESS:  # too old, say: a person may still want to see it
                self._spool.set_aside(kept.key)
        self._spool.done(kept.key)
        if tries := self._stubborn.over(kept.key):
            log.info("touch %s is through, after %s tries in vain", kept.key, tries)

    def _put_off(self, kept: SpooledTouch, error: ServerFailed) -> None:
        if self._stubborn.failed(kept.key) == TRIES_TILL_TOLD:
            log.warning("touch %s stays on disk here and is sent again: %s", kept.key, error)
