"""Many screens and phones at once, with plain sockets: each set of them writes before it reads."""

import json
import os
import socket
import struct
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread

from tests.served import ServedHall
from tests.waiting import PATIENCE_SECONDS, Patience, pause

#: Screens behind four routers, and phones behind the one of the Wi-Fi.
SCREENS_AT = ("127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5")
PHONES_AT = "127.0.0.9"
#: A text of Socket.IO: "let me in", masked with zeros as clients must.
CONNECT = bytes([0x81, 0x82, 0, 0, 0, 0]) + b"40"
LET_IN = b'40{"sid"'
#: From which address, and its socket while it has one.
Screen = tuple[str, socket.socket | None]


def connected(port: int, address: str) -> socket.socket:
    return socket.create_connection(
        ("127.0.0.1", port), PATIENCE_SECONDS, source_address=(address, 0)
    )


def read_until(client: socket.socket, wanted: bytes) -> bytes:
    """What came up to there and with it; less where the other side hung up."""
    received = b""
    while wanted not in received:
        piece = client.recv(65536)
        if not piece:
            break
        received += piece
    return received


@contextmanager
def screens(
    port: int, addresses: Iterable[str]
) -> Iterator[list[tuple[str, socket.socket | None]]]:
    """All ask for their socket before the first one reads; None: sent away for now."""
    key = b64encode(os.urandom(16)).decode()
    ask = (
        "GET /socket.io/?EIO=4&transport=websocket&room=board HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {key}\r\n\r\n"
    ).encode()
    with ExitStack() as open_ones:
        came = []
        for address in addresses:
            client = open_ones.enter_context(connected(port, address))
            client.sendall(ask)
            came.append((address, client))
        yield [(address, client if _is_in(client) else None) for address, client in came]
        for _, client in came[::2]:  # half of them as if the plug were pulled
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _is_in(client: socket.socket) -> bool:
    status = read_until(client, b"\r\n\r\n").split(maxsplit=2)[1]
    assert status in {b"101", b"429"}, status
    if status == b"429":
        return False
    client.sendall(CONNECT)
    return LET_IN in read_until(client, LET_IN)


def all_come_back(port: int, count: int) -> int:
    """So many screens lose their sockets together and ask again until each had one; how many
    times one was sent away meanwhile."""
    left = [SCREENS_AT[number % len(SCREENS_AT)] for number in range(count)]
    patience, sent_away = Patience("every screen is back"), 0
    while left:
        patience.check()
        with screens(port, left) as came:
            left = [address for address, client in came if client is None]
        sent_away += len(left)
        pause()
    return sent_away


def look_at_own_pages(port: int, numbers: Sequence[tuple[str, str]]) -> None:
    """A phone for each (code, number): all ask for their page, and each is shown its own."""
    with ExitStack() as open_ones:
        phones = []
        for code, number in numbers:
            phone = open_ones.enter_context(connected(port, PHONES_AT))
            request = f"GET /t/{code} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            phone.sendall(request.encode())
            phones.append((phone, number))
        for phone, number in phones:
            page = read_until(phone, b"no such bytes")
            assert page.startswith(b"HTTP/1.1 200"), page[:200]
            assert number.encode() in page


class Meanwhile:
    """``with Meanwhile(turn):`` -- turns of something else until the block ends; what fails in a
    turn fails the block."""

    def __init__(self, turn) -> None:
        self._turn, self._over, self._error = turn, Event(), None
        self._thread = Thread(target=self._go, daemon=True)
        self.turns = 0

    def _go(self) -> None:
        try:
            while self.turns == 0 or not self._over.is_set():
                self._turn()
                self.turns += 1
        except BaseException as error:
            self._error = error

    def __enter__(self) -> "Meanwhile":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(PATIENCE_SECONDS)
        if self._error:
            raise self._error


class Line:
    """Somebody who takes numbers and calls them, and writes down what was acknowledged."""

    def __init__(self, served: ServedHall, bearer: str) -> None:
        self._served = served
        self._headers = {"Authorization": f"Bearer {bearer}", "Content-Type": "application/json"}
        self.taken: list[str] = []
        self.called: list[str] = []

    def turn(self) -> None:
        self._ask("/tickets", '{"service": "A"}', self.taken, 201)
        self._ask("/windows/1/call-next", None, self.called, 200)

    def _ask(self, path: str, body: str | None, told: list[str], status: int) -> None:
        key = {"Idempotency-Key": f"crowd-{len(self.taken)}-{len(self.called)}"}
        answer = self._served.ask("POST", f"/api/v1{path}", body, self._headers | key)
        assert answer[0] == status, answer
        told.append(json.loads(answer[1])["number"])


def threads_of(served: ServedHall) -> int:
    return sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in served.pids())


def sockets_of(served: ServedHall) -> int:
    """How many it holds open, itself listening among them."""
    handles = [handle for pid in served.pids() for handle in Path(f"/proc/{pid}/fd").iterdir()]
    return sum(_target(handle).startswith("socket:") for handle in handles)


def _target(handle: Path) -> str:
    try:
        return os.readlink(handle)
    except FileNotFoundError:  # closed meanwhile
        return ""
