"""What the page of today says of each thing that needs the director."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from hall.clock import hall_day
from hall.line.window_names import called
from hall.needs.need import Need, NeedKind
from hall.notices.issues_due import NoticesDue
from hall.opinions.queries import CasesDue
from web.sentences.backups import backup_sentence
from web.sentences.clock import clock_doubt
from web.sentences.disk import disk_sentence
from web.sentences.line import silent_sentence, unattended_sentences, unopened_sentences
from web.sentences.machines import MACHINES, fault, machine_state
from web.sentences.moments import clock_time, duration, short_day
from web.sentences.names import SLIP_STAGES
from web.sentences.power import power_sentence
from web.sentences.screens import screens_sentence, strain_sentence
from web.sentences.upgrades import upgrade_sentence

MOST_NAMED = 8

TITLES = {
    NeedKind.POWER: "停电了",
    NeedKind.DISK: "磁盘",
    NeedKind.CLOCK: "服务器的时间可能不对",
    NeedKind.UNATTENDED: "没有窗口接待的群众",
    NeedKind.SILENT_CALL: "叫了号没有动静",
    NeedKind.LONG_WAIT: "等得太久",
    NeedKind.SLIP_IN_DOUBT: "没有打印出来的号票",
    NeedKind.SLIPS_DELAYED: "没有打印出来的号票",
    NeedKind.UNHEARD: "叫号没有声音",
    NeedKind.NO_VOICE: "叫号没有声音",
    NeedKind.FORGOTTEN: "办了三个小时以上，还没有按办结",
    NeedKind.UNOPENED: "人到了，窗口还没开",
    NeedKind.CASES: "要答复的差评和意见",
    NeedKind.ISSUE: "该出下一期的定期公告",
    NeedKind.REVIEW: "等着审的公告",
    NeedKind.LEAVE: "等您批的单子",
    NeedKind.PUNCHES: "先搁着的打卡",
    NeedKind.BACKUP: "备份",
    NeedKind.KNOWN_PASSWORDS: "演示账号的密码还没有改",
    NeedKind.UPGRADE: "程序升级没有成功",
}


def need_title(need: Need) -> str:
    """What it is about, in a few words."""
    said = need.said
    match need.kind:
        case NeedKind.MACHINE_LOST | NeedKind.MACHINE_UNKNOWN | NeedKind.PAPER_LOW:
            return MACHINES[said["health"].machine]
        case NeedKind.SCREEN:
            screens = said["screens"]
            return f"屏幕 {screens[0].name}" if len(screens) == 1 else f"{len(screens)} 块屏幕"
        case NeedKind.SCREEN_STRAIN:
            return f"屏幕 {said['screen'].name} 的电脑"
        case NeedKind.LEFT_OVER:
            tickets = said["tickets"]
            return f"{short_day(tickets[0].day)}没办完的人（{len(tickets)} 位）"
    return TITLES[need.kind]


def need_sentence(need: Need) -> str:
    """What is wrong, and what to do."""
    return SENTENCES[need.kind](need.said)


def _long_wait(said: Mapping[str, Any]) -> str:
    tickets = said["tickets"]
    numbers = "、".join(ticket.number for ticket in tickets[:MOST_NAMED])
    more = " 等" if len(tickets) > MOST_NAMED else ""
    waited = duration((said["now"] - tickets[0].issued_at).total_seconds())
    name = tickets[0].service.name
    return f"“{name}”有 {len(tickets)} 位等得太久（{numbers}{more}），最久的等了 {waited}。"


def _slip_in_doubt(said: Mapping[str, Any]) -> str:
    slip = said["slip"]
    trouble = f"{fault(slip.fault)}{SLIP_STAGES[slip.stage]}"
    return f"{slip.ticket.number} 号：{trouble}。号有效，位置不变。"


def _slips_delayed(said: Mapping[str, Any]) -> str:
    slips = said["slips"]
    numbers = "、".join(slip.ticket.number for slip in slips[:MOST_NAMED])
    more = f" 等 {len(slips)} 张" if len(slips) > MOST_NAMED else ""
    stage = SLIP_STAGES[slips[0].stage]
    return f"{numbers} 号{more}：{fault(slips[0].fault)}{stage}。号有效，位置不变。"


def _screen(said: Mapping[str, Any]) -> str:
    condition = said["condition"]
    places = [(screen.name, screen.place) for screen in said["screens"]]
    return screens_sentence(condition, places)


def _forgotten(said: Mapping[str, Any]) -> str:
    ticket = said["ticket"]
    window = f"，{called(ticket.window.name)}" if ticket.window else ""
    began = clock_time(ticket.serving_at)
    return (
        f"{ticket.number} 号（{ticket.service.name}{window}）{began} 开始。"
        "知道几点办完的请填上，不知道就空着，不算进平均时长。"
    )


def _cases(said: Mapping[str, Any]) -> str:
    due: CasesDue = said["due"]
    parts = {"超期": due.overdue, "今天到期": due.today, "明天到期": due.tomorrow}
    return "，".join(f"{name} {count} 件" for name, count in parts.items() if count) + "。"


def _issue(said: Mapping[str, Any]) -> str:
    issue: NoticesDue = said["issue"]
    return f"“{issue.notice.title}”{short_day(issue.on)}{'已过期' if issue.overdue else '到期'}。"


def _review(said: Mapping[str, Any]) -> str:
    titles = "、".join(f"“{notice.title}”" for notice in said["notices"][:3])
    more = f" 等 {len(said['notices'])} 条" if len(said["notices"]) > 3 else ""
    return f"{titles}{more}。"


def _leave(said: Mapping[str, Any]) -> str:
    names = "、".join(dict.fromkeys(row.slip.staff.name for row in said["slips"][:MOST_NAMED]))
    return f"{len(said['slips'])} 张：{names}。"


def need_since(since: datetime, now: datetime) -> str:
    """10:23 起, with the day where it is another."""
    day = "" if hall_day(since) == hall_day(now) else f"{short_day(hall_day(since))} "
    return f"{day}{clock_time(since)} 起"


SENTENCES: Mapping[NeedKind, Callable[[Mapping[str, Any]], str]] = {
    NeedKind.POWER: lambda said: power_sentence(said["power"]),
    NeedKind.DISK: lambda said: disk_sentence(said["room"]),
    NeedKind.CLOCK: lambda said: clock_doubt(said["time"]),
    NeedKind.UNATTENDED: lambda said: "".join(unattended_sentences(said["lost"])),
    NeedKind.SILENT_CALL: lambda said: silent_sentence(said["ticket"], said["now"]),
    NeedKind.LONG_WAIT: _long_wait,
    NeedKind.MACHINE_LOST: lambda said: machine_state(said["health"]),
    NeedKind.MACHINE_UNKNOWN: lambda said: machine_state(said["health"]),
    NeedKind.PAPER_LOW: lambda said: machine_state(said["health"]),
    NeedKind.SLIP_IN_DOUBT: _slip_in_doubt,
    NeedKind.SLIPS_DELAYED: _slips_delayed,
    NeedKind.UNHEARD: lambda said: f"有 {said['count']} 个号叫了，没有播出声音，请口头叫一叫。",
    NeedKind.NO_VOICE: lambda _: (
        "没有一块叫号屏能出声。请打开叫号屏，检查音量、音箱的连线和浏览器是否允许出声。"
    ),
    NeedKind.SCREEN: _screen,
    NeedKind.SCREEN_STRAIN: lambda said: strain_sentence(said["computer"], said["strains"]),
    NeedKind.FORGOTTEN: _forgotten,
    NeedKind.LEFT_OVER: lambda _: (
        "人来了，请按“排在前面”：给他一个今天的号，排在今天取号的人前面。窗口上也能按。"
    ),
    NeedKind.UNOPENED: lambda said: "".join(unopened_sentences([said["unopened"]])),
    NeedKind.CASES: _cases,
    NeedKind.ISSUE: _issue,
    NeedKind.REVIEW: _review,
    NeedKind.LEAVE: _leave,
    NeedKind.BACKUP: lambda said: f"{backup_sentence(said['last'])}请现在备份一份。",
    NeedKind.UPGRADE: lambda said: upgrade_sentence(said["failed"]),
    NeedKind.KNOWN_PASSWORDS: lambda said: (
        f"{'、'.join(said['accounts'])}：密码写在程序的说明里，大厅网络里谁都能用它们登录。"
        "请各人在“我的账号”里改掉，不用的停用。"
    ),
    NeedKind.PUNCHES: lambda said: f"有 {said['count']} 条打卡的时间不可信，还没有计入考勤。",
}

#: What the press says that mends it, or leads to where it is mended.
PRESSES = {
    "accept_the_clock": "服务器现在的时间是对的",
    "print_again": "补打",
    "reload": "重新加载",
    "sound": "再试一声",
    "end": "结束",
    "arrange": "去安排窗口",
    "machines": "看怎么办",
    "screens": "看怎么办",
    "answer": "去答复",
    "issue": "去写下一期",
    "review": "去审",
    "leave": "去批",
    "punches": "去核对",
    "back_up": "去备份",
    "people": "去停用",
}
