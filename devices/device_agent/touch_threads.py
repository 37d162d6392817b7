"""Touches, from the glass to the disk and from there to the server: neither waits for the other."""

import logging
from threading import Event
from typing import Any

from devices.device_agent.agent_threads import AgentThread
from devices.device_agent.driver_calls import fault_answer
from devices.device_agent.retry_backoff import TRIES_TILL_TOLD, RetryBackoff
from devices.device_agent.server_client import HallServerClient, ServerFailed, ServerRefused
from devices.device_agent.touch_spool import SpooledTouch, TouchSpool
from hall.machines import Fault, FingerprintReader, MachineUnavailable, NotedReader

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.01
NEWS_SECONDS = 2.0  # the longest wait for a touch before those on disk are tried again
#: The server will never take these up, however often they are sent.
HOPELESS = {409, 422}
SENSELESS = 422
#: It failed at so many touches in a row: it is the server that is in trouble, not the touches.
MOST_STUMBLES = 3


class TouchThread(AgentThread):
    """Looks at the glass, and puts every touch on disk before anything else."""

    def __init__(
        self, reader: FingerprintReader, spool: TouchSpool, stubborn: RetryBackoff
    ) -> None:
        super().__init__("fingerprint_reader")
        self._reader = reader
        self._spool = spool
        self._stubborn = stubborn
        self.news = Event()
        self._fault: dict[str, Any] = {"fault": Fault.SILENT, "detail": "not met yet"}

    def told(self) -> dict[str, Any]:
        """How the reader is now, and how many of its touches the server stumbles at."""
        note = self._reader.note if isinstance(self._reader, NotedReader) else ""
        known = {"mark": self._reader.mark, "stuck": self._stubborn.to_tell, "note": note}
        return self._fault or known

    def round(self) -> float:
        """Look at the glass once, and keep what is there; 0.01 s until the next look.

        Raises MachineUnavailable, and then the server is told why.
        """
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
        """Wait up to 2 s for a new touch, then send every one that is due.

        Raises ServerFailed when the server stumbles at three in a row, ServerAway when it is not
        there, ServerRefused when it does not take this agent's token.
        """
        self._news.wait(NEWS_SECONDS)
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
            log.warning("a touch was refused with %s: %s", error.status, error.code)
            if error.status == SENSELESS:  # too old, say: a person may still want to see it
                self._spool.set_aside(kept.key)
        self._spool.done(kept.key)
        if tries := self._stubborn.over(kept.key):
            log.info("touch %s is through after tries in vain: %s", kept.key, tries)

    def _put_off(self, kept: SpooledTouch, error: ServerFailed) -> None:
        if self._stubborn.failed(kept.key) == TRIES_TILL_TOLD:
            log.warning("touch %s stays on disk here and is sent again: %s", kept.key, error)
