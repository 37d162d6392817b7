"""What an error of the operating system means for a machine at an address."""

import errno
import socket

from hall.machines import Fault

BY_NUMBER = {
    errno.EACCES: Fault.NO_PERMISSION,
    errno.EPERM: Fault.NO_PERMISSION,
    errno.EBUSY: Fault.BUSY,
    errno.EAGAIN: Fault.BUSY,
    errno.ECONNREFUSED: Fault.REFUSED,
    errno.EHOSTUNREACH: Fault.UNREACHABLE,
    errno.ENETUNREACH: Fault.UNREACHABLE,
    errno.EHOSTDOWN: Fault.UNREACHABLE,
}


def opening_fault(error: Exception) -> Fault:
    """Why it could not be opened; ABSENT for whatever has no name of its own.

    The number is in ``args`` for termios.error, which is no OSError.
    """
    if isinstance(error, TimeoutError | socket.gaierror):  # a call that nobody takes
        return Fault.UNREACHABLE
    number = error.errno if isinstance(error, OSError) else None
    if number is None and error.args:
        number = error.args[0]
    return BY_NUMBER.get(number, Fault.ABSENT) if isinstance(number, int) else Fault.ABSENT
