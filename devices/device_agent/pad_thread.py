"""The keys of the pads, from the wire to the server."""

from typing import Any
from uuid import uuid4

from devices.device_agent.agent_threads import AgentThread
from devices.device_agent.driver_calls import fault_answer, pad_word_answer
from devices.device_agent.server_client import HallServerClient, ServerAway
from hall.machines import CallPads, Fault, MachineUnavailable, PadPress, PadRating

LISTEN_SECONDS = 0.5
KEY_TRIES, KEY_SECONDS = 2, 1.5


class PadThread(AgentThread):
    """Hears the pads' keys. A key is for now: one that the server does not hear is not kept."""

    def __init__(self, server: HallServerClient, pads: CallPads) -> None:
        super().__init__("call_pads")
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
                self.say(error)
        self._pads.beep(word.window)
