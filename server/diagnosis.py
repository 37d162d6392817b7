"""``hall doctor``: what is well, what is not, and what to do about it."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from config import Config, ConfigError
from hall import journal
from hall.clock import server_clock
from hall.database import open_database
from hall.database_unusable import DatabaseUnusable
from hall.machines import Fault, MachineUnavailable, PaperState, PrintInDoubt, PrintProof
from hall.notices.media_store import MediaState, MediaStore
from hall.proof_of_play.inspection import inspect
from hall.slips.trial_sheet import trial_sheet
from hall.unit_of_work import Hall
from server.device_wiring import NONE, REMOTE, Devices, printer_model, wire_devices
from server.public_url import public_url
from web import sentences
from web.sentences.installing import records_refusal

ANSWER_SECONDS = 3
#: Where nobody here can choose a printer's model.
NO_MODEL = (NONE, REMOTE)
#: Where Linux lists serial ports by what is plugged in, not by the order of plugging.
SERIAL_PORTS = Path("/dev/serial/by-id")


@dataclass(frozen=True, slots=True)
class CheckResult:
    what: str
    well: bool
    sentence: str


def examine(config: Config, *, trial_print: bool = False) -> Iterator[CheckResult]:
    """Look at every part; what cannot be looked at is a finding too, never an exception."""
    yield CheckResult("配置文件", well=True, sentence=f"{config.hall.name}，可以使用。")
    yield _storage(config)
    yield from _records(config)
    yield _phones(config)
    health = _ask_server(config)
    yield _server(config, health)
    try:
        machines = wire_devices(config)
    except ConfigError as error:
        yield CheckResult("设备", well=False, sentence=str(error))
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
        return CheckResult("存储文件夹", well=False, sentence=f"{folder}：{error.strerror}。")
    free = os.statvfs(folder)
    gigabytes = free.f_bavail * free.f_frsize / 1e9
    if not writable:
        return CheckResult("存储文件夹", well=False, sentence=f"{folder} 不能写入，请检查权限。")
    roomy = gigabytes >= 1
    advice = "" if roomy else "请清理磁盘。"
    return CheckResult("存储文件夹", well=roomy, sentence=f"剩余 {gigabytes:.1f} GB。{advice}")


def _records(config: Config) -> Iterator[CheckResult]:
    try:
        hall = Hall(open_database(config.database_url))
    except DatabaseUnusable as error:
        yield CheckResult("数据库", well=False, sentence=records_refusal(error))
        return
    try:
        yield CheckResult("数据库", well=True, sentence="可以使用，版本与程序一致。")
        yield _journal(hall)
        yield _files(hall, MediaStore(config.storage_folder))
        yield _clock(hall)
    except DatabaseUnusable as error:  # it opens, and is damaged further in
        yield CheckResult("数据库", well=False, sentence=records_refusal(error))
    finally:
        hall.close()


def _journal(hall: Hall) -> CheckResult:
    with hall.read() as snapshot:
        count, broken = snapshot.seq, journal.first_break(snapshot.session)
    if broken:
        return CheckResult(
            "日志",
            well=False,
            sentence=f"第 {broken.seq} 条与前一条对不上，这一条或更早的记录被改动过。"
            "请保留现在的数据库文件，联系维护人员。",
        )
    return CheckResult("日志", well=True, sentence=f"共 {count} 条，环环相扣，没有改动。")


def _files(hall: Hall, media_store: MediaStore) -> CheckResult:
    """Of notices and of proofs: each is named by its content, so any change is found."""
    what = "公告的文件"
    with hall.read() as snapshot:
        found = inspect(snapshot.session, media_store)
    if not found.troubles and not found.unwritten:
        return CheckResult(what, well=True, sentence=f"{found.count} 个文件都在，内容没有变。")
    words = {MediaState.MISSING: "不见了", MediaState.ALTERED: "已损坏"}
    told = [f"“{each.title}”的 {each.name} {words[each.verdict]}" for each in found.troubles]
    told += [f"公示证明 {name} 没有记在日志里" for name in found.unwritten]
    return CheckResult(
        what, well=False, sentence=f"{'；'.join(told)}。请用备份恢复，或在管理室重新上传。"
    )


def _clock(hall: Hall) -> CheckResult:
    if behind := hall.behind():
        lag = sentences.duration(behind.total_seconds())
        return CheckResult(
            "时钟", well=False, sentence=f"比最后一次记录早 {lag}，请校正服务器的日期和时间。"
        )
    with hall.read() as snapshot:
        shown = f"{sentences.day(snapshot.now)} {sentences.clock_seconds(snapshot.now)}"
    return CheckResult("时钟", well=True, sentence=f"{shown}（北京时间）。")


def _phones(config: Config) -> CheckResult:
    url = public_url(config)
    if "//127.0.0.1" in url or "//localhost" in url:
        said = f"号票二维码指向 {url}，手机打不开；要让手机打开，请把 [server] host 改成 0.0.0.0。"
    else:
        said = f"号票二维码指向 {url}，手机须在大厅的局域网内。"
    return CheckResult("手机查号", well=True, sentence=said)


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
    if health is None:
        return CheckResult("大厅服务", well=True, sentence=f"没有在 {place} 运行。")
    return CheckResult("大厅服务", well=True, sentence=f"正在 {place} 运行，应答正常。")


def _machines(machines: Devices, health: dict[str, Any] | None) -> Iterator[CheckResult]:
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
                what, state != "lost", f"{sentences.MACHINE_STATES[state]}（由服务使用中）。"
            )
        else:
            yield _try(what, name, machines)


def _printer_profile(config: Config) -> CheckResult:
    model = printer_model(config.printer)
    if model is None:
        said = "没有指定，按通用打印机使用；印得不好时，用 hall doctor --printers 找出型号。"
    else:
        said = f"{model.name}（{model.maker}）：{sentences.printer_model(model)}"
    return CheckResult("打印机型号", well=True, sentence=said)


def _try(what: str, name: str, machines: Devices) -> CheckResult:
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
        return CheckResult(what, well=False, sentence=sentences.fault(error.fault) + elsewhere)
    said = "正常，纸快用完了。" if paper is PaperState.NEAR_END else "正常。"
    return CheckResult(what, well=True, sentence=said)


def _other_ports() -> str:
    """A plug that was pulled may come back under another name; these names stay."""
    ports = [f"serial://{port}" for port in sorted(SERIAL_PORTS.glob("*"))]
    return f"现在接着的串口：{'、'.join(ports)}。" if ports else ""


def _trial_print(config: Config, machines: Devices, health: dict[str, Any] | None) -> CheckResult:
    """Only while no server holds the printer."""
    what = "试打"
    if machines.printer is None:
        return CheckResult(what, well=False, sentence="配置中没有设置打印机。")
    if health is not None:
        return CheckResult(
            what, well=False, sentence="打印机由服务使用中，请在管理室“设备”页试打。"
        )
    with_zone = sentences.day(server_clock()), sentences.clock_seconds(server_clock())
    sheet = trial_sheet(config.hall.name, " ".join(with_zone), public_url(config))
    try:
        proof = machines.printer.print(sheet)
    except PrintInDoubt as error:
        said = f"可能没有印好，请看一看纸。{sentences.fault(error.fault)}"
        return CheckResult(what, well=False, sentence=said)
    except MachineUnavailable as error:
        return CheckResult(what, well=False, sentence=f"没有打印。{sentences.fault(error.fault)}")
    if proof is PrintProof.CONFIRMED:
        return CheckResult(what, well=True, sentence="已打印，打印机确认印完。")
    return CheckResult(what, well=True, sentence="已送出，这台打印机不会应答，请看一看纸。")
