"""The cables a printer may hang on. They move bytes, each within a bounded time.

A plain MachineUnavailable means that nothing went out; CutShort that something may have.
"""

import errno
import os
import select
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from time import monotonic
from typing import Protocol, TypeVar

from devices.link import CutShort, SerialLink
from devices.serial_address import USUAL_BAUDRATE, SerialSettings
from hall.machines import Fault, MachineUnavailable

MessageT = TypeVar("MessageT")
Read = Callable[[bytes], Iterable[MessageT]]

CONNECT_SECONDS = 2.0
SEND_SECONDS = 5.0  # without a byte taken
SLOWEST_BYTES_A_SECOND = 3_600  # a picture at 6 mm a second
HANG_UP_SECONDS = 0.2
LAST_LOOK_SECONDS = 0.001


class Cable(Protocol):
    def send(self, data: bytes) -> None:
        """Return when all bytes are out. Raises MachineUnavailable, CutShort."""

    def ask(self, request: bytes, read: Read[MessageT], timeout_seconds: float) -> MessageT | None:
        """The first whole message that ``read`` finds in the answer; None for silence."""

    def rest(self) -> None:
        """The job is done: let others at the printer, where that is the custom."""


class SerialCable:
    def __init__(self, settings: SerialSettings) -> None:
        self._link = SerialLink(settings)
        self._bytes_a_second = (settings.baudrate or USUAL_BAUDRATE) / 10

    def send(self, data: bytes) -> None:
        """A printer that is slower than its cable may hold us off for a while.

        Raises MachineUnavailable, CutShort.
        """
        self._link.send(data, SEND_SECONDS + 2 * len(data) / self._bytes_a_second)

    def ask(self, request: bytes, read: Read[MessageT], timeout_seconds: float) -> MessageT | None:
        """None for silence and for noise: the driver judges what it heard.

        Raises MachineUnavailable, CutShort.
        """
        try:
            return self._link.ask(request, read, timeout_seconds)
        except CutShort:
            raise
        except MachineUnavailable as error:
            if error.fault in (Fault.SILENT, Fault.GARBLED):  # the driver judges what it heard
                return None
            raise

    def rest(self) -> None:
        """Stays open: opening a serial port resets some printers."""

    def close(self) -> None:
        """Close the port."""
        self._link.close()


class TcpCable:
    """Port 9100. One call for each job, as printers serve one caller and forget idle ones."""

    def __init__(self, host: str, port: int, *, now: Callable[[], float] = monotonic) -> None:
        self._address = (host, port)
        self._now = now
        self._line: socket.socket | None = None

    def send(self, data: bytes) -> None:
        """A long picture takes its time: only a printer that stands still is given up.

        That is one that takes no byte for 5 s, or fewer than 3600 a second (TimeoutError, which
        leaves here as CutShort). Raises MachineUnavailable when nobody answers the call within 2 s.
        """
        line = self._connected()
        left = memoryview(data)
        deadline = self._now() + SEND_SECONDS + len(data) / SLOWEST_BYTES_A_SECOND
        try:
            line.settimeout(SEND_SECONDS)
            while left:
                if self._now() > deadline:
                    raise TimeoutError("the printer hardly takes any bytes")
                left = left[line.send(left) :]
        except OSError as error:
            raise self._cut_short(error) from error

    def ask(self, request: bytes, read: Read[MessageT], timeout_seconds: float) -> MessageT | None:
        """None for silence. Raises MachineUnavailable, CutShort.

        A printer that hangs up meanwhile (ConnectionResetError) is a call cut short.
        """
        self.send(request)
        line = self._connected()
        deadline = self._now() + timeout_seconds
        try:
            left = timeout_seconds
            while left > 0:  # and once more: we may have stood still while the answer came
                left = deadline - self._now()
                line.settimeout(max(left, LAST_LOOK_SECONDS))
                data = line.recv(1024)
                if not data:
                    raise ConnectionResetError("the printer hung up")
                for message in read(data):
                    return message
        except TimeoutError:
            return None
        except OSError as error:
            raise self._cut_short(error) from error
        return None

    def rest(self) -> None:
        """Hang up politely: closing with bytes unread would throw away what it has not printed."""
        line, self._line = self._line, None
        if line is None:
            return
        with line, suppress(OSError):
            line.shutdown(socket.SHUT_WR)
            deadline = self._now() + HANG_UP_SECONDS
            line.settimeout(HANG_UP_SECONDS)
            while self._now() < deadline and line.recv(1024):
                pass

    def _connected(self) -> socket.socket:
        if self._line is None:
            try:
                self._line = socket.create_connection(self._address, CONNECT_SECONDS)
            except OSError as error:
                raise MachineUnavailable(Fault.ABSENT, str(error)) from error
        return self._line

    def _cut_short(self, error: OSError) -> CutShort:
        line, self._line = self._line, None
        if line:
            line.close()
        fault = Fault.SILENT if isinstance(error, TimeoutError) else Fault.ABSENT
        return CutShort(fault, str(error))


class FileCable:
    """A printer that the kernel offers as a file, such as /dev/usb/lp0. It never answers."""

    def __init__(self, path: str) -> None:
        self._path = path

    def send(self, data: bytes) -> None:
        """Raises MachineUnavailable when no byte was taken, CutShort when some were.

        A file that stays unwritable for 5 s counts as a printer that does not take them.
        """
        file = self._open()
        left = memoryview(data)
        try:
            while left:
                self._wait_until_writable(file)
                left = left[os.write(file, left) :]
            self._wait_until_writable(file)  # or closing throws away the last piece
        except OSError as error:
            if len(left) == len(data):
                raise MachineUnavailable(_fault(error), f"{self._path}: {error}") from error
            raise CutShort(_fault(error), f"{self._path}: {error}") from error
        finally:
            os.close(file)

    def ask(self, request: bytes, read: Read[MessageT], timeout_seconds: float) -> MessageT | None:
        """Always None. Raises MachineUnavailable when the file is not there."""
        del request, read, timeout_seconds
        os.close(self._open())  # all that can be known: whether it is there
        return None

    def rest(self) -> None:
        """Nothing stays open."""

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise MachineUnavailable(_fault(error), f"{self._path}: {error}") from error

    def _wait_until_writable(self, file: int) -> None:
        if not select.select([], [file], [], SEND_SECONDS)[1]:
            raise TimeoutError("the printer does not take the bytes")


def _fault(error: OSError) -> Fault:
    if isinstance(error, TimeoutError):
        return Fault.SILENT
    if error.errno == errno.ENOSPC:  # how the kernel's printer driver says it
        return Fault.PAPER_OUT
    return Fault.BUSY if error.errno in (errno.EBUSY, errno.EAGAIN) else Fault.ABSENT
