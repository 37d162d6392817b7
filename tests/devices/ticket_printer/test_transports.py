"""The cables alone: what is sure and what is in doubt when they fail."""

import os
import socket
from threading import Thread

import pytest

from devices.link import CutShort
from devices.ticket_printer import file_cable, tcp_cable
from devices.ticket_printer.file_cable import FileCable
from devices.ticket_printer.tcp_cable import TcpCable
from hall.machines import Fault, MachineUnavailable
from tests.waiting import PATIENCE_SECONDS


def nothing(data: bytes) -> list[None]:
    return []


def test_tcp_to_nobody_is_refused_and_surely_nothing_went_out():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()

    with pytest.raises(MachineUnavailable) as caught:
        TcpCable(*address).send(b"slip")

    assert caught.value.fault is Fault.REFUSED
    assert not isinstance(caught.value, CutShort)


def test_a_tcp_printer_that_takes_nothing_is_given_up(monkeypatch):
    monkeypatch.setattr(tcp_cable, "SEND_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        cable = TcpCable(*server.getsockname())

        with pytest.raises(CutShort) as caught:
            cable.send(bytes(50_000_000))

    assert caught.value.fault is Fault.SILENT


def test_a_tcp_printer_may_take_longer_for_a_long_picture_as_long_as_it_goes_on(monkeypatch):
    monkeypatch.setattr(tcp_cable, "SEND_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr(tcp_cable, "SLOWEST_BYTES_A_SECOND", 4_000_000 / PATIENCE_SECONDS)
    job = bytes(4_000_000)
    with socket.create_server(("127.0.0.1", 0)) as server:
        got: list[int] = []
        cable = TcpCable(*server.getsockname(), now=lambda: sum(got) / 40_000)

        def print_slowly() -> None:
            printer, _ = server.accept()
            with printer:
                while data := printer.recv(500_000):
                    got.append(len(data))

        printing = Thread(target=print_slowly)
        printing.start()
        cable.send(job)
        cable.rest()
        printing.join()

    assert sum(got) == len(job)


def test_hanging_up_lets_the_printer_read_to_the_end():
    with socket.create_server(("127.0.0.1", 0)) as server:
        cable = TcpCable(*server.getsockname())
        cable.send(b"slip")
        printer, _ = server.accept()
        with printer:
            printer.sendall(b"\x10\x00\x00\x00")  # an automatic status that nobody reads
            cable.rest()
            assert printer.recv(100) == b"slip"
            assert printer.recv(100) == b""


def test_silence_on_tcp_is_no_answer():
    with socket.create_server(("127.0.0.1", 0)) as server:
        cable = TcpCable(*server.getsockname())

        assert cable.ask(b"\x10\x04\x01", nothing, 0.05) is None

        server.accept()[0].close()
        cable.rest()


def test_an_answer_that_came_while_the_server_itself_stood_still_is_heard():
    pieces: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        cable = TcpCable(*server.getsockname(), now=lambda: PATIENCE_SECONDS * len(pieces))
        cable.send(b"x")
        printer, _ = server.accept()

        def read(data: bytes) -> list[bytes]:
            pieces.append(data)
            if len(pieces) > 1:
                return [data]
            printer.sendall(b"second")
            return []

        with printer:
            printer.sendall(b"first")
            assert cable.ask(b"", read, PATIENCE_SECONDS) == b"second"
    cable.rest()


def test_a_file_gets_the_bytes_and_never_answers(tmp_path):
    path = tmp_path / "lp0"
    path.touch()
    cable = FileCable(str(path))

    assert cable.ask(b"\x10\x04\x01", nothing, 1.0) is None
    cable.send(b"slip")
    assert path.read_bytes() == b"slip"


def test_no_file_is_made_where_no_printer_is(tmp_path):
    cable = FileCable(str(tmp_path / "lp0"))

    for use in (lambda: cable.send(b"slip"), lambda: cable.ask(b"", nothing, 1.0)):
        with pytest.raises(MachineUnavailable) as caught:
            use()
        assert caught.value.fault is Fault.ABSENT
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_stops_taking_bytes_leaves_the_slip_in_doubt(tmp_path, monkeypatch):
    monkeypatch.setattr(file_cable, "SEND_SECONDS", 0.1)
    path = tmp_path / "lp0"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    with pytest.raises(CutShort) as caught:
        FileCable(str(path)).send(bytes(1_000_000))

    os.close(reader)
    assert caught.value.fault is Fault.SILENT


def test_a_full_device_says_that_the_paper_is_out():
    with pytest.raises(MachineUnavailable) as caught:
        FileCable("/dev/full").send(b"slip")

    assert caught.value.fault is Fault.PAPER_OUT
