"""Whoever is slow, or asks for everything at once, stops nobody else."""

import json
import shutil
import socket
import struct
from base64 import b64encode
from contextlib import ExitStack
from selectors import DefaultSelector

import pytest
from gunicorn.config import Config as GunicornConfig
from gunicorn.glogging import Logger

from hall.database import open_database
from hall.enrolled_devices.actions import Caller, DeviceWish, enrol
from hall.enrolled_devices.model import DeviceRole
from hall.people.actions import create_token
from hall.people.credentials import digest
from hall.people.model import Scope
from hall.unit_of_work import Hall
from server.connection import Connection
from server.deadline_unreader import DeadlineUnreader
from server.fair_worker import FairWorker
from server.lingering_close import LINGER_SECONDS, MOST_AT_ONCE
from tests.served import ReadyHall, write_config
from tests.waiting import PATIENCE_SECONDS, StoppedSeconds, wait_until
from web.known_devices import COOKIE
from web.limits import (
    GATHER_SECONDS,
    IDLE_CONNECTIONS,
    IDLE_OF_A_DEVICE,
    REQUESTS_AT_ONCE,
    SLOWEST_BYTES_PER_SECOND,
    SOCKETS_OF_ONE_SOURCE,
    STALL_SECONDS,
)

pytestmark = pytest.mark.slow

STRANGER = "127.0.0.2"
CREDENTIAL = "hall_of_a_kiosk"
#: More than the server has threads.
CROWD = 300
TAKE = '{"service": "A"}'
HEALTH = b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory, demo_database):
    folder = tmp_path_factory.mktemp("served")
    config, port = write_config(folder)
    shutil.copyfile(demo_database, folder / "hall.sqlite3")
    hall = Hall(open_database(f"sqlite:///{folder / 'hall.sqlite3'}"))
    with hall.work("installer") as work:
        token = create_token(work, name="x", scope=Scope.LINE)
        kiosk = DeviceWish(name="取号机", role=DeviceRole.KIOSK)
        enrol(work, kiosk, Caller(digest(CREDENTIAL), STRANGER))
    hall.close()
    with ReadyHall(config, port) as running:
        running.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        yield running


@pytest.fixture
def crowd(served):
    """Connects so many times from another address, and says the same on each."""
    with ExitStack() as open_ones:

        def come(count: int, said: bytes) -> list[socket.socket]:
            found = []
            for _ in range(count):
                found.append(open_ones.enter_context(connect(served.port, STRANGER)))
                found[-1].sendall(said)
            return found

        yield come


def connect(port: int, from_address: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection(
        ("127.0.0.1", port), PATIENCE_SECONDS, source_address=(from_address, 0)
    )


def take_a_number(served) -> None:
    status, answer = served.ask("POST", "/api/v1/tickets", TAKE, served.headers)
    assert status == 201, answer


def answers(connection: socket.socket, count: int) -> list[bytes]:
    """So many answers, each with its announced length; the heads are enough for us."""
    file, found = connection.makefile("rb"), []
    for _ in range(count):
        head = b"".join(iter(file.readline, b"\r\n"))
        length = next(
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        )
        found.append(head + b"\r\n" + file.read(length))
    return found


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"G",
        b"GET /kiosk HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        b"POST /kiosk/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 90\r\n\r\nservi",
        b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000\r\n\r\naccount=",
        b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nF",
    ],
    ids=["nothing", "a letter", "half a head", "half a form", "half a file", "half a chunk"],
)
def test_who_does_not_finish_a_request_stops_nobody(served, crowd, said):
    crowd(CROWD, said)

    take_a_number(served)


@pytest.mark.parametrize("more", [b"", b"Upgrade: websocket\r\nConnection: Upgrade\r\n"])
def test_who_does_not_take_the_answers_stops_nobody(served, crowd, more):
    crowd(CROWD, HEALTH.replace(b"\r\n\r\n", b"\r\n" + more + b"\r\n") * 400)

    take_a_number(served)


def screen_at(served, address: str, head: bytes = b"") -> tuple[socket.socket, bytes]:
    """A WebSocket that says nothing, and the first line of its answer."""
    ask = (
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
        b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: %s\r\n%s\r\n" % (served.port, b64encode(bytes(16)), head)
    )
    screen = connect(served.port, address)
    screen.sendall(ask)
    return screen, screen.recv(64)[:12]


def test_open_screens_take_no_page_from_their_own_address(served):
    with ExitStack() as screens:
        for _ in range(2 * REQUESTS_AT_ONCE):
            screen, answer = screen_at(served, "127.0.0.1")
            screens.enter_context(screen)
            assert answer == b"HTTP/1.1 101"

        take_a_number(served)


