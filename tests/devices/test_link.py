"""One cable, played by a pty: what the link promises the drivers."""

import os
import select
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import pytest

from devices.link import CutShort, SerialLink
from devices.serial_address import serial_settings
from hall.machines import Fault, MachineUnavailable, WrongAddress
from tests.waiting import PATIENCE_SECONDS
from web.sentences import wrong_address


@dataclass
class Cable:
    """A pty under a path that stays the same while the cable is pulled and put back."""

    path: Path
    ours: int = -1
    theirs: int = -1

    def plug_in(self) -> None:
        self.ours, self.theirs = os.openpty()
        tty.setraw(self.theirs)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(os.ttyname(self.theirs))

    def pull(self) -> None:
        os.close(self.theirs)
        os.close(self.ours)
        self.ours = self.theirs = -1

    def hear(self, count: int) -> bytes:
        heard = b""
        while len(heard) < count:
            ready, _, _ = select.select([self.ours], [], [], PATIENCE_SECONDS)
            assert ready, f"only {heard!r} came"  # rather than to wait for ever
            heard += os.read(self.ours, count - len(heard))
        return heard


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    cable = Cable(tmp_path / "tty")
    cable.plug_in()
    yield cable
    if cable.ours >= 0:
        cable.pull()


@pytest.fixture
def link(cable: Cable) -> Iterator[SerialLink]:
    link = SerialLink(serial_settings(f"serial://{cable.path}"))
    yield link
    link.close()


@contextmanager
def answering(cable: Cable, question: bytes, *pieces: bytes) -> Iterator[None]:
    """The machine: hears one question, then answers in these pieces."""

    def answer() -> None:
        cable.hear(len(question))
        for piece in pieces:
            os.write(cable.ours, piece)

    machine = Thread(target=answer, name="machine")
    machine.start()
    try:
        yield
    finally:
        machine.join()


class Lines:
    """A protocol of the simplest kind: messages end with a full stop."""

    def __init__(self) -> None:
        self.buffer = b""

    def receive(self, data: bytes) -> list[bytes]:
        *whole, self.buffer = (self.buffer + data).split(b".")
        return whole


def refusal(link: SerialLink, *, timeout_seconds: float = 0.1) -> MachineUnavailable:
    with pytest.raises(MachineUnavailable) as caught:
        link.ask(b"?", Lines().receive, timeout_seconds)
    return caught.value


def test_an_answer_in_pieces_is_one_message(cable, link):
    with answering(cable, b"who?", b"print", b"er.rest"):
        assert link.ask(b"who?", Lines().receive, 2) == b"printer"


def test_an_answer_that_came_while_the_server_itself_stood_still_is_heard(cable):
    """Whoever reads is held up until all of it lies there, and the time is over."""
    time = SimpleNamespace(over=False)
    link = SerialLink(serial_settings(f"serial://{cable.path}"), now=lambda: 2.0 * time.over)
    lines, answered = Lines(), Event()

    def answer() -> None:
        cable.hear(4)
        os.write(cable.ours, b"printer.")
        answered.set()

    def read(piece: bytes) -> list[bytes]:
        assert answered.wait(PATIENCE_SECONDS)
        time.over = True
        return lines.receive(piece)

    machine = Thread(target=answer)
    machine.start()
    assert link.ask(b"who?", read, 1) == b"printer"
    machine.join()
    link.close()


def test_what_arrived_before_the_question_is_not_taken_for_its_answer(cable, link):
    link.drain()
    os.write(cable.ours, b"late.")

    with answering(cable, b"who?", b"printer."):
        assert link.ask(b"who?", Lines().receive, 2) == b"printer"


def test_nothing_is_opened_before_it_is_needed(tmp_path):
    SerialLink(serial_settings(f"serial://{tmp_path}/nothing"))


def test_no_such_port_is_absent(tmp_path):
    link = SerialLink(serial_settings(f"serial://{tmp_path}/nothing"))

    assert refusal(link).fault is Fault.ABSENT


def test_a_path_that_is_no_serial_port_is_absent():
    assert refusal(SerialLink(serial_settings("serial:///dev/null"))).fault is Fault.ABSENT


def test_a_port_in_other_hands_is_busy(cable, link):
    link.drain()
    second = SerialLink(serial_settings(f"serial://{cable.path}"))

    assert refusal(second).fault is Fault.BUSY


def test_no_answer_is_silent(link):
    assert refusal(link).fault is Fault.SILENT


def test_an_answer_nobody_understands_is_garbled(cable, link):
    with answering(cable, b"?", b"\xf8\x80\xf8"):
        assert refusal(link).fault is Fault.GARBLED


def test_a_machine_that_trickles_cannot_outlast_the_deadline(cable, link):
    """Each byte comes well within a per-byte time-out; only an overall one ends this."""
    enough = Event()

    def trickle() -> None:
        cable.hear(1)
        for _ in range(200):
            os.write(cable.ours, b"x")
            if enough.wait(0.02):
                return

    machine = Thread(target=trickle)
    machine.start()
    fault = refusal(link, timeout_seconds=0.2).fault
    was_still_talking = machine.is_alive()
    enough.set()
    machine.join()

    assert fault is Fault.GARBLED
    assert was_still_talking


