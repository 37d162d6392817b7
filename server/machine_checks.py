"""What ``hall doctor`` finds of the machines on the cables."""

from collections.abc import Iterator
from typing import Any

from config import Config
from hall.attendance.model import AdoptedReader
from hall.attendance.trusted_reader import adopted_reader, must_be_adopted
from hall.clock import server_clock
from hall.database import open_database
from hall.database_unusable import DatabaseUnusable
from hall.machines import Fault, MachineUnavailable, PaperState, PrintInDoubt, PrintProof
from hall.slips.trial_sheet import trial_sheet
from hall.unit_of_work import Hall
from server.check_result import CheckResult, trouble, unknown, unproved, well
from server.device_wiring import Devices, printer_model
from server.port_checks import holders_at, lines_for
from server.public_url import phone_url
from web import sentences

Health = dict[str, Any] | None  # what a running server answers; None where none runs


def check_machines(config: Config, machines: Devices, health: Health) -> Iterator[CheckResult]:
    """A running server holds the machines' cables, so it is asked; otherwise they are."""
    plugged: dict[str, object] = {
        "printer": machines.printer,
        "fingerprint_reader": machines.reader,
        "call_pads": machines.pads,
        "id_card_reader": machines.card_reader,
        "ups": machines.ups,
    }
    for name, machine in plugged.items():
        if machine is None:
            yield well(name, "not_configured")
        elif health is not None:
            yield _as_the_server_says(name, health, _address(config, name))
        else:
            yield _try(name, machines, config)


def _as_the_server_says(name: str, health: dict[str, Any], address: str) -> CheckResult:
    if health["status"] != "ok":
        return unknown(name, "server_says_nothing")
    state = health.get("machines", {}).get(name, "lost")
    if fault := health.get("faults", {}).get(name):
        return trouble(name, "lost_to_server", fault=fault, address=address)
    judge = {"ready": well, "lost": trouble}.get(state, unknown)
    return judge(name, "used_by_server", state=state)


def check_printer_profile(config: Config) -> CheckResult:
    """Which model the settings follow, if any."""
    model = printer_model(config.printer)
    if model is None:
        return well("printer_model", "no_model")
    return well("printer_model", "model", model=model)


def _try(name: str, machines: Devices, config: Config) -> CheckResult:
    paper, address = PaperState.PLENTY, _address(config, name)
    try:
        if name == "printer" and machines.printer:
            paper = machines.printer.check()
        elif name == "fingerprint_reader" and machines.reader:
            machines.reader.check()
            must_be_adopted(_adopted(config), machines.reader)
        elif name == "id_card_reader" and machines.card_reader:
            machines.card_reader.check()
        elif name == "ups" and machines.ups:
            machines.ups.read()
        elif machines.pads:
            machines.pads.next_word(0.05)  # they speak unasked: all that shows is the port
    except MachineUnavailable as error:
        elsewhere = lines_for(config, name) if error.fault is Fault.ABSENT else []
        holders = holders_at(address) if error.fault is Fault.BUSY else []
        return trouble(
            name,
            "machine_fault",
            fault=error.fault,
            address=address,
            ports=elsewhere,
            holders=holders,
        )
    if paper is PaperState.NO_ANSWER:
        return unknown(name, "no_answer")
    return well(name, "paper_near_end" if paper is PaperState.NEAR_END else "machine_well")


def _adopted(config: Config) -> AdoptedReader | None:
    """What the office would judge by; a database that cannot be read has its own finding."""
    try:
        hall = Hall(open_database(config.database_url))
    except DatabaseUnusable:
        return None
    try:
        with hall.read() as snapshot:
            return adopted_reader(snapshot.session)
    finally:
        hall.close()


def _address(config: Config, name: str) -> str:
    return str(getattr(config, name).url)


def check_trial_print(config: Config, machines: Devices, health: Health) -> CheckResult:
    """Only while no server holds the printer."""
    if machines.printer is None:
        return trouble("trial_print", "no_printer")
    if health is not None:
        return trouble("trial_print", "printer_in_use")
    with_zone = sentences.day(server_clock()), sentences.clock_seconds(server_clock())
    address = _address(config, "printer")
    sheet = trial_sheet(config.hall.name, " ".join(with_zone), phone_url(config))
    try:
        proof = machines.printer.print(sheet)
    except PrintInDoubt as error:
        return trouble("trial_print", "print_in_doubt", fault=error.fault, address=address)
    except MachineUnavailable as error:
        return trouble("trial_print", "not_printed", fault=error.fault, address=address)
    if proof is PrintProof.CONFIRMED:
        return well("trial_print", "printed")
    return unproved("trial_print", "sent")
