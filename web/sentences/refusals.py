"""One sentence for each “no”: what happened, and what to do now."""

from collections.abc import Mapping
from datetime import datetime
from string import Formatter

from hall.errors import HallError
from hall.line.window_names import called
from web.language import spoken
from web.sentences.absences import about_slips
from web.sentences.files import UNUSABLE, WHY_UNREADABLE
from web.sentences.history import WHY_NOT_BACK
from web.sentences.json_bodies import json_refusal
from web.sentences.malformed_parts import MALFORMED
from web.sentences.moments import HALVES, date_and_time, waiting_time
from web.sentences.month_sheets import MONTH_REFUSALS, about_months
from web.sentences.names import DISCLOSURES, NOTICE_STATES, STATES
from web.sentences.right_names import about_rights
from web.sentences.work_times import about_times

REFUSALS = {
    "NotFound": "没有找到您要的内容，可能已经撤下或编号有误。",
    "Malformed": "提交的内容不完整或格式不对，请检查后再试。",
    "FormRefused": "{sentences}",
    "EditedMeanwhile": "别人刚才也改了同一处，没有保存，您填的都还在。请看标出的地方，再保存一次。",
    "FormGone": "您要改的这一项，别人刚才改了名、停用或删除了，没有保存。请看页面最新内容。",
    "NotEnrolled": "这台设备没有登记，不能这样操作。请管理室的人在“设备登记”里登记它。",
    "LinkSpent": "这个登记链接已经用过，或者过期了。请管理室的人另做一个，或者按屏幕上的号码登记。",
    "WrongMoment": "{number} 号现在是“{now_word}”，不能这样操作，请以页面最新内容为准。",
    "NobodyWaiting": "现在没有人在等候这个窗口的业务。",
    "Attended": "{window_called}有人值守，不用代办。",
    "WindowPaused": "{window_called}正在暂停（{reason}），恢复以后才能叫号。",
    "NotServedThere": "{window_called}现在的工作人员不办“{name}”，请转给别的窗口，或者不指定窗口。",
    "NobodyServes": "“{name}”现在没有窗口办理，不能取号，请到综合值班窗口问一问。",
    "StillWaiting": "这样改了，有 {count} 位就没有人能叫了（{numbers_word}），没有保存。"
    "请在下面写明把他们交给谁，再点一次。",
    "ChangedSince": "您打开这一页以后，这一项又改过一次，没有改回去。请看最新的一条再决定。",
    "CannotGoBack": "没有改回去：{back_word}。",
    "StillInUse": "“{name}”已经用过，记录里要用到，不能删除。不用了，请停用。",
    "TooSoon": "{number} 号刚刚叫过，请过 {seconds} 秒再叫，给人一点走过来的时间。",
    "CalledEnough": "{number} 号已经叫了 {times} 次，人没有来，请按“过号”。",
    "NothingToUndo": "{number} 号没有可以撤销的一步：上一步不是您做的，或已经撤销过。",
    "WindowBusy": "{window_called}现在是 {other} 号，撤销会让两个号同时在办，请先处理 {other} 号。",
    "OutOfDate": "页面不是最新的：{number} 号现在是“{now_word}”。这一步没有做，请看清再操作。",
    "NotToday": "{number} 号不是今天的号，今天已不能使用，请重新取号。",
    "NotYours": "{number} 号不在本窗口，请以页面最新内容为准。",
    "ItemElsewhere": "“{item}”不在“{name}”办，请到这个事项的办事指南里取号。",
    "NotLeftOver": "{number} 号不在上次没办完的人里，可能已经重新排上，请看今天的队。",
    "OldNumber": "{number} 号是上次的号。那天没有办完的，请告诉窗口工作人员，今天给您排在前面。",
    "KeyReused": "同一个请求标识已经用于另一项业务，请换一个新的标识。",
    "ReaderSwapped": "这枚指纹来自没有登记的指纹机，没有记录。",
    "ReaderBusy": "指纹机正在做另一件事，请等它做完，或先点“停止”。",
    "BadTimes": "“{session}”的时间不对：{why_word}",
    "TimesOverlap": "{name} {day_word}的“{session}”和“{other}”时间重叠，"
    "一个人不能同时在两处，没有保存。",
    "TimetableWorked": "“{name}”已经有人按它上过班，时间不能再改。"
    "请新增一个作息，写明从哪一天起用。",
    **MONTH_REFUSALS,
    "SlipOverlaps": "{span_word}已经有一张“{other}”单，时间重叠，没有提交。"
    "请改时间，或者先撤回那一张。",
    "NoWorkThen": "这段时间本来就不上班，不用请假，没有提交。",
    "YearlyDaysUsedUp": "今年的“{name}”还剩 {left_word} 天，"
    "这次要 {wanted_word} 天，不够，没有提交。",
    "SlipSettled": "这张单子现在是“{slip_word}”，不能再这样办理，请以页面最新内容为准。",
    "LeaveBegan": "这次已经开始，不能撤回。回来了请办销假，有错请负责人撤销。",
    "BackTooSoon": "回来的时间要在开始以后、现在以前，没有登记。还没有去的，请撤回。",
    "MakeUpAhead": "还没有到打卡的时间，不能补卡，没有提交。",
    "MakeUpTooLate": "补卡要在 {days} 天之内申请，这一次已经过期，没有提交。请找考勤负责人说明。",
    "MakeUpTwice": "这一次已经申请过补卡，不能再申请，没有提交。",
    "MakeUpsUsedUp": "每人每月最多补卡 {most} 次，这个月已经用完，没有提交。",
    "NotYourDecision": "这张单子不由您批：自己的单子要别人批，别人的按请假的长短由负责的人批。",
    "ThereAgain": "放不回去：{key} 现在已经有内容了，或者它所属的记录已经不在。什么也没有改。",
    "AlreadyThere": "这个名称已经有了（停用的也算），请换一个，或者恢复停用的那个。",
    "ClockImpossible": "服务器的时间一定不对。请先把服务器的日期和时间调对，再回到这一页。",
    "ClockInDoubt": "服务器的时间还没有核对，带日期的事情先等一等。请主任在管理室“今日”核对时间。",
    "NotOpen": "“{name}”现在不开放，{opens_word}。可以在取号机上取一张回头号，到时候排在前面。",
    "TooManyCards": "刚才打印了很多张，请过 {minutes} 分钟再打，或者用手机扫码带走。",
    "PowerGivesOut": "停电了，备用电源快用完了，现在不能取号。请到窗口问一问；已经取的号都有效。",
    "TooLate": "“{name}”快关窗了，现在取号来不及办，{opens_word}。可以取回头号，到时候排在前面。",
    "QuotaFull": "“{name}”{half_word}的号已经取完。可以取一张回头号，{opens_word}。",
    "NoPlaceSoon": "“{name}”近期没有可以约的时间，请到综合值班窗口问一问。",
    "AlreadyOpen": "“{name}”现在可以取号了，不用回头号，请返回取号。",
    "WrongCode": "没有找到这个号，请对着纸上的数字再输一次。",
    "NumberOver": "{number} 号现在是“{now_word}”，不用再打号票。要办事，请重新取号。",
    "NoNumberOfCard": "今天没有用这张身份证取的、还没有办完的号。"
    "请输入号码和核对码，或到窗口请人补打。",
    "WrongPin": "密码不对。密码由主任在管理室的“取号机”页设置。",
    "CodesClosed": "连续输错了几次，请过 {wait_word}再试，或到综合值班窗口。",
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
    "OwnShortening": "“{title}”的公示是您提出缩短或减少的，要由另一位主任或副主任同意。",
    "Rewritten": "“{title}”在您看过以后改过了，没有发布。请再看一遍，再审核。",
    "BlankPictures": "“{title}”里有 {count} 张图片一片空白，请先看一看是不是传错了。",
    "Undecided": "“{title}”里有 {count} 处像是个人信息，请先决定遮盖还是公开。",
    "NotDrawn": "这份 PDF 没有做成，请检查磁盘空间后再试一次。",
    "RecordsForgotten": "这么早的显示记录已经按期删除，不能再出证明，请用期满时出具的那一份。",
    "NothingToShow": "“{title}”还没有内容，请先写好正文或上传文件。",
    "NotComplete": "这个事项还缺{missing_words}，补齐以后才能公开；确实没有的，请写“无”。",
    "CannotRead": "这个文件读不了：{why_words}。",
    "OwnImport": "文件是您带来的，有 {count} 项要新公开，请另一位主任或副主任确认，或先作草稿。",
    "NotReady": "这次导入现在不能确认，请以页面最新内容为准。",
    "NotSignedIn": "请先登录。",
    "LastDirector": "大厅至少要有一位主任，请先设另一位主任，再改这一位。",
    "CodeNeeded": "这个账号要动态码。请再输一遍密码，并填手机上的六位数字，或者纸上的一个备用码。",
    "WrongFactor": "动态码不对，或者已经用过。请等手机上换了数字再填，或者用纸上的备用码。",
    "ClockNeedsPaperCode": "服务器的时间还没有核对，手机上的动态码用不了。请用纸上的一个备用码。",
    "SealingKeyLost": "服务器的密钥（secret.key）换过，手机上的动态码核对不了。"
    "请用纸上的一个备用码，登录以后重新设动态码；备用码也没有了，"
    "请在服务器上运行 hall user password 账号 --without-code。",
    "Closed": "这个账号已经停用，请联系大厅主任。",
    "WorkbookRefused": "表格里有 {count} 处不对，什么也没有写入。请照这里列出的改好，再传一次。",
    "WrongSetupCode": "一次性号码不对。请看服务器上 hall serve 最近一次启动时印出来的那一个。",
    "WrongRecoveryCode": "账号和恢复码对不上，或者这张恢复纸已经用过、后来又做了新的。"
    "请对照纸再输一遍。",
    "WrongPassword": "账号或密码不对，请重新输入。",
    "SecondFactorFirst": "主任要求主任、副主任登录都用动态码：请先在“我的账号”里设好您的动态码。",
    "DirectorsOnly": "这一项只有主任能改，没有保存。请主任登录以后来改。",
    "TooOften": "这一项做得太快、太多了，没有做。请过 {wait_word}再试。",
    "TooBusy": "现在同时做的人太多，没有轮到。请过 {wait_word}再试。",
    "TooManyTries": "连续输错次数太多，请过 {wait_word}再试。",
    "SecretClosed": "这个账号在很多地方被连续输错，先关一关，请过 {wait_word}再试。"
    "着急的，请主任在“人员”页里解除。",
    "NotAllowed": "您的账号没有这项权限，请联系大厅主任。",
    "PasswordFirst": "这个密码是管理室给的。请先换成您自己的密码，再做别的。",
    "RightNeeded": "您的账号没有“{rights_word}”这项权限，{roles_word}有；要用的，请主任加上。",
    "ReadsOnly": "县里的账号只能看，不能改，没有保存。要改的，请大厅的人来改。",
    "WrongToken": "没有提供有效的访问令牌。",
    "ScopeTooSmall": "这个令牌的权限是 {has}，这里需要 {needed}。",
    "CrossSite": "这个请求不是从本系统的页面发出的，已拒绝。",
}

