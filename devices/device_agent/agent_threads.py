"""The agent's threads: what the server asks of each machine, and what the pads say unasked."""

import logging
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from devices.device_agent.driver_calls import DriverCall, answered, fault_answer, pad_word_answer
from devices.device_agent.server_client import HallServerClient, ServerAway, ServerRefused
from hall.backoff import Backoff
from hall.machines import CallPads, Fault, MachineUnavailable, PadPress, PadRating
from hall.periodic_worker import PeriodicWorker

log = logging.getLogger(__name__)

WAIT_SECONDS = 3.0  # for a call; the server believes us present for five times as long
PAUSE_SECONDS = 2.0
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
        """One; how many seconds until the next. The base class raises NotImplementedError.

        ServerAway, ServerRefused and MachineUnavailable may leave it: they are logged once, and the
        next round comes after a pause.
        """
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
        """Wait up to 3 s for the server's next call, make it, bring the answer; then go on."""
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
        """Listen for up to 0.5 s, and tell the server what was pressed.

        Raises MachineUnavailable, and then the server is told why.
        """
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
