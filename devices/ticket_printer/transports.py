"""The cables a printer may hang on. They move bytes, each within a bounded time.

A plain MachineUnavailable means that nothing went out; CutShort that something may have.
"""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from devices.link import CutShort, SerialLink
from devices.serial_address import USUAL_BAUDRATE, SerialSettings
from hall.machines import Fault, MachineUnavailable

MessageT = TypeVar("MessageT")
Read = Callable[[bytes], Iterable[MessageT]]

SEND_SECONDS = 5.0  # without a byte taken


class Cable(Protocol):
    def send(self, data: bytes) -> None:
        """Return when all bytes are out. Raises MachineUnavailable, CutShort."""

    def ask(self, request: bytes, read: Read[MessageT], timeout_seconds: float) -> MessageT | None:
        """The first whole message that ``read`` finds in the answer; None for silence.

        ``read`` is fed every byte that came since the connection was made, each once.
        """

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
        limit = SEND_SECONDS + 2 * len(data) / self._bytes_a_second
        self._link.send(data, limit, keep=True)

    def ask(self, request: bytes, read: Read[MessageT], timeout_seconds: float) -> MessageT | None:
        """None for silence and for noise: the driver judges what it heard.

        Raises MachineUnavailable, CutShort.
        """
        try:
            return self._link.ask(request, read, timeout_seconds, keep=True)
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
