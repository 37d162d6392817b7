"""A printer at port 9100 of the network."""

import socket
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from devices.link import CutShort
from devices.os_faults import opening_fault
from devices.ticket_printer.cable import SEND_SECONDS, MessageT, Read
from hall.machines import Fault, MachineUnavailable

CONNECT_SECONDS = 2.0
SLOWEST_BYTES_A_SECOND = 3_600  # a picture at 6 mm a second
HANG_UP_SECONDS = 0.2
LAST_LOOK_SECONDS = 0.001


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
                raise MachineUnavailable(opening_fault(error), str(error)) from error
        return self._line

    def _cut_short(self, error: OSError) -> CutShort:
        line, self._line = self._line, None
        if line:
            line.close()
        fault = Fault.SILENT if isinstance(error, TimeoutError) else Fault.ABSENT
        return CutShort(fault, str(error))
