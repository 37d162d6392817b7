"""``hall doctor``: what is well and what is not; web/sentences/diagnosis.py says it."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from config import Config
from hall import journal
from hall.clock import server_clock
from hall.database import open_database
from hall.database_unusable import DatabaseUnusable
from hall.machines import (
    Fault,
    MachineUnavailable,
    PaperState,
    PrintInDoubt,
    PrintProof,
    WrongAddress,
)
from hall.notices.media_store import MediaStore
from hall.proof_of_play.inspection import inspect
from hall.slips.trial_sheet import trial_sheet
from hall.unit_of_work import Hall
from server.device_wiring import NONE, REMOTE, Devices, printer_model, wire_devices
from server.public_url import public_url
from web import sentences

ANSWER_SECONDS = 3
LEAST_GIGABYTES = 1
#: Where nobody here can choose a printer's model.
NO_MODEL = (NONE, REMOTE)
#: Where Linux lists serial ports by what is plugged in, not by the order of plugging.
SERIAL_PORTS = Path("/dev/serial/by-id")


@dataclass(frozen=True, slots=True)
class CheckResult:
    part: str  # what was looked at
    finding: str
    well: bool
    said: Mapping[str, Any] = field(default_factory=dict)


def _well(part: str, finding: str, **said: Any) -> CheckResult:
    return CheckResult(part, finding, well=True, said=said)


def _trouble(part: str, finding: str, **said: Any) -> CheckResult:
    return CheckResult(part, finding, well=False, said=said)


def examine(config: Config, *, trial_print: bool = False) -> Iterator[CheckResult]:
    """Look at every part; what cannot be looked at is a finding too, never an exception."""
    yield _well("config", "config_usable", hall=config.hall.name)
    yield _storage(config)
    yield from _records(config)
    yield _phones(config)
    health = _ask_server(config)
    yield _server(config, health)
    try:
        machines = wire_devices(config)
    except WrongAddress as error:
        yield _trouble("devices", "address_wrong", refusal=error)
        return
    if config.printer.url not in NO_MODEL:
        yield _printer_profile(config)
    try:
        yield from _machines(machines, health)
        if trial_print:
            yield _trial_print(config, machines, health)
    finally:
        machines.unplug()


def _storage(config: Config) -> CheckResult:
    folder = config.storage_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError as error:
        return _trouble("storage", "folder_error", folder=folder, error=error.strerror)
    free = os.statvfs(folder)
    gigabytes = free.f_bavail * free.f_frsize / 1e9
    if not writable:
        return _trouble("storage", "folder_closed", folder=folder)
    if gigabytes < LEAST_GIGABYTES:
        return _trouble("storage", "disk_full", gigabytes=gigabytes)
    return _well("storage", "disk_roomy", gigabytes=gigabytes)


def _records(config: Config) -> Iterator[CheckResult]:
    try:
        hall = Hall(open_database(config.database_url))
    except DatabaseUnusable as error:
        yield _trouble("database", "database_unusable", refusal=error)
        return
    try:
        yield _well("database", "database_usable")
        yield _journal(hall)
        yield _files(hall, MediaStore(config.storage_folder))
        yield _clock(hall)
    except DatabaseUnusable as error:  # it opens, and is damaged further in
        yield _trouble("database", "database_unusable", refusal=error)
    finally:
        hall.close()


def _journal(hall: Hall) -> CheckResult:
    with hall.read() as snapshot:
        count, broken = snapshot.seq, journal.first_break(snapshot.session)
    if broken:
        return _trouble("journal", "journal_broken", seq=broken.seq)
    return _well("journal", "journal_whole", count=count)


def _files(hall: Hall, media_store: MediaStore) -> CheckResult:
    """Of notices and of proofs: each is named by its content, so any change is found."""
    with hall.read() as snapshot:
        found = inspect(snapshot.session, media_store)
    if not found.troubles and not found.unwritten:
        return _well("files", "files_whole", count=found.count)
    troubles = [(file.title, file.name, str(file.verdict)) for file in found.troubles]
    troubles += [("", name, "") for name in found.unwritten]
    return _trouble("files", "files_damaged", troubles=troubles)


def _clock(hall: Hall) -> CheckResult:
    if behind := hall.behind():
        return _trouble("clock", "clock_behind", lag=behind.total_seconds())
    with hall.read() as snapshot:
        return _well("clock", "clock_right", moment=snapshot.now)


def _phones(config: Config) -> CheckResult:
    url = public_url(config)
    is_here_only = "//127.0.0.1" in url or "//localhost" in url
    return _well("phones", "phones_cannot" if is_here_only else "phones_can", url=url)


def _ask_server(config: Config) -> dict[str, Any] | None:
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(
        config.server.host, config.server.host
    )
    host = f"[{host}]" if ":" in host else host
    address = f"http://{host}:{config.server.port}/api/v1/health"
    try:
        with build_opener(ProxyHandler({})).open(address, timeout=ANSWER_SECONDS) as answer:
            health = json.load(answer)
            ours = isinstance(health, dict) and health.get("status") == "ok"
            return health if ours else None
    except (URLError, HTTPException, OSError, ValueError):
        return None


def _server(config: Config, health: dict[str, Any] | None) -> CheckResult:
    place = f"{config.server.host}:{config.server.port}"
    return _well("server", "server_stopped" if health is None else "server_running", place=place)


def _machines(machines: Devices, health: dict[str, Any] | None) -> Iterator[CheckResult]:
    """A running server holds the machines' cables, so it is asked; otherwise they are."""
    plugged: dict[str, object] = {
        "printer": machines.printer,
        "fingerprint_reader": machines.reader,
        "call_pads": machines.pads,
        "id_card_reader": machines.card_reader,
    }
    for name, machine in plugged.items():
        if machine is None:
            yield _well(name, "not_configured")
        elif health is not None:
            state = health.get("machines", {}).get(name, "lost")
            yield CheckResult(name, "used_by_server", state != "lost", {"state": state})
        else:
            yield _try(name, machines)


