"""One sentence for each “no”: what happened, and what to do now."""

from collections.abc import Mapping
from datetime import datetime
from string import Formatter

from hall.errors import HallError
from web.language import spoken
from web.sentences.files import UNUSABLE, WHY_UNREADABLE
from web.sentences.json_bodies import json_refusal
from web.sentences.moments import HALVES, date_and_time
from web.sentences.names import DISCLOSURES, NOTICE_STATES, STATES

REFUSALS = {
    "NotFound": "没有找到您要的内容，可能已经撤下或编号有误。",
    "Malformed": "提交的内容不完整或格式不对，请检查后再试。",
    "FormRefused": "{sentences}",
    "WrongMoment": "{number} 号现在是“{now_word}”，不能这样操作，请以页面最新内容为准。",
    "NobodyWaiting": "现在没有人在等候这个窗口的业务。",
    "Attended": "{window} 号窗口有人值守，不用代办。",
    "WindowPaused": "{window} 号窗口正在暂停（{reason}），恢复以后才能叫号。",
    "NotServedThere": "{window} 号窗口现在的工作人员不办“{name}”，请转给别的窗口，或者不指定窗口。",
    "NobodyServes": "“{name}”现在没有窗口办理，不能取号，请到综合值班窗口问一问。",
    "StillWaiting": "还有 {count} 位在等“{name}”，去掉以后没有窗口叫他们。请先叫完，"
    "或者在下面选择把他们转到哪项业务。",
    "StillInUse": "“{name}”已经用过，记录里要用到，不能删除。不用了，就把它的勾去掉。",
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
    "WrongPin": "密码不对。密码由主任在管理室的“取号机”页设置。",
    "CodesClosed": "连续输错了几次，请过 {minutes} 分钟再试，或到综合值班窗口。",
    "SlipEarly": "这张回头号是 {opens_day}的，请那时再来，位置给您留着。",
    "SlipExpired": "这张回头号是 {opens_day}的，已经过了时间，请重新取号。",
    "SlipUsed": "这张回头号已经换成 {number} 号，不能再换一次。",
    "NotToBeRated": "{number} 号现在不能评价：办结以后，到第二天结束以前可以评价。",
    "AlreadyRated": "{number} 号已经评价过了，谢谢您。",
    "AlreadyAnswered": "这件刚才已经有人答复，没有再改动。请看现在的答复，要更正请在下面更正。",
    "NotAnswered": "这件还没有答复，请先答复。",
    "TooManyOpinions": "现在收到的意见太多，请过一小时再提，或写在纸上投进意见箱，或打电话。",
    "NobodyToAnswer": "这件意见可能关系到大厅负责人，不能由本人处理，没有收下。"
    "请拨投诉举报电话，或写在纸上投进举报箱。",
    "UnusableFile": "{reason_word}没有保存任何内容。",
    "WrongStage": "“{title}”现在是“{stage_word}”，不能这样操作，请以页面最新内容为准。",
    "OwnNotice": "“{title}”是您写或改过的，要由另一位主任或副主任审核。",
    "Rewritten": "“{title}”在您看过以后改过了，没有发布。请再看一遍，再审核。",
    "Undecided": "“{title}”里有 {count} 处像是个人信息，请先决定遮盖还是公开。",
    "NotDrawn": "公示证明没有做成，请检查磁盘空间后再试一次。",
    "RecordsForgotten": "这么早的显示记录已经按期删除，不能再出证明，请用期满时出具的那一份。",
    "NothingToShow": "“{title}”还没有内容，请先写好正文或上传文件。",
    "NotComplete": "这个事项还缺{missing_words}，补齐以后才能公开；确实没有的，请写“无”。",
    "CannotRead": "这个文件读不了：{why_words}。",
    "NotReady": "这次导入现在不能确认，请以页面最新内容为准。",
    "NotSignedIn": "请先登录。",
    "LastDirector": "大厅至少要有一位主任，请先设另一位主任，再改这一位。",
    "Closed": "这个账号已经停用，请联系大厅主任。",
    "WrongPassword": "账号或密码不对，请重新输入。",
    "TooManyTries": "连续输错次数太多，请过 {minutes} 分钟再试。",
    "NotAllowed": "您的账号没有这项权限，请联系大厅主任。",
    "WrongToken": "没有提供有效的访问令牌。",
    "ScopeTooSmall": "这个令牌的权限是 {has}，这里需要 {needed}。",
    "CrossSite": "这个请求不是从本系统的页面发出的，已拒绝。",
}

