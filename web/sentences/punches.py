"""What is said to somebody who has just clocked in."""

from hall.attendance.meaning import Meaning
from hall.attendance.model import Punch
from hall.attendance.rules.due_slots import SlotSide
from web.sentences.moments import greeting, plain_time

SIDES = {SlotSide.ARRIVAL: "上班", SlotSide.LEAVING: "下班"}
MISSED = {SlotSide.ARRIVAL: "晚 {minutes} 分钟", SlotSide.LEAVING: "早 {minutes} 分钟"}


def counts_as(meaning: Meaning) -> str:
    """上午上班（8:30）: the slot of a timetable, with the time it is due."""
    return f"{meaning.session}{SIDES[meaning.side]}（{plain_time(meaning.due)}）"


def missed_by(meaning: Meaning) -> str:
    """晚 11 分钟; nothing within the grace."""
    return MISSED[meaning.side].format(minutes=meaning.minutes) if meaning.minutes else ""


def punch_answer(punch: Punch) -> str:
    """The sentence below the name."""
    if punch.repeated:
        return "刚才已经打过卡了，不用再按。"
    if punch.set_aside:
        return "已经记下。大厅的时间还没有核对，核对以后计入。"
    return f"打卡成功。{greeting(punch.at)}"