def test_who_opens_sockets_without_end_leaves_places_for_the_screens(served):
    """Each holds a thread: three hundred from one phone stopped the hall."""
    with ExitStack() as open_ones:
        answers = []
        for _ in range(CROWD):
            screen, answer = screen_at(served, STRANGER)
            open_ones.enter_context(screen)
            answers.append(answer)
        assert answers.count(b"HTTP/1.1 101") == SOCKETS_OF_ONE_SOURCE
        assert answers.count(b"HTTP/1.1 429") == CROWD - SOCKETS_OF_ONE_SOURCE

        for _ in range(40):
            screen, answer = screen_at(served, "127.0.0.1")
            open_ones.enter_context(screen)
            assert answer == b"HTTP/1.1 101"
        take_a_number(served)

        cookie = f"{COOKIE}={CREDENTIAL}"
        served.ask("POST", "/sign-in", "", {"Cookie": cookie})  # from now on it is known
        head = f"Cookie: a=b; {cookie}\r\n".encode()
        screen, answer = screen_at(served, STRANGER, head)  # behind the same router
        open_ones.enter_context(screen)
        assert answer == b"HTTP/1.1 101"
        screen, answer = screen_at(served, STRANGER, head.replace(b"kiosk", b"thief"))
        open_ones.enter_context(screen)
        assert answer == b"HTTP/1.1 429"


def test_requests_that_come_together_are_answered_in_their_order(served):
    asked = [b"GET /nothing-%d HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" % number for number in range(3)]
    with connect(served.port) as connection:
        connection.sendall(HEALTH + asked[0] + HEALTH + asked[1][:11])
        first = answers(connection, 3)
        connection.sendall(asked[1][11:])
        (last,) = answers(connection, 1)

    statuses = [answer.split()[1] for answer in (*first, last)]
    assert statuses == [b"200", b"404", b"200", b"404"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"hello\r\n\r\n", 400),
        (b"GET /%s HTTP/1.1\r\nHost: x\r\n\r\n" % (b"x" * 9000), 414),
        (b"GET / HTTP/1.1\r\nX: %s\r\n\r\n" % (b"x" * 20_000), 431),
        (b"GET / HTTP/1.1\r\nX: %s" % (b"x" * 40_000), 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: br\r\n\r\n", 501),
    ],
)
def test_what_is_no_request_is_refused_with_a_sentence(served, said, status):
    with connect(served.port) as connection:
        connection.sendall(said)
        (answer,) = answers(connection, 1)
        assert connection.recv(1) == b""

    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"Content-Type: application/problem+json" in head
    told = json.loads(body)
    assert told["status"] == status == int(head.split()[1])
    assert told["detail"].endswith("。")


def test_a_file_that_comes_too_slowly_ends_as_if_its_sender_had_gone():
    ours, theirs = socket.socketpair()
    now = StoppedSeconds()
    with ours, theirs:
        unreader = DeadlineUnreader(ours)
        unreader.clock = now
        unreader.begin(b"head", SLOWEST_BYTES_PER_SECOND * 10)
        theirs.sendall(b"more")
        now.now = STALL_SECONDS + 9
        assert unreader.read(8) == b"headmore"

        theirs.sendall(b"late")
        now.now += 1

        assert unreader.read(4) == b""


class Loop:
    """The worker's loop, turned by hand, on a clock that stands."""

    def __init__(self) -> None:
        self.now = StoppedSeconds()
        self.listener = socket.create_server(("127.0.0.1", 0))
        config = GunicornConfig()
        self.worker = FairWorker(0, 0, [self.listener], None, 30, config, Logger(config))
        self.worker.clock = self.now
        self.worker.poller = DefaultSelector()

    def connect(self, said: bytes = b"") -> socket.socket:
        client = connect(self.listener.getsockname()[1])
        client.sendall(said)
        self.worker.accept(self.listener)
        return client

    def turn(self) -> None:
        self.worker.wait_for_and_dispatch_events(0)
        self.worker.murder_pending()

    def close(self) -> None:
        self.now.now += 10 * GATHER_SECONDS
        self.turn()
        self.worker.poller.close()
        self.worker.tmp.close()
        self.listener.close()


@pytest.fixture
def loop():
    loop = Loop()
    yield loop
    loop.close()


def is_open(client: socket.socket) -> bool:
    client.settimeout(0)
    try:
        return client.recv(1) != b""
    except BlockingIOError:
        return True


