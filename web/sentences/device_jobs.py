"""What is said about things on cables: jobs, enrolment, troubles of the demonstration."""

from hall.attendance.model import Punch
from hall.attendance.reader_job_queue import ReaderJob
from hall.events import ReaderTried
from hall.machines import Fault
from web.sentences.machines import fault

#: Which finger, as it is written in the register.
FINGERS = tuple(
    f"{hand}手{finger}" for hand in "右左" for finger in ("食指", "中指", "拇指", "无名指", "小指")
)
ENROLMENT = {
    "lay": "请按手指（第 {next} 次，共 {wanted} 次）。",
    "lift": "第 {captured} 次已采好，请抬起手指。",
    "unclear": "没有看清，请擦干手指，放正，再按一次。",
    "duplicate": "这枚手指已经登记过了{owner}，没有重复登记。",
    "prove": "采好了，请再按一次同一枚手指，核对一下。",
    "unproven": "核对时没有认出这枚手指，没有登记，指纹机里也已删除。请用同一枚手指重新来。",
    "different": "几次按的不是同一枚手指，没有登记，请重新来。",
    "full": "指纹机已经存满，没有登记。请先删除不用的指纹。",
    "stored": "指纹登记好了（指纹机里的第 {page} 号位置），并已读回核对。",
    "gave_up": "等了很久没有人按手指，已停止。",
    "cancelled": "已停止，没有登记。",
}
ERRANDS = {
    "inspect": "查看指纹机",
    "try": "早上试机",
    "enrol": "登记指纹",
    "forget": "删除指纹",
    "forget_person": "删除一个人的指纹",
    "adopt": "更换指纹机",
    "lock": "设置密码",
    "security": "改安全等级",
    "copy": "加密备份",
    "restore": "用备份恢复",
}
READER_TROUBLES = {
    "unplugged": "拔掉",
    "swapped": "换成另一台",
    "other_password": "密码被改",
    "other_speed": "波特率被改",
    "silent": "不应答",
    "garbled": "乱码",
    "wrong_checksum": "应答校验错",
    "other_address": "应答地址不对",
    "noise": "线路杂音",
    "one_byte_at_a_time": "逐字节应答",
    "echo": "回声",
    "glued": "应答粘连",
    "damaged_commands": "命令受损",
    "dirty_glass": "镜面脏",
    "messy_image": "图像模糊",
    "garbage_on_not_found": "未找到时页号乱",
    "short_not_found": "未找到时应答短",
    "impossible_page": "页号超界",
    "short_parameters": "参数应答短",
    "gen_img_spoils_search": "重采作废搜索",
    "only_fast_search": "只会快速搜索",
    "merges_anything": "不同手指也合并",
    "library_full": "存满",
    "flash_error": "闪存错误",
    "store_in_vain": "存而不留",
    "delete_in_vain": "删而不去",
    "no_notepad": "没有记事页",
    "slow_empty": "清空很慢",
    "sensor_fault": "传感器故障",
}
#: What the kiosk says while it waits for an ID card, by hall.id_cards.card_requests.CardStage.
CARD_STAGES = {
    "lay": "请把身份证平放在读卡区，不要拿起来。",
    "again": "还没有读到身份证。如果已经放上了，请拿起来，再放一次。",
    "lifted": "拿得太早了，没有读完。请再放一次，等屏幕上出了号码再拿走。",
    "wrong": "这张证件读不出来。请放本人的第二代身份证，或点下面的按钮直接取号。",
    "read": "已经读好，正在取号。",
    "busy": "另一台取号机正在读身份证，请稍等，或点下面的按钮直接取号。",
    "lost": "读卡器暂时不能用，请点下面的按钮直接取号。",
}
CARD_TROUBLES = {
    "unplugged": "拔掉",
    "silent": "不应答",
    "garbled": "乱码",
    "broken": "安全模块故障",
    "lifted_while_reading": "读到一半拿走",
    "wrong_number": "号码校验错",
    "no_text": "不是身份证",
}
#: What is wrong with a line of a terminal's log.
BAD_ROWS = {
    "columns": "列数不够",
    "pin": "看不出人员编号是哪一列，或编号里有别的字符",
    "time": "看不懂时间，要年在前，如 2026-11-23 08:01:05",
    "ancient": "时间太早，考勤机可能没电停过",
    "future": "时间在将来，请核对考勤机的时间或时差",
    "long": "一行太长",
    "unreadable": "看不懂这一行",
    "too_many": "行数太多，请分几次导入",
}
PUNCH_WAYS = {
    "fingerprint": "指纹",
    "pin": "密码",
    "terminal": "考勤机",
    "paper": "签到表",
}
#: Why the moment of a punch is not believed.
PUNCH_DOUBTS = {
    "ancient": "时间太早，考勤机可能没电停过",
    "future": "时间比大厅的钟还晚，考勤机可能走快了",
    "jump": "和前后的记录次序不合，考勤机的时间跳过",
    "hall_clock": "打卡的时候，大厅服务器的时间还没有核对",
}
#: What each kind of fact counts, on the page of devices.
MACHINE_DEEDS = {
    "SlipPrinted": "打印",
    "SlipDelayed": "推迟",
    "SlipInDoubt": "存疑",
    "Punched": "打卡",
    "StrangerTouched": "没认出",
}


def job(job: ReaderJob) -> str:
    """One sentence about how a job to the fingerprint reader goes."""
    if job.fault:
        return f"没有做成。{fault(job.fault)}"
    if job.report and job.report.progress and not job.done:
        done, of = job.report.progress
        return f"正在一枚一枚地读写，{done} / {of}，请不要断电。"
    if job.report and job.report.is_the_same:
        return "接着的就是原来那台指纹机，没有更换，登记过的手指都还有效。"
    told = job.report.enrolling if job.report else None
    if told is None:
        return "已完成。" if job.done else "请稍候。"
    owner = job.report.owner if job.report else ""
    return ENROLMENT[told.stage].format(
        next=told.captured + 1,
        captured=told.captured,
        wanted=told.wanted,
        page=told.page,
        owner=f"（{owner}）" if owner else "",
    )


def reader_trial(trial: ReaderTried) -> str:
    """How the trial in the morning went."""
    if trial.fault:
        return fault(Fault(trial.fault))
    missing = f"，登记过的少了 {trial.missing} 枚" if trial.missing else "，登记过的都在"
    return f"正常，里面有 {trial.fingers} 枚指纹{missing}。"


def page_named(number: int) -> str:
    """Of the reader's memory, as the subject of a job."""
    return f"第 {number} 号位置"


def level_named(level: int) -> str:
    return f"{level} 级"


def punch_way(punch: Punch) -> str:
    """How somebody clocked in: for the office, which wants to know how sure the reader was."""
    said = [
        PUNCH_WAYS[punch.way],
        f"得分 {punch.score}" if punch.score is not None else "",
        "重复" if punch.repeated else "",
        "时间待核对" if punch.set_aside else "",
    ]
    return "，".join(filter(None, said))


def punch_source(way: str, source: str) -> str:
    """Where punches come from: a terminal by its serial."""
    return f"{PUNCH_WAYS[way]} {source}".strip()