#: What a malformed part should be like, where somebody typed it.
MALFORMED = {
    "diary": "显示记录的格式不对，没有收下。",
    "account": "账号只能用小写字母、数字和 . _ -，长 2 到 32 位。",
    "name": "名称不能为空，不能换行，也不能太长。",
    "english_name": "英文名最多 {longest} 个字符。",
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
    "seal_again": "两次输入的密码不一样，请重新输入。",
    "seal_password": "备份的密码至少 {least} 个字符，请换一个长一些的。",
    "seal_file": "这不是指纹备份文件，请选管理室下载的那个文件。",
    "seal_broken": "打不开：密码不对，或者文件已经损坏。",
    "sure": "请先看清说明，勾选确认后再点。",
    "grade": "请选择一个等级：非常满意、满意、基本满意、不满意、非常不满意。",
    "words": "想说的话最多 {longest} 个字。",
    "opinion": "请至少点一句话，或写几个字。",
    "opinion_words": "想说的话最多 {longest} 个字。",
    "phrases": "最多点 {most} 句，请返回重新点。",
    "telephone": "电话号码请只填数字，例如手机号 11 位；不留就空着。",
    "happened_on": "日期要在今天以前的一年之内。",
    "opinion_kind": "请选择是投诉还是建议。",
    "answer": "请写答复，最多 {longest} 个字。",
    "case_days": "天数要在 1 到 {longest} 之间，复杂的不能比一般的少。",
    "missing": "勾选的材料与指南不一致，请刷新后重新勾选。",
    "remark": "补充说明最多 {longest} 个字。",
    "period": "请选择起止日期，结束不能早于开始。",
    "twice": "两次输入的不一样，请重新输入。",
    "role_of_staff": "请选择主任、副主任、窗口人员或综合值班。",
    "title_of_staff": "职务最多 {longest} 个字。",
    "scope": "请选择令牌的权限。",
    "pin": "打卡密码要 {digits} 位数字。",
    "kiosk_pin": "密码要 {digits} 位数字。",
    "number": "请填 {least} 到 {most} 之间的整数。",
    "priority": "优先的理由不能为空，最多 {longest} 个字。",
    "prefix": "业务的字母要是一个或两个英文字母。",
    "promised_minutes": "约几分钟请填 1 到 {most}，或者不填。",
    "about": "说明最多 {longest} 个字。",
    "department": "部门名称不能为空，最多 {longest} 个字。",
    "window": "窗口号不能为空，最多 {longest} 个字；转移时，请选择办这项业务的窗口。",
    "window_name": "窗口号请写数字（从 1 开始）、字母或汉字，最多 {longest} 个，不用空格和符号。",
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
    "starts_at": "开始时间请填最近十年到今后两年之内的。",
    "ends_at": "结束时间要晚于开始时间，最长五十年。",
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
    "day_kind": "请选择休息、放假或上班。",
    "weekday": "请选择星期几。",
    "ticket": "没有这个号，请以页面最新内容为准。",
    "in_hand": "页面不是最新的，请刷新后再操作。",
    "present_pin": "人员或打卡密码不对，请重新输入。",
    "item": "没有这个事项，请重新选择。",
    "staff": "没有这位人员，请重新选择。",
    "count": "请选择按自然日还是按工作日。",
    "voice_one": "请选择“一”怎么读。",
    "voice_player": "没有这块屏，请重新选择。",
    "reading_warning": "请选择要不要朗读提醒。",
    "announcement": "没有这条播报，请重新选择。",
    "days_of_notice": "请选择每天、工作日或休息日。",
    "decision": "请选择遮盖还是公开。",
    "screen": "没有这块屏，请刷新后重新选择。",
    "order": "没有这个操作，请刷新后重新选择。",
    "ticket_minutes": "请填 0 到 {largest} 分钟。",
    "file": "请先选择要导入的文件。",
    "days": "请填保留多少天，1 到 {longest}。",
    "unreadable_text": "这里有看不见的控制字符，请删掉重新输入。",
    "long_text": "这里太长，最多 {longest} 个字。",
    "present": "现在的密码不对，请重新输入。",
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

#: Requests that never reach a page: only programs read these.
FRAMING_REFUSALS = {
    400: "收到的不是完整的 HTTP 请求，请检查后再发。",
    408: "请求太久没有发完，连接已断开，请重新发送。",
    414: "请求的地址太长，请缩短后再发。",
    417: "不支持请求里的 Expect，请去掉后再发。",
    431: "请求头太长，请缩短后再发。",
    501: "不支持这种传输编码，请写明 Content-Length 后再发。",
}


def refusal(error: HallError) -> str:
    words = {**error.details, "now_word": spoken(STATES.get(str(error.details.get("now")), ""))}
    words["stage_word"] = NOTICE_STATES.get(str(error.details.get("stage")), "")
    reason = UNUSABLE.get(str(error.details.get("reason")), "")
    words["reason_word"] = reason.format_map({"most": "", **error.details})
    words |= _opening_words(error.details)
    words |= _about_items(error.details)
    sentence = REFUSALS[error.code]
    if error.code == "Malformed":
        if of_json := json_refusal(error.details):
            return of_json
        own = MALFORMED.get(str(error.details.get("field")), sentence)
        sentence = own if _fills(own, words) else sentence
    return spoken(sentence).format_map(words)


def _opening_words(details: Mapping[str, object]) -> dict[str, str]:
    """When a service opens, in words; ``opens`` is ISO 8601."""
    opens = details.get("opens")
    at = datetime.fromisoformat(opens) if isinstance(opens, str) else None
    return {
        "opens_word": spoken("{moment}开").format(moment=date_and_time(at))
        if at
        else spoken("何时开放请看门口的告示"),
        "opens_day": date_and_time(at) if at else "",
        "half_word": spoken(HALVES.get(str(details.get("half")), "")),
    }


def _about_items(details: Mapping[str, object]) -> dict[str, object]:
    missing = details.get("missing")
    names = [DISCLOSURES[name] for name in missing] if isinstance(missing, list) else []
    why = WHY_UNREADABLE.get(str(details.get("why")), "内容无法辨认")
    return {"missing_words": "、".join(names), "why_words": why.format_map({"row": "", **details})}


def _fills(sentence: str, words: Mapping[str, object]) -> bool:
    return all(name is None or name in words for _, name, _, _ in Formatter().parse(sentence))
