"""What systemd hands over, and what it is told."""

import os
import socket
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from server.service_manager import NOBODY, ServiceManager, service_manager


def test_what_is_told_arrives_whole(short_folder: Path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(short_folder / "notify"))

        ServiceManager(address=str(short_folder / "notify")).tell("READY=1", "STATUS=好")

        assert systemd.recv(4096).decode() == "READY=1\nSTATUS=好"


def test_an_address_without_a_file_is_known_by_its_sign():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(name := f"\0hall-{os.getpid()}")

        ServiceManager(address=name.replace("\0", "@")).tell("READY=1")

        assert systemd.recv(4096) == b"READY=1"


def test_a_manager_that_is_gone_stops_no_hall(tmp_path: Path):
    ServiceManager(address=str(tmp_path / "gone")).tell("WATCHDOG=1")
    NOBODY.tell("WATCHDOG=1")


def test_a_server_that_somebody_started_by_hand_is_nobodys():
    assert service_manager({"PATH": "/bin"}) is NOBODY


def test_what_is_told_to_this_process_reaches_no_child():
    environment = {
        "NOTIFY_SOCKET": "/run/n", "WATCHDOG_USEC": "90000000", "LISTEN_FDS": "1",
        "LISTEN_PID": str(os.getpid()), "PATH": "/bin",
    }  # fmt: skip

    manager = service_manager(environment)

    assert (manager.address, manager.watchdog_seconds, manager.handed) == ("/run/n", 90.0, 3)
    assert environment == {"PATH": "/bin"}


def test_a_socket_of_another_process_is_not_taken():
    told = {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid() + 1)}

    assert service_manager(told).handed is None


@given(st.dictionaries(st.sampled_from(["WATCHDOG_USEC", "LISTEN_FDS", "LISTEN_PID"]), st.text()))
def test_nonsense_in_the_environment_is_as_good_as_nothing(told):
    told = {**told, "NOTIFY_SOCKET": "/run/n"}

    assert service_manager(told).watchdog_seconds >= 0
