"""Which ports there are, by which names, and who holds them: read from what the kernel says."""

import pytest

from devices.port_search.holders import Holder, holders_of
from devices.port_search.ports import Computer, port_at, ports_of
from devices.port_search.questions import MachineKind
from devices.port_search.udev_rules import local_rules, rule_for
from tests.devices.port_search.computers import (
    bare_computer,
    name_by,
    note_of_udev,
    plug_in,
    run_program,
)

LASER = "MFG:HP;CMD:PJL,PCL,POSTSCRIPT;MDL:LaserJet;"
RECEIPT = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88;"


@pytest.fixture
def computer(tmp_path):
    return bare_computer(tmp_path)


def test_a_computer_without_ports_has_none(computer):
    assert ports_of(computer) == []


def test_an_adapter_is_told_with_its_chip_and_its_socket(computer):
    plug_in(computer, "ttyUSB0", socket="1-1.2")
    note_of_udev(computer, "1-1.2", "pci-0000:00:14.0-usb-0:1.2:1.0")

    (port,) = ports_of(computer)

    assert port.path == str(computer.dev / "ttyUSB0")
    assert (port.usb, port.product, port.socket) == ("1a86:7523", "USB Serial", "1-1.2:1.0")
    assert port.id_path == "pci-0000:00:14.0-usb-0:1.2:1.0"


def test_a_serial_port_of_the_board_without_a_chip_is_none(computer):
    for name, kind in (("ttyS0", "4"), ("ttyS1", "0")):
        board = computer.sys / "devices" / "platform" / name
        board.mkdir(parents=True)
        (board / "device").mkdir()
        (board / "type").write_text(f"{kind}\n")
        (computer.sys / "class" / "tty").mkdir(parents=True, exist_ok=True)
        (computer.sys / "class" / "tty" / name).symlink_to(board)

    assert [port.path for port in ports_of(computer)] == [str(computer.dev / "ttyS0")]


def test_the_halls_own_name_is_the_best_and_the_number_the_worst(computer):
    file = plug_in(computer, "ttyUSB0", socket="1-1.2")
    assert ports_of(computer)[0].best_name == str(file)

    name_by(computer, "serial/by-path/pci-usb-0:1.2", file)
    assert ports_of(computer)[0].best_name == str(computer.dev / "serial/by-path/pci-usb-0:1.2")

    name_by(computer, "serial/by-id/usb-1a86_USB_Serial", file)
    assert ports_of(computer)[0].best_name.endswith("by-id/usb-1a86_USB_Serial")

    name_by(computer, "hall/reader", file)
    assert ports_of(computer)[0].best_name == str(computer.dev / "hall" / "reader")


def test_a_port_is_known_under_any_of_its_names(computer):
    file = plug_in(computer, "ttyUSB0", socket="1-1.2")
    name_by(computer, "hall/reader", file)

    assert port_at(str(computer.dev / "hall" / "reader"), computer).socket == "1-1.2:1.0"


def test_an_office_printer_is_told_from_a_receipt_printer(computer):
    plug_in(computer, "lp0", socket="1-1.2", usb="03f0:1234", told=LASER)
    plug_in(computer, "lp1", socket="1-1.3", usb="04b8:0202", told=RECEIPT)

    laser, receipt = ports_of(computer)

    assert (laser.prints_pages, receipt.prints_pages) == (True, False)
    assert receipt.is_printer_file


def test_who_has_a_port_open_is_named(computer):
    file = plug_in(computer, "ttyUSB0", socket="1-1.2")
    run_program(computer, 71, ["/usr/sbin/ModemManager"], "/dev/null", file)
    run_program(computer, 72, ["/bin/sh"], "/dev/null")

    assert holders_of(str(file), computer) == [Holder(71, "ModemManager")]


def test_the_halls_own_server_is_known_and_its_other_commands_are_not(computer):
    file = plug_in(computer, "ttyUSB0", socket="1-1.2")
    run_program(computer, 71, ["python3", "/opt/hall/bin/hall", "serve"], file)
    run_program(computer, 72, ["python3", "/opt/hall/bin/hall", "doctor"], file)
    run_program(computer, 73, ["python3", "serve"], file)

    assert [each.is_hall for each in holders_of(str(file), computer)] == [True, False, False]


def test_a_port_is_held_under_whichever_name_it_was_opened(computer):
    file = plug_in(computer, "ttyUSB0", socket="1-1.2")
    name_by(computer, "hall/reader", file)
    run_program(computer, 71, ["minicom"], file)

    assert holders_of(str(computer.dev / "hall" / "reader"), computer) == [Holder(71, "minicom")]


def test_a_lock_file_counts_while_its_program_lives(computer):
    file = plug_in(computer, "ttyUSB0", socket="1-1.2")
    locks = computer.run / "lock"
    locks.mkdir()
    (locks / "LCK..ttyUSB0").write_text("        71\n")
    assert holders_of(str(file), computer) == []

    run_program(computer, 71, ["minicom"])
    assert holders_of(str(file), computer) == [Holder(71, "minicom")]


@pytest.mark.parametrize("content", ["", "x", "9" * 400, "-5", "\0"])
def test_a_senseless_lock_file_is_nobody(computer, content):
    file = plug_in(computer, "ttyUSB0", socket="1-1.2")
    (computer.run / "lock").mkdir()
    (computer.run / "lock" / "LCK..ttyUSB0").write_text(content)

    assert holders_of(str(file), computer) == []


def test_two_equal_adapters_are_named_by_their_sockets(computer):
    plug_in(computer, "ttyUSB0", socket="1-1.2")
    plug_in(computer, "ttyUSB1", socket="1-1.3")
    note_of_udev(computer, "1-1.2", "pci-0000:00:14.0-usb-0:1.2:1.0")
    reader, printer = ports_of(computer)

    rules = local_rules([(MachineKind.FINGERPRINT_READER, reader), (MachineKind.PRINTER, printer)])

    assert rules.splitlines()[1:] == [
        'SUBSYSTEM=="tty", ENV{ID_PATH}=="pci-0000:00:14.0-usb-0:1.2:1.0", SYMLINK+="hall/reader"',
        'SUBSYSTEM=="tty", KERNELS=="1-1.3:1.0", SYMLINK+="hall/printer"',
    ]


def test_one_name_is_given_once(computer):
    plug_in(computer, "ttyUSB0", socket="1-1.2")
    plug_in(computer, "ttyUSB1", socket="1-1.3")

    rules = local_rules([(MachineKind.PRINTER, port) for port in ports_of(computer)])

    assert rules.count("SYMLINK") == 1
    assert 'KERNELS=="1-1.2:1.0"' in rules


def test_what_udev_never_writes_gets_into_no_rule(computer):
    plug_in(computer, "ttyUSB0", socket="1-1.2")
    note_of_udev(computer, "1-1.2", 'x", RUN+="/bin/evil')

    assert "evil" not in rule_for(MachineKind.PRINTER, ports_of(computer)[0])


def test_a_port_of_the_board_needs_no_rule(computer):
    assert local_rules([(MachineKind.PRINTER, port_at("/dev/ttyS0", computer))]) == ""


def test_this_computer_itself_can_be_looked_through():
    assert isinstance(ports_of(Computer()), list)