HTTP_REFUSALS = {
    400: "请求的写法不对，请检查后再试。",
    401: "没有提供有效的访问令牌。",
    404: "没有这个页面，请返回首页。",
    405: "这个地址不支持这种请求方式。",
    413: "提交的内容太大。",
    415: "请用 JSON 格式提交。",
    503: "大厅的记录现在打不开，取号和叫号先停一停，已经取的号都有效。"
    "请到综合值班窗口；工作人员请到服务器上运行 hall doctor，看是什么原因。",
    500: "系统出了差错，已经记下。请稍后再试；反复出现时请联系维护人员。",
}

#: Said in plain text: no page of ours may be shown under another site's name.
UNKNOWN_NAME = (
    "不认识“{name}”这个名字。请用服务器的 IP 地址打开；要用这个名字，"
    "请维护人员把它写进 config.toml 的 [server] 一节，再重新启动。\n"
)
#: Requests that never reach a page: only programs read these.
FRAMING_REFUSALS = {
    400: "收到的不是完整的 HTTP 请求，请检查后再发。",
    408: "请求太久没有发完，连接已断开，请重新发送。",
    414: "请求的地址太长，请缩短后再发。",
    417: "不支持请求里的 Expect，请去掉后再发。",
    429: "从这个地址连着的太多，请过几秒再连。",
    431: "请求头太长，请缩短后再发。",
    501: "不支持这种传输编码，请写明 Content-Length 后再发。",
}


