"""A printer on USB, through pyusb and python-escpos, on a bus that exists only here."""

import errno
from types import SimpleNamespace
from typing import Any

import pytest
from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from devices.link import CutShort
from devices.ticket_printer import usb_cable
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.usb_cable import UsbCable
from hall.machines import Fault, MachineUnavailable, PaperState, PrintInDoubt, PrintProof

OUT, BACK = 0x03, 0x84  # not the endpoints that python-escpos would guess


class Bus(IBackend):
    """One printer on a bus; what it hears goes to the virtual printer."""

    def __init__(self, printer: Any) -> None:
        self.printer = printer
        self.plugged = True
        self.takes = True
        self.takes_at_once = 1_000_000  # bytes, until its buffer is full and the time is over
        self.breaks_in_a_slip = False
        self.failure: Exception | None = None
        self.has_way_back = True
        self.answers = bytearray()

    def enumerate_devices(self):
        return iter([self] if self.plugged else [])

    def get_device_descriptor(self, dev):
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=0x04B8, idProduct=0x0202,
            bcdDevice=1, iManufacturer=0, iProduct=0, iSerialNumber=0, bNumConfigurations=1,
            address=1, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev, config):
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1,
            bConfigurationValue=1, iConfiguration=0, bmAttributes=0xC0, bMaxPower=1,
            extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev, intf, alt, config):
        if intf or alt:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0,
            bNumEndpoints=1 + self.has_way_back, bInterfaceClass=7, bInterfaceSubClass=1,
            bInterfaceProtocol=2, iInterface=0, extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev, ep, intf, alt, config):
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, BACK)[ep], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev):
        if self.failure:
            raise self.failure
        return dev

    def get_configuration(self, dev_handle):
        return 1

    def bulk_write(self, dev_handle, ep, intf, data, timeout):
        assert ep == OUT
        assert timeout > 0  # 0 would wait for ever
        self._fail_if_told()
        if self.breaks_in_a_slip and len(data) > 100:
            raise USBError("input/output error", -1, errno.EIO)
        taken = bytes(data)[: self.takes_at_once]
        self.answers += self.printer.receive(taken)
        return len(taken)  # as libusb does when the time is over: no error if anything went out

    def bulk_read(self, dev_handle, ep, intf, buff, timeout):
        assert ep == BACK
        assert timeout > 0
        self._fail_if_told()
        if not self.answers:
            raise USBTimeoutError("nothing to read", -7, errno.ETIMEDOUT)
        buff[0] = self.answers.pop(0)
        return 1

    def _fail_if_told(self) -> None:
        if not self.plugged:
            raise USBError("no such device", -4, errno.ENODEV)
        if not self.takes:
            raise USBTimeoutError("the printer takes nothing", -7, errno.ETIMEDOUT)

    def _do_nothing(self, *_: object) -> None: ...

    close_device = set_configuration = claim_interface = release_interface = _do_nothing
    reset_device = set_interface_altsetting = _do_nothing


@pytest.fixture
def bus(virtual):
    return Bus(virtual)


@pytest.fixture
def cable(bus):
    cable = UsbCable(0x04B8, 0x0202, bus)
    yield cable
    cable.close()


@pytest.fixture
def usb_driver(cable):
    return EscPosPrinter(cable, lambda slip: sheet_bytes(slip, ROLLS[80]), proof_seconds=0.05)


def test_round_trip(usb_driver, virtual, slip):
    assert usb_driver.check() is PaperState.PLENTY
    assert usb_driver.print(slip) is PrintProof.CONFIRMED
    assert len(virtual.slips()) == 1


def test_a_printer_without_a_way_back_prints_without_proof(usb_driver, bus, virtual, slip):
    bus.has_way_back = False

    assert usb_driver.check() is PaperState.NO_ANSWER
    assert usb_driver.print(slip) is PrintProof.UNKNOWN
    assert len(virtual.slips()) == 1


def test_unplugged_in_the_middle_is_in_doubt_and_put_back_works(usb_driver, bus, cable, slip):
    usb_driver.check()
    bus.plugged = False
    with pytest.raises(CutShort):
        cable.send(b"slip")
    with pytest.raises(MachineUnavailable) as caught:
        usb_driver.print(slip)
    bus.plugged = True

    assert caught.value.fault is Fault.ABSENT
    assert not isinstance(caught.value, PrintInDoubt)
    assert usb_driver.print(slip) is PrintProof.CONFIRMED


def test_a_cable_that_fails_with_the_slip_on_it_leaves_it_in_doubt(usb_driver, bus, slip):
    bus.breaks_in_a_slip = True

    with pytest.raises(PrintInDoubt):
        usb_driver.print(slip)


def test_a_printer_that_takes_nothing_is_given_up(cable, bus):
    bus.takes = False

    with pytest.raises(CutShort) as caught:
        cable.send(b"slip")

    assert caught.value.fault is Fault.SILENT


@pytest.mark.parametrize(
    ("number", "fault"), [(errno.EBUSY, Fault.BUSY), (errno.EACCES, Fault.NO_PERMISSION)]
)
def test_a_printer_that_cannot_be_opened(cable, bus, number, fault):
    bus.failure = USBError("cannot be opened", -1, number)

    with pytest.raises(MachineUnavailable) as caught:
        cable.send(b"slip")

    assert caught.value.fault is fault
    assert not isinstance(caught.value, CutShort)


def test_without_libusb_the_fault_says_so(monkeypatch):
    import usb.backend.libusb0
    import usb.backend.libusb1
    import usb.backend.openusb

    for backend in (usb.backend.libusb0, usb.backend.libusb1, usb.backend.openusb):
        monkeypatch.setattr(backend, "get_backend", lambda *_, **__: None)

    with pytest.raises(MachineUnavailable, match="libusb") as caught:
        UsbCable(0x04B8, 0x0202).send(b"slip")

    assert caught.value.fault is Fault.ABSENT


def test_a_printer_that_takes_a_part_at_a_time_gets_all_of_it(cable, bus, virtual):
    bus.takes_at_once = 7

    cable.send(b"A012" * 10 + b"\n\x1dV\x00")

    assert len(virtual.slips()) == 1


def test_a_printer_that_takes_a_part_and_then_nothing_is_given_up(cable, bus, monkeypatch):
    monkeypatch.setattr(usb_cable, "SEND_MILLISECONDS", 50)
    bus.takes_at_once = 0

    with pytest.raises(CutShort) as caught:
        cable.send(b"slip")

    assert caught.value.fault is Fault.SILENT


def test_long_jobs_go_out_in_pieces(cable, virtual):
    cable.send(b"A" * (2 * usb_cable.PIECE_BYTES + 5) + b"\n\x1dV\x00")

    assert len(virtual.slips()) == 1
