"""One port after another: who holds it, and what answers there. A held port is left alone."""

import os
import select
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from devices.link import SerialLink
from devices.os_faults import opening_fault
from devices.port_search.holders import Holder, holders_of
from devices.port_search.ports import Computer, Port
from devices.port_search.questions import (
    PRINTER_QUESTIONS,
    MachineKind,
    Recognised,
    is_printer_status,
    recognise,
)
from devices.serial_address import SerialSettings
from devices.ticket_printer.protocol import transmit_real_time_status
from hall.machines import Fault, MachineUnavailable

SETTLE_SECONDS = 0.3  # some machines start anew when their port is opened
LISTEN_SECONDS = 0.5
FILE_SECONDS = 0.3
#: Fingerprint modules of some makes need two; to all others the second is a short pause.
STOPBITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PortFinding:
    port: Port
    holders: Sequence[Holder] = ()  # then nothing was asked
    machine: Recognised | None = None
    fault: Fault | None = None  # why nothing was recognised; SILENT: nobody answers


def look_at(
    port: Port, computer: Computer, *, listen_seconds: float = LISTEN_SECONDS
) -> PortFinding:
    """Ask what hangs there; about ten seconds at most, where nothing answers."""
    if holders := holders_of(port.path, computer):
        return PortFinding(port=port, holders=holders)
    try:
        if port.is_printer_file:
            return PortFinding(port=port, machine=_behind_file(port))
        settings = SerialSettings(path=port.path, stopbits=STOPBITS)
        with closing(SerialLink(settings, settle_seconds=SETTLE_SECONDS)) as link:
            return PortFinding(port=port, machine=recognise(link, listen_seconds))
    except MachineUnavailable as error:
        return PortFinding(port=port, fault=error.fault)


def _behind_file(port: Port) -> Recognised:
    """A printer that says so, or keeps silent.

    Raises MachineUnavailable: UNSUPPORTED for an office printer, which is not asked.
    """
    if port.prints_pages:
        raise MachineUnavailable(Fault.UNSUPPORTED)
    try:
        file = os.open(port.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        raise MachineUnavailable(opening_fault(error), str(error)) from error
    try:
        answers = [_asked(file, transmit_real_time_status(about)) for about in PRINTER_QUESTIONS]
    except OSError as error:
        raise MachineUnavailable(opening_fault(error), str(error)) from error
    finally:
        os.close(file)
    is_mute = not any(is_printer_status(answer) for answer in answers)
    return Recognised(MachineKind.PRINTER, fault=Fault.SILENT if is_mute else None)


def _asked(file: int, question: bytes) -> bytes:
    """What comes within the time; b"" from a printer without a way back."""
    if not select.select([], [file], [], FILE_SECONDS)[1]:
        return b""
    os.write(file, question)
    if not select.select([file], [], [], FILE_SECONDS)[0]:
        return b""
    return os.read(file, 64)
