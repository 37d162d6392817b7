"""gunicorn's threaded worker, made fair: nobody's slowness and nobody's number of requests stops
the others.

gunicorn gives each new connection a thread, and the thread waits for the request: some 300 clients
that send half a head hold all there are. Here the loop that accepts connections gathers requests
(server/request_gathering.py) and threads see whole ones only. Of the threads one source (an
enrolled device, or an address) gets a few at a time; its further requests wait in its own line.
WebSockets have places of their own (server/socket_places.py). What a thread still has to wait for,
an uploaded file and a client that takes its answer slowly, has a deadline.
"""

import logging
import socket
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from selectors import EVENT_READ
from time import monotonic
from typing import Any

from gunicorn.http import get_parser
from gunicorn.http.errors import (
    ExpectationFailed,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)
from gunicorn.workers.gthread import ThreadWorker

from server.connection import Connection, idle_at
from server.deadline_unreader import DeadlineUnreader
from server.framing_refusals import refusal
from server.lingering_close import LingeringCloses
from server.request_gathering import Progress, RequestGathering
from server.socket_places import SocketPlaces
from web.limits import GATHER_SECONDS, IDLE_CONNECTIONS, REQUESTS_AT_ONCE, STALL_SECONDS

log = logging.getLogger(__name__)

PIECE_BYTES = 64 * 1024
STATUS = {
    LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
}


@dataclass(slots=True)
class GatheredConnection:
    """A connection that has no thread: what it has sent so far, and until when it may go on."""

    connection: Connection
    ends_at: float
    request: RequestGathering = field(default_factory=RequestGathering)


