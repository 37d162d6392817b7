"""All threads of an outpost: one for each machine's calls, two for the reader's touches."""

from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any

from devices.outpost.deeds import ReaderDeeds, fault_told, printer_deeds
from devices.outpost.loops import Calls, Glass, Loop, Sender
from devices.outpost.server import Server
from devices.outpost.spool import Spool
from hall.machines import FingerprintReader, MachineUnavailable, TicketPrinter

CHECK_SECONDS = 8.0


class PrinterState:
    """How the printer is, asked now and then."""

    def __init__(self, printer: TicketPrinter) -> None:
        self._printer = printer
        self._told: dict[str, Any] = {}
        self._next = 0.0

    def __call__(self) -> Mapping[str, Any]:
        if monotonic() >= self._next or "fault" in self._told:
            self._next = monotonic() + CHECK_SECONDS
            try:
                self._told = {"paper": self._printer.check()}
            except MachineUnavailable as error:
                self._told = fault_told(error)
        return self._told


def outpost(
    server: Server,
    spool_folder: Path,
    printer: TicketPrinter | None,
    reader: FingerprintReader | None,
) -> list[Loop]:
    """Not started yet."""
    loops: list[Loop] = []
    if printer:
        state = PrinterState(printer)
        loops.append(Calls(server, "printer", state, printer_deeds(printer)))
    if reader:
        spool = Spool(spool_folder)
        glass = Glass(reader, spool)
        deeds = ReaderDeeds(reader).all()
        calls = Calls(server, "fingerprint_reader", glass.told, deeds)
        loops += [glass, Sender(server, spool, glass.news), calls]
    return loops
