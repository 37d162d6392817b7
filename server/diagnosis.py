"""``hall doctor``: what is well, what is not, and what to do about it."""

import json
import os
from collections.abc import Iterator
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from config import Config, ConfigError
from hall import journal
from hall.database import open_database
from hall.database_unusable import DatabaseUnusable
from hall.notices.media_store import MediaState, MediaStore
from hall.proof_of_play.inspection import inspect
from hall.unit_of_work import Hall
from server.check_result import CheckResult
from server.device_wiring import wire_devices
from server.machine_checks import check_machines, check_printer_profile, check_trial_print
from server.public_url import phone_url
from web import sentences
from web.sentences.installing import records_refusal

ANSWER_SECONDS = 3


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
    yield from check_printer_profile(config)
    try:
        yield from check_machines(config, machines, health)
        if trial_print:
            yield check_trial_print(config, machines, health)
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
    url = phone_url(config)
    if not url:
        said = "只有这台电脑能打开大厅的网页，号票上不印二维码；请把 [server] host 改成 0.0.0.0。"
        return CheckResult("手机查号", well=True, sentence=said, warns=True)
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
