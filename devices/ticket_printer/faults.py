"""What the status bytes of a printer mean to the hall."""

from collections.abc import Mapping

from devices.ticket_printer.protocol import About
from hall.machines import Fault, PaperState

#: The answers to real-time questions; one that was not answered is missing.
Status = Mapping[About, int]

OFF_LINE = 0x08
COVER_OPEN = 0x04
STOPPED_BY_PAPER = 0x20
IN_ERROR = 0x40
CUTTER = 0x08
OVERHEATED = 0x40
NEAR_END = 0x0C
PAPER_END = 0x60


def fault_in(status: Status) -> Fault | None:
    """Why the printer would not print now; the cause before the consequence. None: it would.

    What no answer tells of is taken to be in order.
    """
    cause = status.get(About.OFF_LINE_CAUSE, 0)
    if cause & COVER_OPEN:  # an open cover lifts the paper off its sensor as well
        return Fault.COVER_OPEN
    if cause & STOPPED_BY_PAPER or status.get(About.PAPER, 0) & PAPER_END:
        return Fault.PAPER_OUT
    if cause & IN_ERROR:
        return _error(status.get(About.ERROR_CAUSE, 0))
    return Fault.OFF_LINE if status.get(About.PRINTER, 0) & OFF_LINE else None


def _error(cause: int) -> Fault:
    if cause & CUTTER:
        return Fault.CUTTER
    return Fault.OVERHEATED if cause & OVERHEATED else Fault.BROKEN


def paper_in(status: Status) -> PaperState:
    """UNKNOWN when the question about the paper was not answered; never PLENTY by default."""
    if About.PAPER not in status:
        return PaperState.UNKNOWN
    return PaperState.NEAR_END if status[About.PAPER] & NEAR_END else PaperState.PLENTY
