"""The cable to the virtual printer of this very program: no pty, no waiting."""

from devices.ticket_printer.cable import MessageT, Read
from devices.ticket_printer.virtual import VirtualPrinter
from hall.machines import Fault, MachineUnavailable


class VirtualCable:
    """The cable to a printer in this very program; same driver, same bytes, no waiting."""

    def __init__(self, printer: VirtualPrinter) -> None:
        self._printer = printer
        self._unheard = b""  # said, and not listened to yet

    def send(self, data: bytes) -> None:
        """Print at once. Raises MachineUnavailable when the printer is unplugged."""
        self._unheard += self._channel(data)

    def ask(self, request: bytes, read: Read[MessageT], timeout_seconds: float) -> MessageT | None:
        """The answer, there at once or never. Raises MachineUnavailable when unplugged."""
        del timeout_seconds  # the answer is there at once, or never
        if request:
            list(read(self._taken()))  # older than the question: no answer to it
        self._unheard += self._channel(request)
        return next(iter(read(self._taken())), None)

    def _taken(self) -> bytes:
        heard, self._unheard = self._unheard, b""
        return heard

    def rest(self) -> None:
        """Nothing to hang up."""

    def _channel(self, data: bytes) -> bytes:
        if self._printer.unplugged:
            raise MachineUnavailable(Fault.ABSENT, "unplugged")
        return self._printer.receive(data)
