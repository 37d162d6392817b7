"""The sockets of screens: each says once, when it connects, in which room it stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from flask import request
from flask_socketio import SocketIO, emit, join_room

from announcer import vocabulary as say
from announcer.vocabulary import Room

#: The name of a screen, a dot, and what makes the page its own.
PLAYER = re.compile(r"[\w-]{1,40}\.[a-z0-9]{1,20}")


#: Nobody else comes in to these.
STAFF_ONLY = (Room.COUNTER, Room.OFFICE)


class Players(Protocol):
    """Whoever wants to know which pages can play sounds."""

    def comes_in(self, name: str) -> None: ...
    def goes_out(self, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class RoomStates:
    """Who stands in which room, and how much each room was told."""

    told: dict[Room, int] = field(default_factory=lambda: dict.fromkeys(Room, 0))  # the latest seq
    sockets: dict[str, Room] = field(default_factory=dict)
    sign_ins: dict[str, int] = field(default_factory=dict)  # by socket, of staff's pages

    def told_all(self, seq: int) -> None:
        self.told.update(dict.fromkeys(Room, seq))

    def of_sign_in(self, sign_in: int) -> list[str]:
        """The sockets of a browser in which somebody is, or was, signed in."""
        return [socket for socket, known in [*self.sign_ins.items()] if known == sign_in]


class ScreenConnections:
    """Answers screens that come in (?room=board); one that could read out what is called adds its
    name (&player=main.1x9)."""

    def __init__(
        self,
        socketio: SocketIO,
        rooms: RoomStates,
        players: Players,
        version: str,
        most: int,
        signed_in: Callable[[], int | None],
    ) -> None:
        """``most`` sockets at one time: each holds a thread. ``signed_in`` is the number of the
        sign-in in the browser that is asking."""
        self._signed_in = signed_in
        self._rooms = rooms
        self._players = players
        self._version = version
        self._most = most
        self._names: dict[str, str] = {}  # by socket, the names of those that can play
        socketio.on_event("connect", self._come_in)
        socketio.on_event("disconnect", self._go_out)

    def _come_in(self) -> bool:
        room = request.args.get("room", "")
        if room not in list(Room) or len(self._rooms.sockets) >= self._most:
            return False
        if room in STAFF_ONLY:
            sign_in = self._signed_in()
            if sign_in is None:
                return False
            self._rooms.sign_ins[_socket()] = sign_in
        self._rooms.sockets[_socket()] = Room(room)
        join_room(room)
        seq = self._rooms.told[Room(room)]
        emit(say.Welcome.name, {"version": self._version, "seq": seq, "after": seq})
        name = request.args.get("player", "")
        if room == Room.BOARD and PLAYER.fullmatch(name):
            self._names[_socket()] = name
            self._players.comes_in(name)
        return True

    def _go_out(self, _reason: str) -> None:
        self._rooms.sockets.pop(_socket(), None)
        self._rooms.sign_ins.pop(_socket(), None)
        name = self._names.pop(_socket(), None)
        if name and name not in self._names.values():
            self._players.goes_out(name)


def _socket() -> str:
    """The name of the one that is being answered."""
    name: str = request.sid  # type: ignore[attr-defined]  # flask_socketio puts it there
    return name