def _printer_profile(config: Config) -> CheckResult:
    model = printer_model(config.printer)
    if model is None:
        return _well("printer_model", "no_model")
    return _well("printer_model", "model", model=model)


def _try(name: str, machines: Devices) -> CheckResult:
    paper = PaperState.PLENTY
    try:
        if name == "printer" and machines.printer:
            paper = machines.printer.check()
        elif name == "fingerprint_reader" and machines.reader:
            machines.reader.next_touch()
        elif name == "id_card_reader" and machines.card_reader:
            machines.card_reader.check()
        elif machines.pads:
            machines.pads.next_word(0.05)  # they speak unasked: all that shows is the port
    except MachineUnavailable as error:
        elsewhere = _other_ports() if error.fault is Fault.ABSENT else []
        return _trouble(name, "machine_fault", fault=error.fault, ports=elsewhere)
    return _well(name, "paper_near_end" if paper is PaperState.NEAR_END else "machine_well")


def _other_ports() -> list[str]:
    """A plug that was pulled may come back under another name; these names stay."""
    return [f"serial://{port}" for port in sorted(SERIAL_PORTS.glob("*"))]


def _trial_print(config: Config, machines: Devices, health: dict[str, Any] | None) -> CheckResult:
    """Only while no server holds the printer."""
    if machines.printer is None:
        return _trouble("trial_print", "no_printer")
    if health is not None:
        return _trouble("trial_print", "printer_in_use")
    with_zone = sentences.day(server_clock()), sentences.clock_seconds(server_clock())
    sheet = trial_sheet(config.hall.name, " ".join(with_zone), public_url(config))
    try:
        proof = machines.printer.print(sheet)
    except PrintInDoubt as error:
        return _trouble("trial_print", "print_in_doubt", fault=error.fault)
    except MachineUnavailable as error:
        return _trouble("trial_print", "not_printed", fault=error.fault)
    return _well("trial_print", "printed" if proof is PrintProof.CONFIRMED else "sent")
