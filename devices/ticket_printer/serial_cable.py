"""A printer on a serial port."""

from devices.link import CutShort, SerialLink
from devices.serial_address import USUAL_BAUDRATE, SerialSettings
from devices.ticket_printer.cable import SEND_SECONDS, MessageT, Read
from hall.machines import Fault, MachineUnavailable


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
