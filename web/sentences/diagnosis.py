"""What ``hall doctor`` says of every part it looks at, and what to do."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from hall.database_unusable import DatabaseUnusable
from hall.machines import WrongAddress
from web.sentences.addresses import wrong_address
from web.sentences.backups import backup_sentence, place_state
from web.sentences.clock import clock_doubt
from web.sentences.installing import records_refusal
from web.sentences.machines import MACHINE_STATES, MACHINES, NO_ANSWER, fault, printer_model
from web.sentences.moments import clock_seconds, day
from web.sentences.readiness import missing_line
from web.sentences.upgrades import upgrade_sentence

PARTS = {
    "config": "配置文件",
    "storage": "存储文件夹",
    "database": "数据库",
    "journal": "日志",
    "files": "公告的文件",
    "clock": "时钟",
    "opening": "开门以前",
    "backup": "备份",
    "logo": "标志",
    "accounts": "账号",
    "codes": "动态码",
    "first_start": "第一次使用",
    "upgrade": "程序升级",
    "phones": "手机查号",
    "server": "大厅服务",
    "devices": "设备",
    "ports": "插口",
    "printer_model": "打印机型号",
    "trial_print": "试打",
    **MACHINES,
}
FINDINGS = {
    "config_usable": "{hall}，可以使用。",
    "folder_error": "{folder}：{error}。",
    "folder_closed": "{folder} 不能写入，请检查权限。",
    "disk_roomy": "剩余 {gigabytes} GB。",
    "disk_full": "剩余 {gigabytes} GB。请清理磁盘。",
    "database_usable": "可以使用，版本与程序一致。",
    "database_unusable": "{refusal}",
    "database_damaged": "文件里有损坏的地方（{damage}）。请保留现在的文件，尽快用最近的备份恢复："
    "先停下服务，再运行 hall restore 备份文件。",
    "journal_broken": "第 {seq} 条与前一条对不上，这一条或更早的记录被改动过。"
    "请保留现在的数据库文件，联系维护人员。",
    "journal_whole": "共 {count} 条，环环相扣，没有改动。",
    "files_whole": "{count} 个文件都在，内容没有变。",
    "files_damaged": "{troubles}。请用备份恢复，或在管理室重新上传。",
    "logo_unusable": "{file} 不是图片，或大得打不开，号票上不印；请在管理室“纸张版式”重新上传。",
    "backup_recent": "{backup}",
    "backup_old": "{backup}请看管理室的“备份”，或运行 hall backup。",
    "backup_place": "{folder}：{place_state}。",
    "clock_doubted": "{time}",
    "clock_right": "{moment}（北京时间）。",
    "no_director": "{told}",
    "upgrade_failed": "{failed}",
    "nothing_missing": "要有的都有了。",
    "missing": "{missing}",
    "demo_passwords": "演示账号 {accounts} 的密码还没有改，大厅网络里谁都能用它们登录。"
    "请在“我的账号”里改掉，不用的在管理室“人员和账号”里停用。",
    "codes_unopened": "密钥（存储文件夹里的 secret.key）丢了或者换过，{accounts} 的动态码核对不了。"
    "有加密的备份，就停下服务，从备份里恢复；没有，请他们用纸上的备用码登录，重新设动态码，"
    "备用码也没有了，运行 hall user password 账号 --without-code。",
    "key_unreadable": "密钥（存储文件夹里的 secret.key）读不了：{error}。"
    "请用运行服务的账号运行 hall doctor。",
    "phones_cannot": "只有这台电脑能打开大厅的网页，号票上不印二维码；"
    "请把 [server] host 改成 0.0.0.0。",
    "phones_can": "号票二维码指向 {url}，手机须在大厅的局域网内。",
    "server_stopped": "没有在 {place} 运行。",
    "server_troubled": "正在 {place} 运行，有问题：{detail}",
    "server_says_nothing": "由服务使用中；服务自己有问题，没有说它怎么样。",
    "server_running": "正在 {place} 运行，应答正常。",
    "agent_has_too_much": "另一台电脑上的 hall devices 用的是什么都能做的令牌（manage），照常能用。"
    "请用 hall token create --scope device 发一个只能接设备的，换上以后在管理室收回旧的。",
    "address_wrong": "{refusal}",
    "not_configured": "配置中没有设置。",
    "used_by_server": "{state}（由服务使用中）。",
    "lost_to_server": "{fault}（由服务使用中。）",
    "no_model": "没有指定，按通用打印机使用；印得不好时，用 hall doctor --printers 找出型号。",
    "model": "{model_name}（{maker}）：{model}",
    "machine_fault": "{fault}{holders}{ports}",
    "ports_same": "共 {count} 个口，与上次检查时一样。",
    "ports_changed": "与上次检查时不同。{came}{went}"
    "设备换了插口或名字的，运行 hall find-devices 就知道配置该怎么写。",
    "no_answer": NO_ANSWER,
    "machine_well": "正常。",
    "paper_near_end": "正常，纸快用完了。",
    "no_printer": "配置中没有设置打印机。",
    "printer_in_use": "打印机由服务使用中，请在管理室“设备”页试打。",
    "print_in_doubt": "可能没有印好，请看一看纸。{fault}",
    "not_printed": "没有打印。{fault}",
    "printed": "已打印，打印机确认印完。",
    "sent": "已送出，打印机没有应答，印没有印出来要看纸。",
}
STANDINGS = {"well": "正常", "warning": "请留意", "unknown": "不知道", "trouble": "有问题"}
MEDIA = {"missing": "不见了", "altered": "已损坏"}


def check_line(part: str, finding: str, said: Mapping[str, Any], *, standing: str) -> str:
    words = {name: WORDS.get(name, str)(value) for name, value in said.items()}
    words["fault"] = fault(said.get("fault"), said.get("address", ""))
    words["model_name"] = getattr(said.get("model"), "name", "")
    words["maker"] = getattr(said.get("model"), "maker", "")
    return f"{STANDINGS[standing]}　{PARTS[part]}：{FINDINGS[finding].format_map(words)}"


def _refusal(error: DatabaseUnusable | WrongAddress) -> str:
    return records_refusal(error) if isinstance(error, DatabaseUnusable) else wrong_address(error)


def _moment(at: datetime) -> str:
    return f"{day(at)} {clock_seconds(at)}"


def _gigabytes(free: float) -> str:
    return f"{free:.1f}"


def _ports(lines: Sequence[str]) -> str:
    told = "，或 ".join(lines)
    return f"还空着的口可以这样写：{told}（hall find-devices 能看出是哪一个）。" if lines else ""


def _holders(programs: Sequence[str]) -> str:
    return f"占着它的是 {'、'.join(programs)}（名字和进程号）。" if programs else ""


def _came(ports: Sequence[str]) -> str:
    return f"新接上：{'、'.join(ports)}。" if ports else ""


def _went(ports: Sequence[str]) -> str:
    return f"不见了：{'、'.join(ports)}。" if ports else ""


def _troubles(troubles: Sequence[tuple[str, str, str]]) -> str:
    return "；".join(_trouble(*trouble) for trouble in troubles)


def _trouble(title: str, name: str, verdict: str) -> str:
    """Of a notice's file; without a title, of a proof."""
    if not title:
        return f"公示证明 {name} 没有记在日志里"
    return f"“{title}”的 {name} {MEDIA[verdict]}"


#: How to say what a finding comes with, by its name.
WORDS: Mapping[str, Callable[[Any], str]] = {
    "refusal": _refusal,
    "backup": backup_sentence,
    "place_state": place_state,
    "time": clock_doubt,
    "moment": _moment,
    "gigabytes": _gigabytes,
    "accounts": "、".join,
    "state": MACHINE_STATES.__getitem__,
    "ports": _ports,
    "holders": _holders,
    "came": _came,
    "went": _went,
    "troubles": _troubles,
    "model": printer_model,
    "missing": missing_line,
    "failed": upgrade_sentence,
}
