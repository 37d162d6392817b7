"""The agent's threads: what the server asks of each machine, and that somebody is at it."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from devices.device_agent.driver_calls import DriverCall, answered
from devices.device_agent.server_client import HallServerClient, ServerAway, ServerRefused
from hall.backoff import Backoff
from hall.machines import MachineUnavailable
from hall.periodic_worker import PeriodicWorker

log = logging.getLogger(__name__)

WAIT_SECONDS = 3.0  # for a call; the server believes us present for three times as long
PAUSE_SECONDS = 2.0
HEARTBEAT_SECONDS = 3.0
ANSWER_TRIES = 30
#: Somebody stands before the machine meanwhile: the answer is tried at an even pace.
ANSWERED_AGAIN = Backoff(first_seconds=1.0, longest_seconds=1.0)

Told = Callable[[], Mapping[str, Any]]


FORESEEN = (ServerAway, ServerRefused, MachineUnavailable)


def _tell(name: str, trouble: Exception | None) -> None:
    """One line in the log; ``web/sentences/agent_log.py`` says each in Chinese."""
    match trouble:
        case None:
            log.info("%s: well again", name)
        case ServerRefused():
            log.warning("%s: the server refused with %s: %s", name, trouble.status, trouble.code)
        case MachineUnavailable():
            log.warning("%s: out of service, %s: %s", name, trouble.fault, trouble.detail)
        case _:
            log.warning("%s: the server is away: %s", name, trouble)


class AgentThread(PeriodicWorker):
    def __init__(self, name: str, interrupt: Callable[[], object] = lambda: None) -> None:
        super().__init__(
            name,
            self._try,
            interrupt=interrupt,
            pause_seconds=PAUSE_SECONDS,
            foreseen=dict.fromkeys(FORESEEN, self.say),
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
        self.say(None)
        return seconds

    def say(self, trouble: Exception | None) -> None:
        """Once when something is wrong, once when it is well again."""
        kind = type(trouble).__name__ if trouble else ""
        if kind != self._trouble:
            _tell(self._name, trouble)
        self._trouble = kind


class CallThread(AgentThread):
    """Asks the server what one machine is to do, does it, and brings the answer."""

    def __init__(
        self, server: HallServerClient, machine: str, told: Told, actions: Mapping[str, DriverCall]
    ) -> None:
        super().__init__(machine)
        self._server = server
        self._machine = machine
        self._told = told
        self._deeds = actions
        self.in_hand = ""  # the call being made, or whose answer is being brought

    def round(self) -> float:
        """Wait up to 3 s for the server's next call, make it, bring the answer; then go on."""
        asked = {"told": dict(self._told()), "wait": WAIT_SECONDS}
        call = self._server.post(f"/api/outpost/{self._machine}/next", asked, WAIT_SECONDS + 10)
        if call:
            self.in_hand = call["id"]
            try:
                self._bring(call["id"], answered(self._deeds, call["name"], call["values"]))
            finally:
                self.in_hand = ""
        return 0

    def say_still_at_it(self) -> None:
        """Let the server know of a call in hand that somebody is at it. Raises ServerAway,
        ServerRefused."""
        if call_id := self.in_hand:
            path = f"/api/outpost/{self._machine}/calls/{call_id}/alive"
            self._server.post(path, {}, HEARTBEAT_SECONDS)

    def _bring(self, call_id: str, answer: Mapping[str, Any]) -> None:
        for tries in range(1, ANSWER_TRIES + 1):
            try:
                self._server.post(f"/api/outpost/{self._machine}/answers/{call_id}", answer)
                return
            except ServerAway:
                if self.stopping.wait(ANSWERED_AGAIN.pause_after(tries)):
                    return


class HeartbeatThread(AgentThread):
    """Goes on while a driver is slow, so that the server need not guess whether we still live."""

    def __init__(self, calls: Sequence[CallThread]) -> None:
        super().__init__("heartbeat")
        self._calls = calls

    def round(self) -> float:
        """Say of every call in hand that somebody is at it; 3 s until the next time."""
        for thread in self._calls:
            with suppress(ServerAway, ServerRefused):  # that thread meets the same, and tells it
                thread.say_still_at_it()
        return HEARTBEAT_SECONDS
