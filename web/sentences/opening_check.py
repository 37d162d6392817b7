"""What the opening check says of each thing it looked at, and why it does not run by itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from hall.clock import hall_day
from hall.opening_check.due_check import DueCheck, NoCheckWhy
from hall.opening_check.findings import CheckedPart, Finding, Standing
from hall.opening_check.model import OpeningCheck
from web.sentences.machines import MACHINES, NO_ANSWER, fault
from web.sentences.moments import short_day
from web.sentences.screens import screens_sentence

GB = 1_000_000_000

PARTS = {
    CheckedPart.CLOCK: "时间",
    CheckedPart.HOURS: "开放时间",
    CheckedPart.DUTY: "今天值班",
    CheckedPart.PRINTER: "号票打印机",
    CheckedPart.PAPER: "打印纸",
    CheckedPart.MACHINE: "设备",
    CheckedPart.VOICE: "语音",
    CheckedPart.SCREEN: "屏幕",
    CheckedPart.DISK: "磁盘",
    CheckedPart.BACKUP: "备份",
}
STANDINGS = {Standing.WELL: "正常", Standing.UNKNOWN: "看不出", Standing.TROUBLE: "要办"}

#: By part and how it is; what stands in braces is filled in.
SAID = {
    (CheckedPart.CLOCK, "well"): "时间是对的。",  # as it was said before there were the next
    (CheckedPart.CLOCK, "synchronised"): "时间由网络自动对准。",
    (CheckedPart.CLOCK, "compare"): "没有自动对时，快慢看不出：请对一下时间。"
    "拿手机和取号机上的钟比一比，差了就在服务器上拨准。",
    (CheckedPart.CLOCK, "unwatched"): "时间没有跳动。没有自动对时，每月请对一次。",
    (CheckedPart.CLOCK, "doubted"): "服务器的时间可能不对，请到“今日”核对。",
    (CheckedPart.HOURS, "open"): "今天 {spans} 开放。",
    (CheckedPart.HOURS, "closed"): "今天不开放。",
    (CheckedPart.HOURS, "not_kept"): "没有按开放时间限制取号，随时可以取号。",
    (CheckedPart.HOURS, "none"): "还没有填开放时间，请到“开放时间”填写。",
    (CheckedPart.DUTY, "somebody"): "{names}。",
    (CheckedPart.DUTY, "nobody"): "今天没有排人值班，请到“值班表”安排。",
    (CheckedPart.PAPER, "plenty"): "有纸。",
    (CheckedPart.PAPER, "near_end"): "打印纸快用完了，请准备换纸。",
    (CheckedPart.PAPER, "out"): "打印纸用完了：请换一卷纸。",
    (CheckedPart.PAPER, "unknown"): "这台打印机说不出还有没有纸，请看一眼。",
    (CheckedPart.VOICE, "heard"): "{player}报告测试声已经播完。音箱响没响，它不知道，请听一听。",
    (CheckedPart.VOICE, "unheard"): "没有一块叫号屏报告播出了测试声。"
    "请打开叫号屏，检查音量、音箱的连线和浏览器是否允许出声。",
    (CheckedPart.VOICE, "quiet"): "现在是静音时段，或者音量是 0，没有试。",
    (CheckedPart.VOICE, "off"): "大厅不播声音。",
    (CheckedPart.SCREEN, "well"): "{count} 块屏都报了到，画面是最新的。",
    (CheckedPart.DISK, "roomy"): "还有 {gigabytes} GB。",
    (CheckedPart.DISK, "low"): "只剩 {gigabytes} GB，请清理磁盘。",
    (CheckedPart.DISK, "full"): "磁盘满了，不能取号，请马上清理。",
    (CheckedPart.BACKUP, "well"): "上一次是 {made_on}。",
    (CheckedPart.BACKUP, "old"): "上一次是 {made_on}，太久了，请备份。",
    (CheckedPart.BACKUP, "none"): "还没有做过备份，请备份。",
}
WHY_NOT = {
    NoCheckWhy.NEVER: "设了不自动检查。",
    NoCheckWhy.CLOCK: "服务器的时间可能不对，核对以前不自动检查。",
    NoCheckWhy.NO_HOURS: "没有按开放时间限制取号，不知道几点开门，不自动检查。",
    NoCheckWhy.CLOSED: "今天不开放，不自动检查。",
    NoCheckWhy.EARLY: "还没有到时间。",
    NoCheckWhy.OVER: "今天的开放时间已经过了。",
}
LATE = "补做的：到时间时服务器没有开，或者大厅已经开门。"


def why_not_by_itself(due: DueCheck) -> str:
    """ "" where it is due, and once it is done."""
    return WHY_NOT.get(due.why_not, "") if due.why_not else ""


def finding_title(finding: Finding) -> str:
    """What was looked at: a machine and a screen by their names."""
    if finding.part is CheckedPart.MACHINE:
        return MACHINES[finding.said["machine"]]
    screens = finding.said.get("screens", ())
    if len(screens) == 1:
        return f"屏幕 {screens[0][0]}"
    return PARTS[finding.part]


def finding_sentence(finding: Finding, names: Mapping[int, str]) -> str:
    """How it is and what to do. ``names``: of people, by their number."""
    said, part = finding.said, finding.part
    if part in (CheckedPart.PRINTER, CheckedPart.MACHINE):
        return _machine(finding)
    if "screens" in said:
        return screens_sentence(finding.how, [tuple(place) for place in said["screens"]])
    words = {
        **said,
        "spans": "、".join(said.get("spans", ())),
        "names": "、".join(names.get(number, "已离开的人") for number in said.get("staff", ())),
        "player": _player(said.get("player", "")),
        "gigabytes": f"{said.get('free_bytes', 0) / GB:.1f}",
        "made_on": _day_of(said.get("made_at", "")),
    }
    return SAID[part, finding.how].format(**words)


def check_verdict(found: Sequence[Finding]) -> str:
    """The whole in a few words; what nobody knows is not told as well."""
    count = {standing: sum(one.standing is standing for one in found) for standing in Standing}
    if troubles := count[Standing.TROUBLE]:
        return f"有 {troubles} 项要办"
    if unknown := count[Standing.UNKNOWN]:
        return f"没有发现问题，{unknown} 项看不出"
    return "都正常，可以开门"


def check_remark(check: OpeningCheck) -> str:
    """That it came late; "" for one that was in time or asked for."""
    return LATE if check.late and not check.asked else ""


def _machine(finding: Finding) -> str:
    if finding.said.get("fault"):
        return fault(finding.said["fault"], finding.said.get("address", ""))
    return {"ready": "正常。", "unknown": NO_ANSWER}.get(finding.how, "正在连接，还不知道。")


def _player(name: str) -> str:
    return "服务器自己的音箱" if name == "server" else f"叫号屏 {name} "


def _day_of(moment: str) -> str:
    return short_day(hall_day(datetime.fromisoformat(moment))) if moment else ""