def test_a_pulled_cable_is_absent_and_nothing_was_sent(cable, link):
    link.drain()
    cable.pull()

    error = refusal(link)

    assert error.fault is Fault.ABSENT
    assert not isinstance(error, CutShort)


def test_a_cable_pulled_during_a_question_leaves_doubt(cable, link):
    def pull_when_asked() -> None:
        cable.hear(1)
        cable.pull()

    machine = Thread(target=pull_when_asked)
    machine.start()
    error = refusal(link, timeout_seconds=5)
    machine.join()

    assert error.fault is Fault.ABSENT
    assert isinstance(error, CutShort)


def test_a_cable_put_back_works_again(cable, link):
    link.drain()
    cable.pull()
    refusal(link)
    cable.plug_in()

    with answering(cable, b"who?", b"printer."):
        assert link.ask(b"who?", Lines().receive, 2) == b"printer"


def test_a_machine_that_takes_nothing_does_not_hold_us_for_ever(link):
    """A pty takes some kilobytes on trust; the rest waits, as behind a printer out of paper."""
    with pytest.raises(CutShort) as caught:
        link.send(bytes(200_000), timeout_seconds=0.2)

    assert caught.value.fault is Fault.SILENT


def test_what_is_sent_arrives_whole(cable, link):
    slip = bytes(range(256)) * 200
    heard: list[bytes] = []
    machine = Thread(target=lambda: heard.append(cable.hear(len(slip))))
    machine.start()

    link.send(slip, timeout_seconds=10)
    machine.join()

    assert heard == [slip]


def test_draining_ends_although_the_machine_never_does(cable, link):
    os.write(cable.ours, b"x" * 3000)
    link.drain(quiet_seconds=60, timeout_seconds=0.1)

    assert refusal(link).fault is Fault.SILENT


def test_a_machine_that_has_just_got_power_is_left_alone_while_it_boots(cable):
    hours = count()
    settings = serial_settings(f"serial://{cable.path}")
    link = SerialLink(settings, settle_seconds=12 * 3600, now=lambda: next(hours) * 3600.0)

    with answering(cable, b"?", b"answer."):
        link.ask(b"?", Lines().receive, PATIENCE_SECONDS * 3600)
    link.close()

    assert next(hours) > 12


def test_threads_take_turns(cable, link):
    def echo() -> None:
        for _ in range(40):
            os.write(cable.ours, cable.hear(2) + b".")

    heard: dict[bytes, bytes] = {}

    def ask(question: bytes) -> None:
        heard[question] = link.ask(question, Lines().receive, 5)

    threads = [Thread(target=echo), *(Thread(target=ask, args=[b"%02d" % n]) for n in range(40))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert heard == {b"%02d" % n: b"%02d" % n for n in range(40)}


def test_an_address_says_how_the_port_is_set():
    settings = serial_settings(
        "serial:///dev/ttyUSB0?baudrate=115200&parity=e&stopbits=2&rtscts=1&password=ab",
        own=["password"],
    )

    assert (settings.path, settings.baudrate) == ("/dev/ttyUSB0", 115200)
    assert (settings.parity, settings.stopbits, settings.rtscts) == ("E", 2, True)
    assert settings.own == {"password": "ab"}


def test_an_address_may_leave_everything_to_the_driver():
    settings = serial_settings("serial:///dev/serial/by-id/usb%201")

    assert settings.path == "/dev/serial/by-id/usb 1"
    assert settings.baudrate is None


def test_settings_never_show_the_password():
    settings = serial_settings("serial:///dev/ttyUSB0?password=1234abcd", own=["password"])

    assert "1234abcd" not in repr(settings)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("serial:///dev/ttyUSB0?bautrate=9600", "不认识的选项 bautrate"),
        ("serial:///dev/ttyUSB0?baudrate=fast", "baudrate"),
        ("serial:///dev/ttyUSB0?baudrate=0", "baudrate"),
        ("serial:///dev/ttyUSB0?baudrate=", "baudrate"),
        ("serial:///dev/ttyUSB0?baudrate=9600&baudrate=19200", "写了两次"),
        ("serial:///dev/ttyUSB0?parity=X", "parity 只能是 N、E、O"),
        ("serial:///dev/ttyUSB0?stopbits=3", "stopbits 只能是 1、2"),
        ("serial:///dev/ttyUSB0?rtscts=maybe", "rtscts"),
        ("serial:///dev/ttyUSB0?password=1", "不认识的选项 password"),
        ("serial://dev/ttyUSB0", "三条斜线"),
        ("serial:", "三条斜线"),
        ("serial://[/dev/ttyUSB0", "三条斜线"),
        ("tcp:///dev/ttyUSB0", "serial:///dev/ttyUSB0"),
    ],
)
def test_a_wrong_address_is_refused_with_the_part_that_is_wrong(url, named):
    with pytest.raises(WrongAddress) as refused:
        serial_settings(url)

    assert named in wrong_address(refused.value)
