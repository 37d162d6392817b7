"""What ``hall doctor`` finds out about the machines, and its trial print."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from config import Config
from hall.clock import server_clock
from hall.machines import Fault, MachineUnavailable, PaperState, PrintInDoubt, PrintProof
from hall.slips.trial_sheet import trial_sheet
from server.check_result import CheckResult
from server.device_wiring import NONE, REMOTE, Devices, printer_model
from server.public_url import phone_url
from web import sentences

#: Where nobody here can choose a printer's model.
NO_MODEL = (NONE, REMOTE)
#: Where Linux lists serial ports by what is plugged in, not by the order of plugging.
SERIAL_PORTS = Path("/dev/serial/by-id")


def check_printer_profile(config: Config) -> Iterator[CheckResult]:
    """Nothing where nobody here can choose a model."""
    if config.printer.url in NO_MODEL:
        return
    model = printer_model(config.printer)
    if model is None:
        said = "没有指定，按通用打印机使用；印得不好时，用 hall doctor --printers 找出型号。"
    else:
        said = f"{model.name}（{model.maker}）：{sentences.printer_model(model)}"
    yield CheckResult("打印机型号", well=True, sentence=said)


def check_machines(
    config: Config, machines: Devices, health: dict[str, Any] | None
) -> Iterator[CheckResult]:
    """A running server holds the machines' cables, so it is asked; otherwise they are."""
    plugged: dict[str, object] = {
        "printer": machines.printer,
        "fingerprint_reader": machines.reader,
        "call_pads": machines.pads,
        "id_card_reader": machines.card_reader,
    }
    for name, machine in plugged.items():
        what = sentences.MACHINES[name]
        if machine is None:
            yield CheckResult(what, well=True, sentence="配置中没有设置。")
        elif health is not None:
            state = health.get("machines", {}).get(name, "lost")
            yield CheckResult(
                what,
                state != "lost",
                f"{sentences.MACHINE_STATES[state]}（由服务使用中）。",
                known=state in ("ready", "lost"),
            )
        else:
            yield _try(what, name, machines, _address(config, name))


def _try(what: str, name: str, machines: Devices, address: str) -> CheckResult:
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
        elsewhere = _other_ports() if error.fault is Fault.ABSENT else ""
        return CheckResult(
            what, well=False, sentence=sentences.fault(error.fault, address) + elsewhere
        )
    if paper is PaperState.NO_ANSWER:
        return CheckResult(what, well=True, sentence=sentences.NO_ANSWER, known=False)
    said = "正常，纸快用完了。" if paper is PaperState.NEAR_END else "正常。"
    return CheckResult(what, well=True, sentence=said)


def _address(config: Config, name: str) -> str:
    section = getattr(config, name)
    return str(section.url)


def _other_ports() -> str:
    """A plug that was pulled may come back under another name; these names stay."""
    ports = [f"serial://{port}" for port in sorted(SERIAL_PORTS.glob("*"))]
    return f"现在接着的串口：{'、'.join(ports)}。" if ports else ""


def check_trial_print(
    config: Config, machines: Devices, health: dict[str, Any] | None
) -> CheckResult:
    """Only while no server holds the printer."""
    what = "试打"
    if machines.printer is None:
        return CheckResult(what, well=False, sentence="配置中没有设置打印机。")
    if health is not None:
        return CheckResult(
            what, well=False, sentence="打印机由服务使用中，请在管理室“设备”页试打。"
        )
    with_zone = sentences.day(server_clock()), sentences.clock_seconds(server_clock())
    address = _address(config, "printer")
    sheet = trial_sheet(config.hall.name, " ".join(with_zone), phone_url(config))
    try:
        proof = machines.printer.print(sheet)
    except PrintInDoubt as error:
        said = f"可能没有印好，请看一看纸。{sentences.fault(error.fault, address)}"
        return CheckResult(what, well=False, sentence=said)
    except MachineUnavailable as error:
        return CheckResult(
            what, well=False, sentence=f"没有打印。{sentences.fault(error.fault, address)}"
        )
    if proof is PrintProof.CONFIRMED:
        return CheckResult(what, well=True, sentence="已打印，打印机确认印完。")
    said = "已送出，打印机没有应答，印没有印出来要看纸。"
    return CheckResult(what, well=False, sentence=said, known=False)