def refusal(error: HallError) -> str:
    words = {**error.details, "now_word": spoken(STATES.get(str(error.details.get("now")), ""))}
    words["window_called"] = called(str(error.details.get("window", "")))
    words["back_word"] = WHY_NOT_BACK.get(str(error.details.get("why")), "")
    words["stage_word"] = NOTICE_STATES.get(str(error.details.get("stage")), "")
    reason = UNUSABLE.get(str(error.details.get("reason")), "")
    words["reason_word"] = reason.format_map({"most": "", **error.details})
    words["numbers_word"] = _numbers(error.details)
    words |= _opening_words(error.details)
    words["wait_word"] = waiting_time(error.details.get("seconds"))
    words |= _about_items(error.details)
    words |= about_times(error.details)
    words |= about_months(error.details)
    words |= about_slips(error.details)
    words |= about_rights(error.details)
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


def _numbers(details: Mapping[str, object]) -> str:
    """A001、A002 等."""
    numbers, count = details.get("numbers"), details.get("count")
    if not isinstance(numbers, list):
        return ""
    return "、".join(numbers) + (" 等" if len(numbers) != count else "")


def _about_items(details: Mapping[str, object]) -> dict[str, object]:
    missing = details.get("missing")
    names = [DISCLOSURES[name] for name in missing] if isinstance(missing, list) else []
    why = WHY_UNREADABLE.get(str(details.get("why")), "内容无法辨认")
    return {"missing_words": "、".join(names), "why_words": why.format_map({"row": "", **details})}


def _fills(sentence: str, words: Mapping[str, object]) -> bool:
    return all(name is None or name in words for _, name, _, _ in Formatter().parse(sentence))
