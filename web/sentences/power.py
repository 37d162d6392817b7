"""What is said of a power cut: on every screen, to the staff, and when it is over."""

from hall.power.power_level import PowerLevel
from hall.power.power_watch import PowerState

#: The emergency on every screen; it says nothing that stops being true while the cut lasts.
NOTICE_TITLE = "停电了，正在用备用电源"
NOTICE_BODY = "请不要着急，叫号照常。今天来不及办的，号不作废，下次来接着排。"
NOTICE_OVER = "来电了"

SENTENCES = {
    PowerLevel.BATTERY: "备用电源撑着{left}，已经开始备份。窗口照常，请先办快的；来电了自己恢复。",
    PowerLevel.LAST_MINUTES: "备用电源快用完了{left}，取号机不再给号。请窗口办完手上的，"
    "没轮到的号下次接着排。",
    PowerLevel.ENDING: "备用电源要用完了，电脑要关机。已经取的号和办过的都存好了，"
    "来电以后在“今天”里把没办完的人请回来。",
}


def power_sentence(state: PowerState) -> str:
    """For the staff; "" while there is power."""
    sentence = SENTENCES.get(state.level, "")
    minutes = state.minutes_left
    return sentence.replace("{left}", "" if minutes is None else f"（约还有 {minutes} 分钟）")
