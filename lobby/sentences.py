"""What is said to people: one plain Chinese sentence for each refusal, fault and state.

The hall speaks in codes and values; here, and only here, they become sentences that say what
happened and what to do.
"""

from collections.abc import Mapping
from datetime import date, datetime
from string import Formatter

from hall.clock import local
from hall.errors import HallError
from hall.line.forecast.forecast import STEP_MINUTES, Forecast, Outlook
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
    "ReaderSwapped": "这枚指纹来自没有登记的指纹机，没有记录。",
    "ReaderBusy": "指纹机正在做另一件事，请等它做完，或先点“停止”。",
    "AlreadyThere": "这个名称已经有了，请换一个。",
    "NotOpen": "“{name}”现在不开放，{opens_word}。可以在取号机上取一张回头号，到时候排在前面。",
    "TooManyCards": "刚才打印了很多张，请过 {minutes} 分钟再打，或者用手机扫码带走。",
    "TooLate": "“{name}”快关窗了，现在取号来不及办，{opens_word}。可以取回头号，到时候排在前面。",
    "QuotaFull": "“{name}”{half_word}的号已经取完。可以取一张回头号，{opens_word}。",
    "NoPlaceSoon": "“{name}”近期没有可以约的时间，请到综合值班窗口问一问。",
    "AlreadyOpen": "“{name}”现在可以取号了，不用回头号，请返回取号。",
    "WrongCode": "没有找到这个号，请对着纸上的数字再输一次。",
    "CodesClosed": "连续输错了几次，请过 {minutes} 分钟再试，或到综合值班窗口。",
    "SlipEarly": "这张回头号是 {opens_day}的，请那时再来，位置给您留着。",
    "SlipExpired": "这张回头号是 {opens_day}的，已经过了时间，请重新取号。",
    "SlipUsed": "这张回头号已经换成 {number} 号，不能再换一次。",
    "NotToBeRated": "{number} 号现在不能评价：办结以后，到第二天结束以前可以评价。",
    "AlreadyRated": "{number} 号已经评价过了，谢谢您。",
    "AlreadyAnswered": "这件刚才已经有人答复，没有再改动。请看现在的答复，要更正请在下面更正。",
    "NotAnswered": "这件还没有答复，请先答复。",
    "UnusableFile": "{reason_word}没有保存任何内容。",
    "WrongStage": "“{title}”现在是“{stage_word}”，不能这样操作，请以页面最新内容为准。",
    "OwnNotice": "“{title}”是您写或改过的，要由另一位主任或副主任审核。",
    "Undecided": "“{title}”里有 {count} 处像是个人信息，请先决定遮盖还是公开。",
    "NothingToShow": "“{title}”还没有内容，请先写好正文或上传文件。",
    "NotComplete": "这个事项还缺{missing_words}，补齐以后才能公开；确实没有的，请写“无”。",
    "CannotRead": "这个文件读不了：{why_words}。",
    "NotReady": "这次导入现在不能确认，请以页面最新内容为准。",
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
    "rota": "时段请从早到晚填写，例如 8:30 到 12:00，上午和下午不能重叠；不来的半天两格都空着。",
    "past_day": "日期要是今天或以后。",
    "consent": "请先征得本人同意，再勾选“本人同意”。",
    "finger": "请选择是哪一枚手指，采集 2 到 6 次。",
    "layout_word": "这种纸上没有“{word}”，可用的是：{known}。",
    "layout_length": "版式太长：最多 {most} 行。",
    "layout_empty": "版式里没有内容，请至少写一行。",
    "logo": "标志请用 PNG 或 JPEG 图片，不超过 {largest} KB。",
    "attlog": "这不是考勤记录文件。请在考勤机上选“下载考勤记录”，再选 U 盘里的 attlog.dat。",
    "serial": "序列号只能是字母和数字，最多 24 位，见机身标签或菜单里的“系统信息”。",
    "ahead": "时差请填整数秒，快的为正，慢的为负，最多两天。",
    "touch": "这次按手指的内容不完整，没有记录。",
    "sure": "请先看清说明，勾选确认后再点。",
    "grade": "请选择一个等级：非常满意、满意、基本满意、不满意、非常不满意。",
    "words": "想说的话最多 {longest} 个字。",
    "answer": "请写答复，最多 {longest} 个字。",
    "case_days": "天数要在 1 到 {longest} 之间，复杂的不能比一般的少。",
    "missing": "勾选的材料与指南不一致，请刷新后重新勾选。",
    "remark": "补充说明最多 {longest} 个字。",
    "period": "请选择起止日期，结束不能早于开始。",
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
    "span": "关窗时间要晚于开窗时间，时间写成 8:30 这样。",
    "morning": "上午的开窗时间要早于 12:00。",
    "afternoon": "下午的开窗时间不能早于 12:00，也不能早于上午关窗。",
    "most": "限号请填 0 到 {largest}，不限就不填。",
    "notice": "第 {line} 行看不懂，请写成“2027-10-01 至 2027-10-07 放假 国庆节”这样，没有导入。",
    "title": "标题不能为空，最多 {longest} 个字。",
    "category": "类别最多 {longest} 个字。",
    "letterhead": "红头最多 {longest} 个字。",
    "paper_number": "文号最多 {longest} 个字。",
    "body": "正文最多 {longest} 个字。",
    "kind": "公告的种类定了就不能改，请另写一条。",
    "level": "请选择轮播、通知或紧急。",
    "board_page": "公示栏的标题只能是：{known}。",
    "notice_remark": "请写明原因，最多 {longest} 个字。",
    "moment": "时间请写成 2026-11-23 08:30 这样。",
    "ends_at": "结束时间要晚于开始时间。",
    "working_days": "公示期请填 1 到 250 个工作日，或者不填。",
    "every_months": "几个月一期请填 1 到 24，或者不填。",
    "weekdays": "请至少选择一个星期几。",
    "dayparts": "时段请写成 08:30-12:00，用空格分开，最多 {most} 段；过半夜的写成 22:00-06:00。",
    "screen_name": "屏幕的名字只能用小写字母、数字和短横线，1 到 20 个，不能与别的屏相同。",
    "screen_size": "屏幕的宽和高请填 100 到 10000 毫米。",
    "screen_distance": "观看距离请填 0.3 到 50 米。",
    "screen_window": "窗口吊牌请选择是哪个窗口的。",
    "place": "位置最多 {longest} 个字。",
    "role": "请选择屏幕的用途。",
    "day": "请选择一个日期。",
    "ticket_minutes": "请填 0 到 {largest} 分钟。",
    "file": "请先选择要导入的文件。",
    "days": "请填保留多少天，1 到 {longest}。",
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
    "add": "加办一件",
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
    "swapped": "这不是本大厅登记的那台指纹机，为免认错人，暂不打卡："
    "请接回原来那台，或由主任在管理室“指纹”页确认更换。",
    "broken": "设备报告自身故障：请联系维修。",
    "unheard": "没有能发声的叫号屏：请打开叫号屏，检查音量和连线。",
}

