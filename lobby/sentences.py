"""What is said to people: one plain Chinese sentence for each refusal, fault and state.

The hall speaks in codes and values; here, and only here, they become sentences that say what
happened and what to do.
"""

from collections.abc import Mapping
from datetime import datetime
from string import Formatter

from hall.clock import local
from hall.errors import HallError
from hall.watch import Health

REFUSALS = {
    "NotFound": "没有找到您要的内容，可能已经撤下或编号有误。",
    "Malformed": "提交的内容不完整或格式不对，请检查后再试。",
    "WrongMoment": "{number} 号现在是“{now_word}”，不能这样操作，请以页面最新内容为准。",
    "NobodyWaiting": "现在没有人在等候这个窗口的业务。",
    "Attended": "{window} 号窗口有人值守，不用代办。",
    "WindowPaused": "{window} 号窗口正在暂停（{reason}），恢复以后才能叫号。",
    "TooSoon": "{number} 号刚刚叫过，请过 {seconds} 秒再叫，给人一点走过来的时间。",
    "CalledEnough": "{number} 号已经叫了 {times} 次，人没有来，请按“过号”。",
    "NothingToUndo": "{number} 号没有可以撤销的一步：上一步不是您做的，或已经撤销过。",
    "WindowBusy": "{window} 号窗口现在是 {other} 号，撤销会让两个号同时在办，请先处理 {other} 号。",
    "OutOfDate": "页面不是最新的：{number} 号现在是“{now_word}”。这一步没有做，请看清再操作。",
    "NotToday": "{number} 号不是今天的号，今天已不能使用，请重新取号。",
    "NotYours": "{number} 号不在本窗口，请以页面最新内容为准。",
    "KeyReused": "同一个请求标识已经用于另一项业务，请换一个新的标识。",
    "AlreadyThere": "这个名称已经有了，请换一个。",
    "NotSignedIn": "请先登录。",
    "WrongPassword": "账号或密码不对，请重新输入。",
    "TooManyTries": "连续输错次数太多，请过 {minutes} 分钟再试。",
    "NotAllowed": "您的账号没有这项权限，请联系大厅主任。",
    "WrongToken": "没有提供有效的访问令牌。",
    "ScopeTooSmall": "这个令牌的权限是 {has}，这里需要 {needed}。",
    "CrossSite": "这个请求不是从本系统的页面发出的，已拒绝。",
}

#: What a malformed part should be like, where somebody typed it.
MALFORMED = {
    "account": "账号只能用小写字母、数字和 . _ -，长 2 到 32 位。",
    "name": "名称不能为空，不能换行，也不能太长。",
    "password": "密码至少要 {shortest} 位。",
    "note": "说明最多 {longest} 个字。",
    "reason": "请写明暂停的原因，最多 {longest} 个字。",
    "back_at": "回来的时间要在今天，并且晚于现在。",
    "minutes": "请填多少分钟后回来，1 到 600，或者不填。",
    "service": "请选择另一项业务。",
    "pin": "打卡密码要 {digits} 位数字。",
    "number": "请填 {least} 到 {most} 之间的整数。",
    "priority": "优先的理由不能为空，最多 {longest} 个字。",
    "prefix": "业务的字母要是一个或两个英文字母。",
    "promised_minutes": "约几分钟请填 1 到 {most}，或者不填。",
    "about": "说明最多 {longest} 个字。",
    "department": "部门名称不能为空，最多 {longest} 个字。",
    "window": "窗口号不能为空，最多 {longest} 个字；转移时，请选择办这项业务的窗口。",
    "further": "一次来访最多再加 {most} 件事。",
    "quiet_hours": "静音的开始和结束时间要一起填，或者都不填。",
    "clock": "时间请写成 08:30 这样。",
    "text": "要播的话不能为空，最多 {longest} 个字。",
    "unspeakable": "这段话没有播出来：语音引擎没有安装好，或者没有应答。",
    "voice": "没有这个声音，请重新选择。",
    "voice_second": "没有这个声音，请重新选择。",
    "size": "一起取号最多 {most} 人。",
}

HTTP_REFUSALS = {
    400: "请求的写法不对，请检查后再试。",
    401: "没有提供有效的访问令牌。",
    404: "没有这个页面，请返回首页。",
    405: "这个地址不支持这种请求方式。",
    413: "提交的内容太大。",
    415: "请用 JSON 格式提交。",
    500: "系统出了差错，已经记下。请稍后再试；反复出现时请联系维护人员。",
}

STATES = {
    "waiting": "等候中",
    "called": "请到窗口",
    "serving": "办理中",
    "parked": "已挂起",
    "missed": "已过号",
    "transferred": "已转移，等候中",
    "finished": "已办结",
    "cancelled": "已取消",
    "left": "已离开",
}

