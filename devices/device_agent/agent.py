"""All threads of a device agent: one for each machine's calls, and for what some say unasked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from devices.device_agent.agent_threads import AgentThread, CallThread, HeartbeatThread
from devices.device_agent.driver_calls import ReaderCalls, card_calls, fault_answer, pads_calls
from devices.device_agent.pad_thread import PadThread
from devices.device_agent.print_jobs import PrintJobs
from devices.device_agent.printer_calls import PrinterCalls
from devices.device_agent.retry_backoff import RetryBackoff
from devices.device_agent.server_client import HallServerClient
from devices.device_agent.touch_spool import TouchSpool
from devices.device_agent.touch_threads import TouchSender, TouchThread
from hall.machines import (
    CallPads,
    FingerprintReader,
    IdCardReader,
    MachineUnavailable,
    TicketPrinter,
)

CHECK_SECONDS = 8.0


class MachineStateReport:
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
                self._told = fault_answer(error)
        return self._told


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalMachines:
    """The machines that hang on this computer."""

    printer: TicketPrinter | None = None
    reader: FingerprintReader | None = None
    pads: CallPads | None = None
    card_reader: IdCardReader | None = None


def device_agent(server: HallServerClient, folder: Path, here: LocalMachines) -> list[AgentThread]:
    """The agent's threads, not started yet.

    ``folder`` keeps what the server has not taken up, and what was printed.
    """
    loops: list[AgentThread] = []
    if printer := here.printer:
        state = MachineStateReport(lambda: {"paper": printer.check()})
        actions = PrinterCalls(printer, PrintJobs(folder / "jobs")).all()
        loops.append(CallThread(server, "printer", state, actions))
    if here.reader:
        loops += _of_reader(server, folder / "touches", here.reader)
    if here.pads:
        ears = PadThread(server, here.pads)
        loops += [ears, CallThread(server, "call_pads", ears.told, pads_calls(here.pads))]
    if cards := here.card_reader:
        state = MachineStateReport(partial(_well, cards))
        loops.append(CallThread(server, "id_card_reader", state, card_calls(cards)))
    calls = [thread for thread in loops if isinstance(thread, CallThread)]
    return [*loops, HeartbeatThread(calls)] if calls else []


def _well(reader: IdCardReader) -> Mapping[str, Any]:
    reader.check()
    return {}


def _of_reader(
    server: HallServerClient, folder: Path, reader: FingerprintReader
) -> list[AgentThread]:
    spool = TouchSpool(folder)
    stubborn = RetryBackoff()
    glass = TouchThread(reader, spool, stubborn)
    calls = CallThread(server, "fingerprint_reader", glass.told, ReaderCalls(reader).all())
    return [glass, TouchSender(server, spool, glass.news, stubborn), calls]