def test_a_head_that_does_not_end_in_time_is_told_so_and_closed(loop):
    with loop.connect(b"GET / HT") as late, loop.connect() as mute:
        loop.now.now += GATHER_SECONDS - 1
        loop.turn()
        assert is_open(late)
        assert is_open(mute)

        loop.now.now += 1
        loop.turn()

        assert late.recv(4096).startswith(b"HTTP/1.1 408")
        assert not is_open(late)
        assert not is_open(mute)
    assert loop.worker.nr_conns == 0


def test_a_letter_now_and_then_gains_no_time(loop):
    with loop.connect(b"GET / HTTP/1.1\r\n") as client:
        for _ in range(int(GATHER_SECONDS)):
            client.sendall(b"X")
            loop.now.now += 1
            loop.turn()

        assert client.recv(4096).startswith(b"HTTP/1.1 408")


def test_a_form_gets_as_long_again_as_its_head(loop):
    with loop.connect(b"POST / HTTP/1.1\r\nContent-Length: 9\r\n") as client:
        loop.now.now += GATHER_SECONDS - 1
        client.sendall(b"\r\n")
        loop.turn()
        loop.now.now += GATHER_SECONDS - 1
        loop.turn()
        assert is_open(client)

        loop.now.now += 1
        loop.turn()

        assert client.recv(4096).startswith(b"HTTP/1.1 408")


def test_who_opens_connections_without_end_loses_the_oldest(loop):
    with ExitStack() as clients:
        found = [clients.enter_context(loop.connect(b"GET")) for _ in range(IDLE_CONNECTIONS + 3)]

        assert [is_open(client) for client in found[:4]] == [False, False, False, True]
        assert is_open(found[-1])
    assert loop.worker.nr_conns == IDLE_CONNECTIONS


def test_whoever_keeps_their_side_of_an_answered_connection_open_stops_nobody(loop):
    """gunicorn waited 2 s for each, in the loop: thirty phones stopped the hall for a minute."""
    ours, theirs = socket.socketpair()
    with theirs:
        Connection(loop.worker._closes, loop.worker.cfg, ours, "", "").close(graceful=True)
        assert not is_open(theirs)  # all of the answer is there, and the end
        loop.now.now += LINGER_SECONDS - 1
        for _ in range(3):
            theirs.sendall(b"more")
            loop.turn()

        loop.now.now += 1
        loop.turn()

        with pytest.raises(BrokenPipeError):
            theirs.sendall(b"more")


def test_whoever_sends_on_after_the_answer_is_not_listened_to_for_ever(loop):
    ours, theirs = socket.socketpair()
    with theirs:
        Connection(loop.worker._closes, loop.worker.cfg, ours, "", "").close(graceful=True)
        with pytest.raises(BrokenPipeError):
            while True:
                theirs.sendall(bytes(4096))
                loop.turn()


def test_half_closed_connections_are_bounded_too(loop):
    with ExitStack() as pairs:
        kept = []
        for _ in range(MOST_AT_ONCE + 1):
            ours, theirs = socket.socketpair()
            kept.append(pairs.enter_context(theirs))
            loop.worker._closes.begin(ours)

        with pytest.raises(BrokenPipeError):
            kept[0].sendall(b"more")
        kept[1].sendall(b"more")


def test_phones_behind_the_same_router_do_not_push_out_an_enrolled_device(loop):
    with ExitStack() as clients:
        kiosk = [clients.enter_context(loop.connect(b"GET")) for _ in range(2)]
        for connection in loop.worker._gathering:
            connection.device = "device 1"  # it has asked something on both
        phones = [clients.enter_context(loop.connect(b"GET")) for _ in range(IDLE_CONNECTIONS + 3)]

        assert all(is_open(client) for client in kiosk)
        assert [is_open(phone) for phone in phones[:4]] == [False, False, False, True]


def test_a_device_keeps_a_few_connections_and_not_as_many_as_it_likes(loop):
    with ExitStack() as clients:
        kiosk = [clients.enter_context(loop.connect(b"G")) for _ in range(IDLE_CONNECTIONS)]
        for connection in loop.worker._gathering:
            connection.device = "device 1"
        for _ in range(IDLE_CONNECTIONS + IDLE_OF_A_DEVICE):
            clients.enter_context(loop.connect(b"G"))

        left = [is_open(client) for client in kiosk]
        assert left == [False] * (IDLE_CONNECTIONS - IDLE_OF_A_DEVICE) + [True] * IDLE_OF_A_DEVICE


def test_a_client_that_is_gone_leaves_nothing_behind(loop):
    client = loop.connect(b"GET")
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()  # with a reset

    wait_until(lambda: loop.worker.nr_conns == 0, "the connection is given up", meanwhile=loop.turn)
