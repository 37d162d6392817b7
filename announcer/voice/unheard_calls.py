"""Who was called and heard by nobody: told once as a fact, and shown until it is mended."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from announcer import vocabulary as say
from announcer.voice.queue import QueuedAnnouncement
from hall import events
from hall.loudspeaker import VoiceState

MOST_REMEMBERED = 200


class UnheardCalls:
    def __init__(
        self,
        tell: Callable[[say.Message], None],
        record: Callable[[events.Event], None],
        now: Callable[[], datetime],
    ) -> None:
        self._tell = tell
        self._record = record
        self._now = now
        self._unheard: OrderedDict[int, None] = OrderedDict()  # tickets
        self._state = VoiceState()
        self._lost = False

    def heard(self, announcement: QueuedAnnouncement) -> None:
        self._state = replace(self._state, last_heard=self._now())
        if self._lost:
            self._lost = False
            self._record(events.MachineFound(machine="voice"))
        if announcement.ticket_id is not None and announcement.ticket_id in self._unheard:
            self.forget(announcement.ticket_id)
            self._tell(say.VoiceChanged())

    def unheard(self, announcement: QueuedAnnouncement) -> None:
        self._state = replace(self._state, last_unheard=self._now())
        if announcement.ticket_id is not None:
            self._unheard[announcement.ticket_id] = None
        while len(self._unheard) > MOST_REMEMBERED:
            self._unheard.popitem(last=False)
        self._tell(say.VoiceChanged())
        if not self._lost:  # a fact once, and not with every call
            self._lost = True
            self._record(events.MachineLost(machine="voice", fault="unheard"))

    def forget(self, ticket_id: int) -> None:
        """Called anew, or at the window."""
        self._unheard.pop(ticket_id, None)

    def state(self) -> VoiceState:
        return replace(self._state, unheard=frozenset(self._unheard))
