"""From the journal to the live wire, on a thread of its own.

The announcer follows the journal instead of listening to actions: the order is the journal's, a
fact from another process is heard too, and whoever took a number does not wait until the last
screen has been told.
"""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Protocol

from flask import request
from flask_socketio import SocketIO, emit, join_room

from announcer import vocabulary as say
from announcer.fact_mapping import latest_of_each, message_for
from announcer.journal_follower import PATIENCE_SECONDS, JournalFollower
from announcer.vocabulary import Room
from hall import events
from hall.events import FollowedJournal, JournalRow

log = logging.getLogger(__name__)


class Players(Protocol):
    """Whoever wants to know which pages can play sounds."""

    def comes_in(self, name: str) -> None: ...
    def goes_out(self, name: str) -> None: ...


#: The name of a screen, a dot, and what makes the page its own.
PLAYER = re.compile(r"[\w-]{1,40}\.[a-z0-9]{1,20}")

#: What the board's picture tells as well; of anything else that room has to hear itself, a
#: withdrawn notice above all.
IN_THE_PICTURE = (say.LineChanged, say.WindowsChanged)

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
        version: str,
    ) -> None:
        super().__init__("announcer", journal, self._tell_news)
        self._socketio = socketio
        self._pictures = pictures
        self._rotations = rotations
        self._version = version
        self._said = dict.fromkeys(Room, 0)  # the latest seq told in each room
        self._inside: dict[str, Room] = {}  # where each socket stands
        self._players: dict[str, str] = {}  # by socket, the names of those that can play

    def begin(self, seq: int) -> None:
        self._said = dict.fromkeys(Room, seq)
        super().begin(seq)

    def tell_now(self, message: say.Message) -> None:
        """Say what is no fact of the journal, such as what is being read out; nobody catches up
        on it. Its ``seq`` makes no gap for whoever misses it."""
        for room in message.rooms:
            seq = self._said[room]
            words = {**asdict(message), "seq": seq, "after": seq}
            self._socketio.emit(message.name, words, to=room)

    def _tell_news(self) -> float:
        """When this fails, screens that miss a message see the gap and renew themselves."""
        self._tell(self.new_rows(PATIENCE_SECONDS))
        return 0

    def _tell(self, rows: Sequence[JournalRow]) -> None:
        """Say what happened since the last time; a rush of changes is told as one."""
        news = latest_of_each(
            (row.seq, message)
            for row in rows
            if (message := message_for(events.read_back(row.kind, row.details)))
        )
        for room in Room:
            if here := [(seq, message) for seq, message in news if room in message.rooms]:
                self._tell_room(room, here)

    def _tell_room(self, room: Room, news: Sequence[tuple[int, say.Message]]) -> None:
        last = news[-1][0]
        if room not in self._inside.values():
            self._said[room] = last  # whoever comes in later reads what happened
            return
        for seq, message in news:
            if room in self._pictures and seq != last and isinstance(message, IN_THE_PICTURE):
                continue  # the picture that comes with the last one tells it
            words = {**asdict(message), "seq": seq, "after": self._said[room]}
            if seq == last:
                words |= self._drawn(seq, "picture", self._pictures.get(room))
            if room is Room.BOARD and isinstance(message, say.NoticesChanged):
                words |= self._drawn(seq, "rotations", self._rotations)
            self._said[room] = seq
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

    def let_in(self, most_sockets: int, players: Players | None = None) -> None:
        """Answer screens that come in; each says once where it stands (?room=board), and one
        that could read out what is called, its name (&player=main.1x9)."""

        def come_in() -> bool:
            room = request.args.get("room", "")
            if room not in list(Room) or len(self._inside) >= most_sockets:
                return False
            self._inside[_socket()] = Room(room)
            join_room(room)
            seq = self._said[Room(room)]
            emit(say.Welcome.name, {"version": self._version, "seq": seq, "after": seq})
            name = request.args.get("player", "")
            if players and room == Room.BOARD and PLAYER.fullmatch(name):
                self._players[_socket()] = name
                players.comes_in(name)
            return True

        def go_out(_reason: str) -> None:
            self._inside.pop(_socket(), None)
            name = self._players.pop(_socket(), None)
            if players and name and name not in self._players.values():
                players.goes_out(name)

        self._socketio.on_event("connect", come_in)
        self._socketio.on_event("disconnect", go_out)


def _socket() -> str:
    """The name of the one that is being answered."""
    name: str = request.sid  # type: ignore[attr-defined]  # flask_socketio puts it there
    return name
