"""The sockets of screens: each says once, when it connects, in which room it stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from flask import request
from flask_socketio import ConnectionRefusedError, SocketIO, emit, join_room

from announcer import vocabulary as say
from announcer.vocabulary import Room

#: The name of a screen, a dot, and what makes the page its own.
PLAYER = re.compile(r"[\w-]{1,40}\.[a-z0-9]{1,20}")


class Players(Protocol):
    """Whoever wants to know which pages can play sounds."""

    def comes_in(self, name: str) -> None: ...
    def goes_out(self, name: str) -> None: ...


class WireAdmission(Protocol):
    """What a page may do here."""

    @property
    def refused(self) -> str:
        """The code of a refusal; the page shows what to do then, or goes to sign in."""

    @property
    def device_id(self) -> int | None:
        """Its wire is cut when this device is revoked."""

    @property
    def sign_in(self) -> int | None:
        """Its wire is cut when this sign-in ends."""

    @property
    def may_play(self) -> bool:
        """Whether it may read out what is called."""


#: What a page may do in a room, that would play under a name.
Admit = Callable[[str, str], WireAdmission]


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
        *,
        admit: Admit,
        most: int,
    ) -> None:
        """``most`` sockets at one time: each holds a thread."""
        self._admit = admit
        self._socketio = socketio
        self._rooms = rooms
        self._players = players
        self._version = version
        self._most = most
        self._names: dict[str, str] = {}  # by socket, the names of those that can play
        self._devices: dict[str, int] = {}  # by socket, the number of an enrolled device
        socketio.on_event("connect", self._come_in)
        socketio.on_event("disconnect", self._go_out)

    def _come_in(self) -> bool:
        room = request.args.get("room", "")
        if room not in list(Room) or len(self._rooms.sockets) >= self._most:
            return False
        name = request.args.get("player", "")
        place = self._admit(room, name)
        if place.refused:
            raise ConnectionRefusedError(place.refused)
        if place.device_id is not None:
            self._devices[_socket()] = place.device_id
        if place.sign_in is not None:
            self._rooms.sign_ins[_socket()] = place.sign_in
        self._rooms.sockets[_socket()] = Room(room)
        join_room(room)
        seq = self._rooms.told[Room(room)]
        emit(say.Welcome.name, {"version": self._version, "seq": seq, "after": seq})
        if place.may_play and room == Room.BOARD and PLAYER.fullmatch(name):
            self._names[_socket()] = name
            self._players.comes_in(name)
        return True

    def cut(self, device_id: int) -> None:
        """Hang up on every page of this device."""
        for socket, device in list(self._devices.items()):
            if device == device_id:
                self._socketio.server.disconnect(socket, namespace="/")

    def _go_out(self, _reason: str) -> None:
        self._rooms.sockets.pop(_socket(), None)
        self._rooms.sign_ins.pop(_socket(), None)
        self._devices.pop(_socket(), None)
        name = self._names.pop(_socket(), None)
        if name and name not in self._names.values():
            self._players.goes_out(name)


def _socket() -> str:
    """The name of the one that is being answered."""
    name: str = request.sid  # type: ignore[attr-defined]  # flask_socketio puts it there
    return name
