"""The only file that opens a serial port. Moves bytes; understands none of them.

Time lives here: every wait has one deadline for the whole of it, never one per byte, so a
machine that babbles or trickles cannot hold anyone longer than one that is silent.
"""

import termios
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from time import monotonic, sleep
from typing import TypeVar

import serial

from devices.os_faults import opening_fault
from devices.serial_address import USUAL_BAUDRATE, USUAL_STOPBITS, SerialSettings
from hall.machines import Fault, MachineUnavailable

MessageT = TypeVar("MessageT")

POLL_SECONDS = 0.05
WRITE_SECONDS = 1.0
#: What a port that is gone raises; pyserial lets the second one through unchanged.
PORT_ERRORS = (OSError, termios.error)


class CutShort(MachineUnavailable):
    """The cable failed after bytes had been sent: the machine may have acted on them."""


class SerialLink:
    """One cable, opened when first needed and, once it was pulled, again at the next use.

    Threads take turns. A plain MachineUnavailable means that nothing was sent, or that a
    question stayed unanswered; CutShort means that bytes had gone out when the port failed.
    """

    def __init__(
        self,
        settings: SerialSettings,
        *,
        settle_seconds: float = 0.0,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self.path = settings.path
        self.baudrate = settings.baudrate or USUAL_BAUDRATE
        self._settings = settings
        self._settle_seconds = settle_seconds
        self.now = now  # in seconds
        self._port: serial.Serial | None = None
        self._turn = Lock()

    def ask(
        self,
        request: bytes,
        read: Callable[[bytes], Iterable[MessageT]],
        timeout_seconds: float,
        *,
        keep: bool = False,
    ) -> MessageT:
        """Send a question; return the first whole message that ``read`` finds in the reply.

        ``read`` is fed every piece as it comes. What arrived before the question is dropped, or
        with ``keep`` fed to ``read`` too, whose messages then are no answer. Raises
        MachineUnavailable: SILENT or GARBLED after ``timeout_seconds`` without a message, ABSENT or
        BUSY when the port cannot be opened; CutShort when it fails after the question went out.
        """
        with self._our_turn(keep=keep) as port:
            deadline = self.now() + timeout_seconds
            if keep and request and port.in_waiting:
                list(read(port.read(port.in_waiting)))
            self._write(port, request, WRITE_SECONDS)
            heard = 0
            for piece in self._pieces_until(deadline, port):
                heard += len(piece)
                for message in read(piece):
                    return message
        fault = Fault.GARBLED if heard else Fault.SILENT
        raise MachineUnavailable(fault, f"{self.path}: {heard} bytes in {timeout_seconds} s")

    def send(self, data: bytes, timeout_seconds: float, *, keep: bool = False) -> None:
        """Send, expecting no answer; return when the last byte has left for the cable.

        ``keep`` what has arrived meanwhile, on a line where others speak unasked. Raises
        MachineUnavailable when the port cannot be opened, CutShort when it fails later or takes too
        long (which inside is pyserial's SerialTimeoutException).
        """
        with self._our_turn(keep=keep) as port:
            deadline = self.now() + timeout_seconds
            self._write(port, data, timeout_seconds)
            # Not flush(): it waits for ever for a machine that holds us off.
            while port.out_waiting:
                if self.now() > deadline:
                    raise serial.SerialTimeoutException("the machine does not take the bytes")
                sleep(POLL_SECONDS / 5)

    def hear(
        self, read: Callable[[bytes], Iterable[MessageT]], timeout_seconds: float
    ) -> list[MessageT]:
        """What comes unasked: the messages of the first piece that holds any, or none in time.

        Nothing that arrived between two calls is dropped; a waiting sender gets its turn soon.
        Raises MachineUnavailable.
        """
        deadline = self.now() + timeout_seconds
        while True:
            with self._our_turn(keep=True) as port:
                messages = list(read(port.read(port.in_waiting or 1)))
            if messages or self.now() >= deadline:
                return messages

    def drain(self, quiet_seconds: float = 0.05, timeout_seconds: float = 1.0) -> None:
        """Throw away what still arrives, until the line has been quiet for a moment.

        Raises MachineUnavailable.
        """
        with self._our_turn() as port:
            self._discard(port, quiet_seconds, timeout_seconds)

    def change_baudrate(self, baudrate: int) -> None:
        """Speak at another speed from now on.

        Raises MachineUnavailable when the port cannot do it.
        """
        self.baudrate = baudrate
        with self._our_turn() as port:
            port.baudrate = baudrate

    def close(self) -> None:
        """Close the port, whatever bytes still wait to go out; the next use opens it again."""
        with self._turn:
            self._close()

    @contextmanager
    def _our_turn(self, *, keep: bool = False) -> Iterator[serial.Serial]:
        """The open port, ours alone, with nothing old in its buffer unless it is to be kept."""
        with self._turn:
            try:
                self._port = port = self._port or self._open()
                if not keep:
                    port.reset_input_buffer()  # fails on a port that is gone, before we send
            except (*PORT_ERRORS, ValueError) as error:  # ValueError: a speed it cannot do
                self._close()
                raise MachineUnavailable(_fault(error), f"{self.path}: {error}") from error
            try:
                yield port
            except PORT_ERRORS as error:
                self._close()
                raise CutShort(_fault(error), f"{self.path}: {error}") from error

    def _open(self) -> serial.Serial:
        settings = self._settings
        self._port = port = serial.Serial(
            settings.path,
            self.baudrate,
            bytesize=settings.bytesize,
            parity=settings.parity,
            stopbits=settings.stopbits or USUAL_STOPBITS,
            rtscts=settings.rtscts,
            xonxoff=settings.xonxoff,
            dsrdtr=settings.dsrdtr,
            timeout=POLL_SECONDS,
            write_timeout=WRITE_SECONDS,
            exclusive=True,  # two programs on one port steal each other's bytes
        )
        self._discard(port, self._settle_seconds, self._settle_seconds)
        return port

    def _write(self, port: serial.Serial, data: bytes, timeout_seconds: float) -> None:
        if port.write_timeout != timeout_seconds:
            port.write_timeout = timeout_seconds
        port.write(data)

    def _pieces_until(self, deadline: float, port: serial.Serial) -> Iterator[bytes]:
        """And what lies there when it is over: a server that stood still itself blames nobody."""
        while self.now() < deadline:
            yield port.read(port.in_waiting or 1)
        yield port.read(port.in_waiting)

    def _discard(self, port: serial.Serial, quiet_seconds: float, timeout_seconds: float) -> None:
        end = self.now() + timeout_seconds
        quiet_at = self.now() + quiet_seconds
        while self.now() < min(end, quiet_at):
            if port.read(port.in_waiting or 1):
                quiet_at = self.now() + quiet_seconds

    def _close(self) -> None:
        port, self._port = self._port, None
        if port is None:
            return
        with suppress(*PORT_ERRORS):
            port.reset_output_buffer()  # or closing waits for a machine that takes nothing
        with suppress(*PORT_ERRORS):
            port.close()


def _fault(error: Exception) -> Fault:
    """Why the port failed."""
    if isinstance(error, serial.SerialTimeoutException):
        return Fault.SILENT
    return opening_fault(error)