TROUBLES = {
    "paper_out": "没纸",
    "near_end": "纸将用完",
    "runs_out_mid_slip": "印到一半没纸",
    "cover_open": "开盖",
    "jammed": "切刀卡住",
    "overheated": "过热",
    "silent": "不应答",
    "babbles": "回线杂音",
    "unplugged": "拔掉",
}
SLIP_STAGES = {
    "wanted": "没有打印出来，修好后会自动补上（10 分钟内）",
    "printing": "正在打印",
    "in_doubt": "可能没有印好，请问一问本人，需要时补打",
}

MACHINES = {
    "printer": "号票打印机",
    "fingerprint_reader": "指纹机",
    "call_pads": "呼叫器和评价器",
    "voice": "语音播报",
}
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
GRADES = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}
CHANNELS = {"tablet": "窗口平板", "kiosk": "自助终端", "phone": "手机", "pad": "评价器"}
#: Why a file of items cannot be read, and what to do.
WHY_UNREADABLE = {
    "too_large": "文件太大，请分成几个文件，每个不超过 20 MB",
    "too_many_rows": "行数太多，请分成几个文件，每个不超过 {most} 行",
    "empty": "里面没有内容，请检查是不是选错了文件",
    "old_excel": "它是旧版 Excel 的 .xls 文件，请用表格软件打开，另存为 .xlsx 再试",
    "not_a_spreadsheet": "它不是表格，请选择 .xlsx 或 .csv 文件",
    "damaged": "文件已损坏或加了密码，请用表格软件打开，另存为一份新的 .xlsx 再试",
    "encoding": "第 {row} 行的文字编码无法辨认，请另存为 UTF-8 编码的 CSV，或 .xlsx",
    "csv_field": "第 {row} 行附近有没有配对的引号，请用表格软件打开，另存为 .xlsx 再试",
}
ROLES = {"director": "主任", "deputy": "副主任", "clerk": "窗口人员", "duty": "综合值班"}
WEEKDAYS = "一二三四五六日"
#: Longer waits are told as moments: nobody counts 135 minutes.
LONGEST_MINUTES = 90
HALVES = {"morning": "上午", "afternoon": "下午"}
DAY_KINDS = {"working": "上班", "rest": "休息", "holiday": "放假"}
DAY_SOURCES = {
    "hall": "本大厅",
    "notice": "放假通知",
    "published": "国务院放假安排",
    "computed": "推算",
}


