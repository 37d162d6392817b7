"""From the journal to the live wire, on a thread of its own.

The announcer follows the journal instead of listening to actions: the order is the journal's, a
fact from another process is heard too, and whoever took a number does not wait until the last
screen has been told.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask_socketio import SocketIO

from announcer import vocabulary as say
from announcer.fact_mapping import latest_of_each, message_for
from announcer.held_calls import HeldCalls
from announcer.journal_follower import PATIENCE_SECONDS, JournalFollower
from announcer.screen_connections import RoomStates
from announcer.vocabulary import Room
from hall import events
from hall.events import FollowedJournal, JournalRow

log = logging.getLogger(__name__)


#: What the board's picture tells as well; of anything else that room has to hear itself, a
#: withdrawn notice above all.
IN_THE_PICTURE = (say.LineChanged, say.WindowsChanged, say.SettingsChanged)

Picture = Callable[[], str]
#: What each screen plays, by its name; under the empty name, what all others do. None is too long
#: to be sent to everybody: the screen asks for it.
Rotations = Callable[[], Mapping[str, str | None]]


class Announcer(JournalFollower):
    """Says in each room what has happened, in the journal's order."""

    def __init__(
        self,
        socketio: SocketIO,
        journal: FollowedJournal,
        pictures: Mapping[Room, Picture],
        rotations: Rotations,
        rooms: RoomStates,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__("announcer", journal, self._tell_news)
        self._socketio = socketio
        self._pictures = pictures
        self._rotations = rotations
        self._rooms = rooms
        self._held = HeldCalls(now)

    def begin(self, seq: int) -> None:
        self._rooms.told_all(seq)
        super().begin(seq)

    def tell_now(self, message: say.Message) -> None:
        """Say what is no fact of the journal, such as what is being read out; nobody catches up
        on it. Its ``seq`` makes no gap for whoever misses it."""
        for room in message.rooms:
            seq = self._rooms.told[room]
            words = {**asdict(message), "seq": seq, "after": seq}
            if isinstance(message, say.TicketCalled):
                words |= self._drawn(seq, "picture", self._pictures.get(room))
            self._socketio.emit(message.name, words, to=room)

    def _tell_news(self) -> float:
        """When this fails, screens that miss a message see the gap and renew themselves."""
        self._tell(self.new_rows(self._held.patience(PATIENCE_SECONDS)))
        for call in self._held.take_due():
            self.tell_now(say.TicketCalled(call.number, call.service, call.window, call.turn))
        return 0

    def _tell(self, rows: Sequence[JournalRow]) -> None:
        """Say what happened since the last time; a rush of changes is told as one."""
        for row in rows:
            fact = events.read_back(row.kind, row.details)
            self._held.hold(fact, row.at)
            self._hang_up(fact)
        news = latest_of_each(
            (row.seq, message)
            for row in rows
            if (message := message_for(events.read_back(row.kind, row.details)))
        )
        for room in Room:
            if here := [(seq, message) for seq, message in news if room in message.rooms]:
                self._tell_room(room, here)

    def _hang_up(self, fact: events.Event | None) -> None:
        """Whoever is signed in no longer listens no longer."""
        if isinstance(fact, events.SignInEnded):
            for socket in self._rooms.of_sign_in(fact.sign_in):
                self._socketio.server.disconnect(socket)

    def _tell_room(self, room: Room, news: Sequence[tuple[int, say.Message]]) -> None:
        last = news[-1][0]
        if room not in self._rooms.sockets.values():
            self._rooms.told[room] = last  # whoever comes in later reads what happened
            return
        for seq, message in news:
            if room in self._pictures and seq != last and isinstance(message, IN_THE_PICTURE):
                continue  # the picture that comes with the last one tells it
            words = {**asdict(message), "seq": seq, "after": self._rooms.told[room]}
            if seq == last:
                words |= self._drawn(seq, "picture", self._pictures.get(room))
            if room is Room.BOARD and isinstance(message, say.NoticesChanged):
                words |= self._drawn(seq, "rotations", self._rotations)
            self._rooms.told[room] = seq
            self._socketio.emit(message.name, words, to=room)

    def _drawn(self, seq: int, name: str, draw: Callable[[], object] | None) -> dict[str, Any]:
        """What is drawn once for everybody in the room, and goes along with the message."""
        try:
            return {name: draw()} if draw else {}
        except Exception:
            # The call must still be rung out. Behind a message that nobody has seen, the screens
            # renew themselves, and ask until they are answered.
            log.exception("what goes with row %s could not be drawn: %s", seq, name)
            return {"after": seq}
