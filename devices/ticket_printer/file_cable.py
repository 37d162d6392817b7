"""A printer that the kernel offers as a file: bytes go out, nothing ever comes back."""

import errno
import os
import select

from devices.link import CutShort
from devices.os_faults import opening_fault
from devices.ticket_printer.cable import SEND_SECONDS, MessageT, Read
from hall.machines import Fault, MachineUnavailable


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
    return opening_fault(error)
