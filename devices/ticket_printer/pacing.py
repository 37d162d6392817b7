"""For printers that lose what comes faster than they print: the job in pieces, with pauses."""

from collections.abc import Callable
from time import sleep

from devices.link import CutShort
from devices.ticket_printer.cable import Cable, MessageT, Read
from hall.machines import MachineUnavailable

PIECE_BYTES = 256  # less than the smallest buffer that is known


class PacedCable:
    """Plays Cable."""

    def __init__(
        self, cable: Cable, bytes_a_second: int, pause: Callable[[float], object] = sleep
    ) -> None:
        self._cable = cable
        self._bytes_a_second = bytes_a_second
        self._pause = pause

    def send(self, data: bytes) -> None:
        """In pieces of 256 bytes, with a pause before each but the first.

        Raises MachineUnavailable when the first one did not go out, CutShort when a later one did
        not.
        """
        for at in range(0, len(data), PIECE_BYTES):
            if at:
                self._pause(PIECE_BYTES / self._bytes_a_second)
            try:
                self._cable.send(data[at : at + PIECE_BYTES])
            except CutShort:
                raise
            except MachineUnavailable as error:
                if not at:
                    raise
                raise CutShort(error.fault, error.detail) from error  # the pieces before are out

    def ask(self, request: bytes, read: Read[MessageT], timeout_seconds: float) -> MessageT | None:
        """As the cable does: a question is short."""
        return self._cable.ask(request, read, timeout_seconds)

    def rest(self) -> None:
        """As the cable does."""
        self._cable.rest()
