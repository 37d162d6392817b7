"""Addresses of printers: what each means, and a sentence for each that means nothing."""

import re

import pytest

from devices.serial_address import serial_settings
from devices.ticket_printer.connect import Profile, printer_at
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.transports import cable_at
from devices.ticket_printer.virtual import VirtualPrinter
from hall.machines import Fault, MachineUnavailable, PrintProof, WrongAddress
from web.sentences import wrong_address

GOOD = (
    "serial:///dev/does-not-exist?baudrate=115200",
    "tcp://127.0.0.1:1",
    "tcp://127.0.0.1",
    "tcp://[::1]:9100",
    "usb://04b8:0202",
    "file:///dev/does-not-exist",
)
BAD = (
    "",
    "virtual",
    "virtual:80",
    "none",
    "lpt:///dev/lp0",
    "serial://dev/ttyUSB0",
    "serial:///dev/ttyUSB0?speed=9600",
    "serial:///dev/ttyUSB0?baudrate=fast",
    "tcp://",
    "tcp:192.168.1.50",
    "tcp://192.168.1.50:99999",
    "tcp://192.168.1.50:many",
    "tcp://192.168.1.50/printer",
    "tcp://[::1",
    "tcp://user:secret@192.168.1.50",
    "usb://04b8",
    "usb://04b8:0202?timeout=1",
    "usb://epson:0202",
    "file://dev/usb/lp0",
    "file:///",
)


def test_a_slash_typed_behind_an_address_changes_nothing():
    assert serial_settings("serial:///dev/ttyUSB0/?baudrate=9600").path == "/dev/ttyUSB0"
    file, _transport = cable_at("file:///dev/usb/lp0-there-is-none/")
    with pytest.raises(MachineUnavailable, match="/dev/usb/lp0-there-is-none: "):
        file.send(b"")


def test_no_printer_is_no_printer(tmp_path):
    assert printer_at("none:", Profile(width_mm=80), tmp_path) == (None, None)


@pytest.mark.parametrize("width_mm", [58, 80])
def test_the_virtual_printer_prints_into_its_tray(slip, tmp_path, width_mm):
    printer, tray = printer_at("virtual:", Profile(width_mm=width_mm), tmp_path)
    assert isinstance(tray, VirtualPrinter)
    assert list(tmp_path.iterdir()) == []

    assert printer.print(slip) is PrintProof.CONFIRMED
    assert len(tray.slips()) == 1


@pytest.mark.parametrize("url", GOOD)
def test_a_real_printer_is_not_opened_before_it_is_used(url, tmp_path):
    printer, tray = printer_at(url, Profile(width_mm=58), tmp_path)

    assert isinstance(printer, EscPosPrinter)
    assert tray is None


@pytest.mark.parametrize("url", [GOOD[0], GOOD[1], GOOD[5]])
def test_a_printer_that_is_not_there_is_absent(url, tmp_path, slip):
    printer, _ = printer_at(url, Profile(width_mm=58), tmp_path)

    with pytest.raises(MachineUnavailable) as caught:
        printer.print(slip)

    assert caught.value.fault is (Fault.REFUSED if "tcp" in url else Fault.ABSENT)


@pytest.mark.parametrize("url", BAD)
def test_an_address_that_means_nothing_is_refused_in_a_chinese_sentence(url, tmp_path):
    with pytest.raises(WrongAddress) as refused:
        printer_at(url, Profile(width_mm=80), tmp_path)

    assert re.search(r"[一-鿿].*。$", wrong_address(refused.value))


def test_a_width_that_no_paper_has_is_refused(tmp_path):
    with pytest.raises(WrongAddress, match="paper_width"):
        printer_at("virtual:", Profile(width_mm=76), tmp_path)