STEPS = {
    "call": "叫号",
    "recall": "重呼",
    "serve": "开始办理",
    "finish": "办结",
    "miss": "过号",
    "return": "排回队里",
    "park": "挂起",
    "resume": "回来了",
    "transfer": "转移",
    "cancel": "交还号码",
    "leave": "离开",
    "walk_up": "没有号，直接办理",
    "go_on": "去办下一件",
    "continue": "接着办下一件",
}

FAULTS = {
    "absent": "没有找到设备：请检查插头和连线，或配置里的地址。",
    "busy": "设备被别的程序占用：请关掉那个程序。",
    "silent": "设备没有应答：请检查电源和连线。",
    "garbled": "收到的内容无法辨认：请检查波特率和连线。",
    "wrong_password": "设备的密码与配置不一致。",
    "wrong_address": "设备的地址与配置不一致。",
    "paper_out": "打印纸用完了：请换一卷纸。",
    "cover_open": "打印机盖没有合上：请合上盖子。",
    "cutter": "切纸刀卡住了：请关电后清理。",
    "overheated": "打印头过热：稍等片刻会自动恢复。",
    "off_line": "设备处于脱机状态：请按一下设备上的联机键。",
    "broken": "设备报告自身故障：请联系维修。",
    "unheard": "没有能发声的叫号屏：请打开叫号屏，检查音量和连线。",
}

TROUBLES = {
    "paper_out": "没纸",
    "near_end": "纸将用完",
    "cover_open": "开盖",
    "silent": "不应答",
}
SLIP_STAGES = {
    "wanted": "没有打印出来，修好后会自动补上（10 分钟内）",
    "printing": "正在打印",
    "in_doubt": "可能没有印好，请问一问本人，需要时补打",
}

MACHINES = {"printer": "号票打印机", "fingerprint_reader": "指纹机", "voice": "语音播报"}
MACHINE_STATES = {"ready": "正常", "lost": "不可用", "untried": "正在连接"}
MODULES = {"apply": "办理事项", "enquire": "查询事项", "disclose": "公开事项"}
MODULE_HINTS = {
    "apply": "带什么材料、怎么办",
    "enquire": "补贴、政策、诉求",
    "disclose": "公示、公告",
}
DISCLOSURES = {
    "legal_basis": "法律依据",
    "conditions": "申请条件",
    "materials": "申报材料",
    "procedure": "办理程序",
    "time_limit": "办理时限",
    "fees": "收费依据及标准",
    "complaints": "投诉渠道及电话",
}
#: The voices that come with the program; others are called as their folders are.
VOICES = {"zm_yunjian": "普通话男声", "zf_xiaobei": "普通话女声"}
ROLES = {"director": "主任", "deputy": "副主任", "clerk": "窗口人员", "duty": "综合值班"}
WEEKDAYS = "一二三四五六日"


def refusal(error: HallError) -> str:
    words = {**error.details, "now_word": STATES.get(str(error.details.get("now")), "")}
    sentence = REFUSALS[error.code]
    if error.code == "Malformed":
        own = MALFORMED.get(str(error.details.get("field")), sentence)
        sentence = own if _fills(own, words) else sentence
    return sentence.format_map(words)


def _fills(sentence: str, words: Mapping[str, object]) -> bool:
    return all(name is None or name in words for _, name, _, _ in Formatter().parse(sentence))


def fault(name: str | None) -> str:
    return FAULTS.get(name or "", "")


def voice(name: str) -> str:
    return VOICES.get(name, name)


def machine_state(health: Health) -> str:
    """One sentence about one machine."""
    if health.fault:
        return fault(health.fault)
    if health.note == "near_end":
        return "正常，纸快用完了，请准备换纸。"
    return "正常。" if health.state == "ready" else "正在连接。"


def clock_time(moment: datetime | None) -> str:
    return f"{local(moment):%H:%M}" if moment else ""


def clock_seconds(moment: datetime | None) -> str:
    return f"{local(moment):%H:%M:%S}" if moment else ""


def day(moment: datetime) -> str:
    here = local(moment)
    return f"{here.year}年{here.month}月{here.day}日"


def weekday(moment: datetime) -> str:
    return f"星期{WEEKDAYS[local(moment).weekday()]}"


def greeting(moment: datetime) -> str:
    """A friendly word for whoever clocks in, by the time of day."""
    hour = local(moment).hour
    if hour < 11:
        return "早上好，今天也辛苦了。"
    if hour < 14:
        return "中午好，记得吃饭休息。"
    if hour < 17:
        return "下午好，今天也辛苦了。"
    return "辛苦了，路上注意安全。"


def duration(seconds: float | None) -> str:
    if seconds is None:
        return "—"
    minutes = round(seconds / 60)
    if minutes < 1:
        return "不到 1 分钟"
    if minutes < 2 * 60:
        return f"{minutes} 分钟"
    hours = round(minutes / 60)
    return f"{hours} 小时" if hours < 2 * 24 else f"{round(hours / 24)} 天"


def masked(name: str) -> str:
    """A name as strangers may see it: first and last character, 演**甲."""
    if len(name) <= 1:
        return name
    if len(name) == 2:
        return f"{name[0]}*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"
