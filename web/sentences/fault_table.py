"""故障: every fault of the hall in one table; the page of faults, docs/faults.md and the PDF."""

from collections.abc import Iterator

from hall.needs.need import NeedKind
from hall.opening_check.findings import CheckedPart
from web.sentences import fault_meanings as means
from web.sentences import needs, opening_check, screens
from web.sentences.backups import PLACE_STATES
from web.sentences.clock import CLOCK_DOUBTS, CLOCK_SHOWN, GOES_ON
from web.sentences.device_jobs import CARD_STAGES
from web.sentences.disk import DISK_STATES
from web.sentences.fault_lines import (
    LEFT_OPEN,
    FaultGroup,
    FaultLine,
    machine_lines,
    sentence_lines,
)
from web.sentences.installing import RECORDS
from web.sentences.machines import MACHINE_NOTES, NO_ANSWER

#: By the titles of the groups: what goes on in the hall meanwhile.
ABOUT = {
    "号票打印机": "号照样能取，号码在屏幕上；没有打印出来的号票，"
    "10 分钟以内修好就自动补上，过后请补打。",
    "指纹机": "用打卡密码打卡，一样算。",
    "接线和地址": "打印机、指纹机、身份证阅读器、呼叫器和评价器都一样：只影响这一台，"
    "取号、叫号照常；呼叫器坏了，在电脑上叫号。接好以后等几秒，自己恢复。",
    "身份证阅读器": "群众可以不刷证，直接取号。",
    "屏幕": "叫号照常，别的屏照常显示。",
    "声音": "请窗口口头叫号。",
    "时间": f"{GOES_ON}对好服务器的时钟，再在“今日”按“服务器现在的时间是对的”。",
    "磁盘": "已经取的号都有效。",
    "数据库": "原来的文件请一个也不要删。拿不准就不要动，先打电话给维护人员。",
    "备份": "大厅照常；没有好的备份，盘坏了就找不回来。",
    "停电和断网": "大厅里的事不靠互联网，只靠大厅自己的网线。",
}


def fault_groups() -> tuple[FaultGroup, ...]:
    """All of them, in the order of the page."""
    lines = {
        "号票打印机": (*machine_lines(means.PRINTER), *_notes("near_end", "unknown")),
        "指纹机": (*machine_lines(means.READER), *_notes("capacity_assumed", "stuck")),
        "接线和地址": machine_lines(means.ANY_MACHINE),
        "身份证阅读器": sentence_lines("card", CARD_STAGES, means.CARDS),
        "屏幕": (*_screens(), means.NOT_ENROLLED),
        "声音": (*machine_lines(means.VOICE), *_voice()),
        "时间": _clock(),
        "磁盘": sentence_lines("disk", DISK_STATES, means.DISK),
        "数据库": sentence_lines("records", RECORDS, means.RECORDS),
        "备份": (*_places(), *_backups()),
        "停电和断网": means.POWER,
    }
    return tuple(FaultGroup(title, ABOUT[title], tuple(found)) for title, found in lines.items())


def fault_key(name: str | None) -> str:
    """The place of a machine's fault or note on the page of faults; "" where it has none."""
    keys = {line.key for group in fault_groups() for line in group.lines}
    return next((key for key in (name or "", f"note-{name}") if key in keys), "")


def _notes(*names: str) -> Iterator[FaultLine]:
    said = {name: note.removeprefix("正常。") for name, note in MACHINE_NOTES.items()}
    said["unknown"] = NO_ANSWER
    return sentence_lines("note", said, {name: means.NOTES[name] for name in names})


def _screens() -> Iterator[FaultLine]:
    for name, meaning in means.SCREENS.items():
        seen, do = screens.CONDITIONS[name], screens.CONDITION_ADVICE[name]
        yield FaultLine(f"screen-{name}", seen, meaning, do)


def _voice() -> Iterator[FaultLine]:
    said = {
        kind: needs.SENTENCES[NeedKind(kind)]({"count": LEFT_OPEN}) for kind in means.VOICE_NEEDS
    }
    return sentence_lines("voice", said, means.VOICE_NEEDS)


def _clock() -> Iterator[FaultLine]:
    shown = CLOCK_SHOWN.format(time=LEFT_OPEN)
    said = {doubt: f"{shown}，{sentence}" for doubt, sentence in CLOCK_DOUBTS.items()}
    return sentence_lines("clock", said, means.DOUBTS)


def _places() -> Iterator[FaultLine]:
    """A few words of each: what is seen, a colon, and either the cause or what to do."""
    for name, more in means.PLACES.items():
        seen, _, told = PLACE_STATES[name].partition("：")
        cause, do = (more, told) if told.startswith("请") else (told, more)
        yield FaultLine(f"backup-{name}", seen, f"{cause.rstrip('。')}。", f"{do.rstrip('。')}。")


def _backups() -> Iterator[FaultLine]:
    said = {name: opening_check.SAID[CheckedPart.BACKUP, name] for name in means.BACKUPS}
    return sentence_lines("backup", said, means.BACKUPS)