class FairWorker(ThreadWorker):  # type: ignore[misc]
    #: Seconds; stopped in tests.
    clock = staticmethod(monotonic)

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        # In the order of their ends, for each gets the same time.
        self._gathering: dict[Connection, GatheredConnection] = {}
        self._running: Counter[str] = Counter()
        self._in_line: dict[str, deque[Connection]] = {}
        self._counted: set[Connection] = set()
        self._places = SocketPlaces(self.clock)
        self._closes = LingeringCloses(lambda: self.poller, lambda: self.clock())
        self._sockets: set[Connection] = set()
        self._sources: dict[Connection, str] = {}  # of those that have a thread, or wait for one

    def accept(self, listener: socket.socket) -> None:
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        connection = Connection(self._closes, self.cfg, client, address, listener.getsockname())
        self._make_room(address[0])
        self._gather(connection, b"")

    def on_client_socket_readable(self, connection: Connection, client: socket.socket) -> None:
        """A connection that was kept alive has something to say again."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(connection)
        self._gather(connection, b"")

    def enqueue_req(self, connection: Connection) -> None:
        """Called when the next request came together with the one that was just answered."""
        connection.sock.settimeout(0)
        self._gather(connection, connection.parser.unreader.take_buffered())

    # --- gathering, in the loop ---

    def _gather(self, connection: Connection, received: bytes) -> None:
        gathered = GatheredConnection(connection, self.clock() + GATHER_SECONDS)
        self._gathering[connection] = gathered
        self.poller.register(connection.sock, EVENT_READ, partial(self._on_readable, gathered))
        if received:
            self._take_in(gathered, received)
        else:
            self._on_readable(gathered, connection.sock)

    def _on_readable(self, gathered: GatheredConnection, client: socket.socket) -> None:
        try:
            piece = client.recv(PIECE_BYTES)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if piece:
            self._take_in(gathered, piece)
        else:
            self._drop(gathered.connection)

    def _take_in(self, gathered: GatheredConnection, piece: bytes) -> None:
        connection, before = gathered.connection, gathered.request.progress
        progress = gathered.request.feed(piece)
        if progress is Progress.WHOLE and not self._has_a_place(gathered):
            self._refuse(connection, HTTPStatus.TOO_MANY_REQUESTS)
        elif progress is Progress.WHOLE:
            self._stop_gathering(connection)
            self._hand_over(connection, gathered.request)
        elif progress is Progress.TOO_LARGE:
            self._refuse(connection, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        elif progress is not before:  # the head is there: as long again for the body
            gathered.ends_at = self.clock() + GATHER_SECONDS
            self._gathering[connection] = self._gathering.pop(connection)

    def _has_a_place(self, gathered: GatheredConnection) -> bool:
        """Pages need none."""
        if not gathered.request.is_upgrade:
            return True
        if found := self._places.take(self._source_of(gathered.connection, gathered.request)):
            self._sockets.add(gathered.connection)
        else:
            del self._sources[gathered.connection]
        return found

    def _source_of(self, connection: Connection, request: RequestGathering) -> str:
        """An enrolled device is its own, wherever it stands; everybody else is an address."""
        connection.device = self.app.source_of(request.cookies) if request.cookies else ""
        self._sources[connection] = connection.device or connection.client[0]
        return self._sources[connection]

    def murder_pending(self) -> None:
        """Called at every turn of the loop: those whose time is over are told so, and closed."""
        super().murder_pending()
        self._closes.end_late_ones()
        now = self.clock()
        while self._gathering:
            oldest = next(iter(self._gathering.values()))
            if oldest.ends_at > now:
                break
            if oldest.request.received:
                self._refuse(oldest.connection, HTTPStatus.REQUEST_TIMEOUT)
            else:
                self._drop(oldest.connection)

    def _make_room(self, address: str) -> None:
        """Whoever opens connections without end loses the oldest ones, and nobody else any."""
        if len(self._gathering) + len(self.keepalived_conns) < IDLE_CONNECTIONS:
            return
        # An unfinished request first: of those that are kept alive, one may just be in use.
        idle = idle_at(address, (*self._gathering, *self.keepalived_conns))
        if len(idle) >= IDLE_CONNECTIONS:
            self._drop(idle[0])

    def _refuse(self, connection: Connection, status: HTTPStatus) -> None:
        with suppress(OSError):
            connection.sock.send(refusal(status))
        self._drop(connection)

    def _drop(self, connection: Connection) -> None:
        if connection in self._gathering:
            self._stop_gathering(connection)
        else:
            self.poller.unregister(connection.sock)
            self.keepalived_conns.remove(connection)
        self.nr_conns -= 1
        connection.close()

    def _stop_gathering(self, connection: Connection) -> None:
        del self._gathering[connection]
        self.poller.unregister(connection.sock)

    # --- threads ---

    def _hand_over(self, connection: Connection, request: RequestGathering) -> None:
        if connection.parser is None:
            connection.parser = get_parser(self.cfg, connection.sock, connection.client)
            connection.parser.unreader = DeadlineUnreader(connection.sock)
        connection.parser.unreader.begin(bytes(request.received), request.body_bytes)
        connection.data_ready = True
        if request.is_upgrade:
            super().enqueue_req(connection)
        else:
            source = self._source_of(connection, request)
            self._in_line.setdefault(source, deque()).append(connection)
            self._run_next(source)

    def _run_next(self, source: str) -> None:
        line = self._in_line.get(source)
        while line and self._running[source] < REQUESTS_AT_ONCE:
            connection = line.popleft()
            self._running[source] += 1
            self._counted.add(connection)
            super().enqueue_req(connection)
        if not line:
            self._in_line.pop(source, None)

    def finish_request(self, connection: Connection, done: Any) -> None:
        # As it was counted: meanwhile the device may have been enrolled, or revoked.
        source = self._sources.pop(connection, connection.client[0])
        if connection in self._counted:
            self._counted.remove(connection)
            self._running[source] -= 1
            if not self._running[source]:
                del self._running[source]
        if connection in self._sockets:
            self._sockets.remove(connection)
            self._places.give_back(source)
        super().finish_request(connection, done)
        self._run_next(source)

    def handle_request(self, request: Any, connection: Connection) -> bool:
        if connection in self._counted:  # a WebSocket waits for as long as it likes
            connection.sock.settimeout(STALL_SECONDS)
        try:
            goes_on: bool = super().handle_request(request, connection)
        except TimeoutError:
            log.warning("%s did not take its answer: closed", connection.client[0])
            return False
        return goes_on

    def handle_error(
        self, request: Any, client: socket.socket, address: Any, error: BaseException
    ) -> None:
        """What is no HTTP is refused like everything else: with a sentence, for programs."""
        if not isinstance(error, ParseException):
            super().handle_error(request, client, address, error)
            return
        log.warning("%s sent what is no request: %s", address[0], error)
        with suppress(OSError):
            client.sendall(refusal(STATUS.get(type(error), HTTPStatus.BAD_REQUEST)))
