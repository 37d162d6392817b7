"""All threads of an outpost: one for each machine's calls, and for what some say unasked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from devices.outpost.deeds import PrinterDeeds, ReaderDeeds, card_deeds, fault_told, pads_deeds
from devices.outpost.jobs import Jobs
from devices.outpost.loops import Calls, Ears, Glass, Loop, Sender
from devices.outpost.server import Server
from devices.outpost.spool import Spool
from devices.outpost.stubborn import Stubborn
from hall.machines import (
    CallPads,
    FingerprintReader,
    IdCardReader,
    MachineUnavailable,
    TicketPrinter,
)

CHECK_SECONDS = 8.0


class State:
    """How a machine is, asked now and then."""

    def __init__(self, check: Callable[[], Mapping[str, Any]]) -> None:
        self._check = check
        self._told: Mapping[str, Any] = {}
        self._next = 0.0

    def __call__(self) -> Mapping[str, Any]:
        if monotonic() >= self._next or "fault" in self._told:
            self._next = monotonic() + CHECK_SECONDS
            try:
                self._told = self._check()
            except MachineUnavailable as error:
                self._told = fault_told(error)
        return self._told


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The machines that hang on this computer."""

    printer: TicketPrinter | None = None
    reader: FingerprintReader | None = None
    pads: CallPads | None = None
    card_reader: IdCardReader | None = None


def outpost(server: Server, folder: Path, here: Here) -> list[Loop]:
    """Not started yet. ``folder`` keeps what the server has not taken up, and what was printed."""
    loops: list[Loop] = []
    if printer := here.printer:
        state = State(lambda: {"paper": printer.check()})
        deeds = PrinterDeeds(printer, Jobs(folder / "jobs")).all()
        loops.append(Calls(server, "printer", state, deeds))
    if here.reader:
        loops += _of_reader(server, folder / "touches", here.reader)
    if here.pads:
        ears = Ears(server, here.pads)
        loops += [ears, Calls(server, "call_pads", ears.told, pads_deeds(here.pads))]
    if cards := here.card_reader:
        state = State(partial(_well, cards))
        loops.append(Calls(server, "id_card_reader", state, card_deeds(cards)))
    return loops


def _well(reader: IdCardReader) -> Mapping[str, Any]:
    reader.check()
    return {}


def _of_reader(server: Server, folder: Path, reader: FingerprintReader) -> list[Loop]:
    spool = Spool(folder)
    stubborn = Stubborn()
    glass = Glass(reader, spool, stubborn)
    calls = Calls(server, "fingerprint_reader", glass.told, ReaderDeeds(reader).all())
    return [glass, Sender(server, spool, glass.news, stubborn), calls]