#: Why an uploaded file cannot be shown, and what to do.
UNUSABLE = {
    "no_file_wanted": "这种公告不用上传文件。",
    "empty": "文件是空的，或者没有选择文件。",
    "too_large": "文件太大，最多 {most} MB，请压缩后再传。",
    "not_a_picture": "这不是能显示的图片，请用 JPG、PNG、WebP、BMP、GIF 或 TIFF。",
    "too_many_pixels": "图片太大，最多 8000 万像素，请缩小后再传。",
    "not_a_pdf": "这不是 PDF 文件。",
    "locked": "这个 PDF 有打开密码，请去掉密码后再传。",
    "too_many_pages": "PDF 最多 60 页，请分成几份。",
    "broken": "文件已损坏或不完整，请重新导出后再传。",
    "too_slow": "文件过于复杂，两分钟没有处理完，请简化后再传。",
    "not_a_film": "这不是 MP4 视频。请用转换软件转成 MP4（H.264 画面、AAC 声音）。",
    "in_pieces": "这个视频是录屏或直播用的分段格式，请用转换软件另存为普通的 MP4（H.264）。",
    "no_pictures": "这个视频里没有画面。",
    "codec": "大厅的屏幕放不了这种编码。请用转换软件转成 MP4（H.264 画面、AAC 声音）。",
    "sound": "大厅的屏幕放不了这种声音编码。请用转换软件转成 MP4（H.264 画面、AAC 声音）。",
    "too_fine": "视频太精细，屏幕会卡。请转成不超过 1920×1080、每秒 60 帧。",
    "too_long": "视频最长 15 分钟，请剪短。",
    "disk_full": "服务器的磁盘写不进去了，请联系维护人员清理。",
}
NOTICE_STATES = {
    "draft": "草稿",
    "review": "待审核",
    "published": "已发布",
    "withdrawn": "已撤下",
    "expired": "已到期",
}
NOTICE_KINDS = {
    "text": "文字",
    "image": "图片",
    "pdf": "PDF",
    "video": "视频",
    "board": "公示栏",
}
LEVELS = {"rotation": "轮播", "notice": "通知", "emergency": "紧急"}
PERSONAL = {
    "id_number": "身份证号",
    "bank_card": "银行卡号",
    "mobile": "手机号",
    "phone": "电话号码",
    "address": "详细地址",
}
SCREEN_ROLES = {
    "board": "叫号屏",
    "notices": "公示屏",
    "sign": "窗口吊牌",
    "door": "门口屏",
    "wall": "综合屏",
}


def refusal(error: HallError) -> str:
    words = {**error.details, "now_word": STATES.get(str(error.details.get("now")), "")}
    words["stage_word"] = NOTICE_STATES.get(str(error.details.get("stage")), "")
    reason = UNUSABLE.get(str(error.details.get("reason")), "")
    words["reason_word"] = reason.format_map({"most": "", **error.details})
    words |= _opening_words(error.details)
    words |= _about_items(error.details)
    sentence = REFUSALS[error.code]
    if error.code == "Malformed":
        own = MALFORMED.get(str(error.details.get("field")), sentence)
        sentence = own if _fills(own, words) else sentence
    return sentence.format_map(words)


def _opening_words(details: Mapping[str, object]) -> dict[str, str]:
    """When a service opens, in words; ``opens`` is ISO 8601."""
    opens = details.get("opens")
    at = datetime.fromisoformat(opens) if isinstance(opens, str) else None
    return {
        "opens_word": f"{date_and_time(at)}开" if at else "何时开放请看门口的告示",
        "opens_day": date_and_time(at) if at else "",
        "half_word": HALVES.get(str(details.get("half")), ""),
    }


