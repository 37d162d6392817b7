"""A printer on USB, opened by python-escpos and watched by a clock of ours.

python-escpos waits for ever by default and guesses the endpoints; both are set here.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

from devices.link import CutShort
from devices.os_faults import opening_fault
from devices.ticket_printer.cable import MessageT, Read
from hall.machines import Fault, MachineUnavailable

SEND_MILLISECONDS = 5_000  # for each piece; a printer out of paper takes none
PIECE_BYTES = 4_096
READ_BYTES = 64
EMPTY_SECONDS = 0.01  # an answer of no bytes comes at once: do not spin
PRINTER_CLASS = 7


class UsbCable:
    def __init__(self, vendor: int, product: int, backend: object = None) -> None:
        """``backend`` is pyusb's way to the bus; None lets it look for libusb."""
        self._ids = (vendor, product)
        self._backend = {"backend": backend} if backend else {}
        self._printer: Any = None

    def send(self, data: bytes) -> None:
        """In pieces of 4 KB, 5 s for each.

        Raises MachineUnavailable when the device cannot be opened, CutShort when it fails later.
        """
        self._opened()
        with self._bytes_may_go_out():
            for start in range(0, len(data), PIECE_BYTES):
                self._write(data[start : start + PIECE_BYTES])

    def _write(self, piece: bytes) -> None:
        """Not by python-escpos: libusb reports no error when the time is over and a part of the
        piece went out, and only the count tells."""
        deadline = monotonic() + SEND_MILLISECONDS / 1000
        while piece:
            taken = self._printer.device.write(self._printer.out_ep, piece, SEND_MILLISECONDS)
            piece = piece[taken:]
            if piece and monotonic() > deadline:
                raise TimeoutError(errno.ETIMEDOUT, "the printer does not take the bytes")

    def ask(self, request: bytes, read: Read[MessageT], timeout_seconds: float) -> MessageT | None:
        """None for silence, and for a printer without a way back.

        Raises MachineUnavailable, CutShort.
        """
        printer = self._opened()
        if not printer.in_ep:  # a printer without a way back
            return None
        deadline = monotonic() + timeout_seconds
        if request:
            self.send(request)
        with self._bytes_may_go_out():
            left = timeout_seconds
            while left > 0:  # and once more: we may have stood still while the answer came
                left = deadline - monotonic()
                for message in read(self._heard(left)):
                    return message
        return None

    def _heard(self, seconds: float) -> bytes:
        from usb.core import USBTimeoutError

        try:
            wait = max(1, int(seconds * 1000))  # 0 would mean for ever
            heard = bytes(self._printer.device.read(self._printer.in_ep, READ_BYTES, wait))
        except USBTimeoutError:
            return b""
        if not heard:
            sleep(min(EMPTY_SECONDS, seconds))
        return heard

    def rest(self) -> None:
        """Stays open: opening resets the printer."""

    def close(self) -> None:
        """Let go of the device; the next use opens it again."""
        printer, self._printer = self._printer, None
        if printer:
            printer.close()

    def _opened(self) -> Any:
        if self._printer is None:
            from escpos.exceptions import Error
            from escpos.printer import Usb
            from usb.core import NoBackendError

            printer = Usb(*self._ids, usb_args=dict(self._backend), timeout=SEND_MILLISECONDS)
            try:
                printer.open()
                printer.out_ep, printer.in_ep = _endpoints(printer.device)
            except NoBackendError as error:
                raise MachineUnavailable(Fault.ABSENT, "libusb is not installed") from error
            except (Error, OSError, RuntimeError) as error:
                printer.close()
                raise MachineUnavailable(_fault(error), str(error)) from error
            self._printer = printer
        return self._printer

    @contextmanager
    def _bytes_may_go_out(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:  # every error of pyusb is one
            self.close()
            raise CutShort(_fault(error), str(error)) from error


def _endpoints(device: Any) -> tuple[int, int | None]:
    """Where the printer listens and where it speaks, if it does."""
    for interface in device.get_active_configuration():
        if interface.bInterfaceClass == PRINTER_CLASS:
            ends = [end.bEndpointAddress for end in interface if end.bmAttributes & 3 == 2]
            out = [end for end in ends if not end & 0x80]
            back = [end for end in ends if end & 0x80]
            if out:
                return out[0], back[0] if back else None
    raise OSError(errno.ENODEV, "this device is no printer")


def _fault(error: Exception) -> Fault:
    number = getattr(error, "errno", None)
    if number in (errno.ETIMEDOUT, errno.EAGAIN):
        return Fault.SILENT
    return opening_fault(error)