def _about_items(details: Mapping[str, object]) -> dict[str, object]:
    missing = details.get("missing")
    names = [DISCLOSURES[name] for name in missing] if isinstance(missing, list) else []
    why = WHY_UNREADABLE.get(str(details.get("why")), "内容无法辨认")
    return {"missing_words": "、".join(names), "why_words": why.format_map({"row": "", **details})}


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


def short_day(on: date) -> str:
    """11月24日（周二）: a day near enough to need no year."""
    return f"{on.month}月{on.day}日（周{WEEKDAYS[on.weekday()]}）"


def plain_time(moment: datetime) -> str:
    """8:30, as it stands on a door."""
    here = local(moment)
    return f"{here.hour}:{here.minute:02d}"


def half_day(moment: datetime) -> str:
    return HALVES["morning" if local(moment).hour < 12 else "afternoon"]


def date_and_time(moment: datetime) -> str:
    return f"{short_day(local(moment).date())}{half_day(moment)} {plain_time(moment)}"


def input_moment(moment: datetime) -> str:
    """As a field for date and time wants it."""
    return f"{local(moment):%Y-%m-%dT%H:%M}"


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


def forecast(said: Forecast | None) -> str:
    """When somebody will be called, for whoever reads it now; nothing where nothing is honest."""
    if said is None:
        return ""
    if said.outlook is Outlook.AT_ONCE:
        return "现在就可以办"
    if said.outlook is Outlook.TODAY:
        return f"{_there(said)}预计 {_range(said)}，最迟约 {_wall_clock(said.at_most)}"
    if said.outlook is Outlook.MAY_NOT:
        return f"{_there(said)}今天可能办不完，建议改天早点来，或问综合值班窗口"
    return "今天没有人办这项业务了，建议改天来，或问综合值班窗口"


def forecast_short(said: Forecast | None) -> str:
    """The same in a few words, before a number is taken."""
    if said is None:
        return ""
    if said.outlook is Outlook.TODAY and said.opens is not None:
        return f"{_there(said)}最迟约 {_wall_clock(said.at_most)}"
    if said.outlook is Outlook.TODAY:
        return f"预计 {_range(said)}"
    return {
        Outlook.AT_ONCE: "现在就可以办",
        Outlook.MAY_NOT: "今天可能办不完",
        Outlook.NOBODY: "今天没有人办了",
    }[said.outlook]


def forecast_on_paper(said: Forecast | None) -> str:
    """The same on a slip, in short lines: moments, for nobody knows when it will be read."""
    if said is None or said.outlook is Outlook.AT_ONCE:
        return ""
    if said.outlook is Outlook.TODAY:
        return f"预计{_moments(said, '至')}\n最迟约{_wall_clock(said.at_most)}"
    return "今天可能办不完\n可以改天早来" if said.outlook is Outlook.MAY_NOT else "今天没有人办了"


def _there(said: Forecast) -> str:
    return f"{_wall_clock(said.opens)} 有人，" if said.opens is not None else ""


def _range(said: Forecast) -> str:
    """Minutes as long as people count in them, then moments."""
    high = _high(said)
    if said.opens is not None or high > LONGEST_MINUTES:
        return _moments(said, "–")
    return f"{said.low}–{high} 分钟" if said.low else f"{high} 分钟以内"


def _high(said: Forecast) -> int:
    """The range does not reach beyond what is said to be the latest: nobody would understand it."""
    if said.at_most is None:
        return said.high
    latest = int((said.at_most - said.made_at) // STEP_MINUTES) * STEP_MINUTES
    return min(said.high, max(said.low + STEP_MINUTES, latest))


def _moments(said: Forecast, between: str) -> str:
    earliest, latest = (said.made_at + minutes for minutes in (said.low, _high(said)))
    return f"{_wall_clock(earliest)}{between}{_wall_clock(latest)}"


def _wall_clock(minute: float | None) -> str:
    """A minute of the day, to the nearest five: more would be a lie."""
    nearest = round((minute or 0) / 5) * 5
    return f"{nearest // 60}:{nearest % 60:02d}"


def minute_clock(minute: int) -> str:
    """A minute of the day as a form takes it, 08:30."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def masked(name: str) -> str:
    """A name as strangers may see it: first and last character, 演**甲."""
    if len(name) <= 1:
        return name
    if len(name) == 2:
        return f"{name[0]}*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"
