"""What stands in a cell of the sheet: a sign for each half of the day that says something else.

The signs are those that township offices write by hand, and stand in the legend below the sheet.
"""

from hall.attendance.rules.days import JudgedDay, JudgedSession
from hall.attendance.rules.due_slots import PlannedSession
from hall.attendance.rules.excuses import Excuse, ExcuseKind, left_of
from hall.attendance.rules.judging import JudgedSlot, Verdict
from hall.attendance.rules.month import EARLY, LATE
from hall.attendance.rules.timetable import SessionKind

PRESENT, DUTY, PENDING, MISSING = "√", "值", "待", "○"
LATE_SIGN, EARLY_SIGN, ABSENT, MADE_UP = "▲", "▼", "×", "补"
#: Of a slip's column where its first sign would say another thing.
SLIP_SIGNS = {"公出": "外", "外勤": "外", "调休": "休", "其他": "假", "年休假": "年"}
SIGN_OF = {
    **dict.fromkeys(LATE, LATE_SIGN),
    **dict.fromkeys(EARLY, EARLY_SIGN),
    Verdict.MISSING: MISSING,
    Verdict.ABSENT: ABSENT,
    Verdict.PENDING: PENDING,
    Verdict.MADE_UP: MADE_UP,
}
#: What is said first of a slot's verdicts, where a session has several.
ORDER = (ABSENT, PENDING, MISSING, LATE_SIGN, EARLY_SIGN, MADE_UP)
LEGEND = {
    PRESENT: "出勤",
    LATE_SIGN: "迟到",
    EARLY_SIGN: "早退",
    MISSING: "缺卡",
    ABSENT: "旷工",
    PENDING: "待定",
    MADE_UP: "补卡",
    DUTY: "值班",
}


def sign_of_slip(column: str) -> str:
    """事假 is 事, 公出 is 外."""
    return SLIP_SIGNS.get(column, column[:1])


def symbols(day: JudgedDay) -> str:
    """"√" of a whole day in order, "▲√" late in the morning; "" of a day off, or not yet over."""
    signs = [sign for session in day.sessions if (sign := _of_session(session))]
    return "".join(dict.fromkeys(signs)) if len(set(signs)) == 1 else "".join(signs)


def _of_session(session: JudgedSession) -> str:
    found = {SIGN_OF[slot.verdict] for slot in session.slots if slot.verdict in SIGN_OF}
    faults = "".join(sign for sign in ORDER if sign in found)
    taken = "".join(dict.fromkeys(map(sign_of_slip, _columns(session.planned))))
    if session.planned.session.kind is SessionKind.DUTY:
        return DUTY if any(slot.punch is not None for slot in session.slots) else faults
    if session.absent_days and ABSENT not in faults:
        faults = ABSENT + faults
    if faults or taken:
        return faults + taken
    return PRESENT if session.worked_days and not _waits(session.slots) else ""


def _waits(slots: list[JudgedSlot]) -> bool:
    return any(slot.verdict is Verdict.NOT_YET for slot in slots)


def _columns(planned: PlannedSession) -> list[str]:
    """Of the slips that take something of this session off, a holiday's nothing."""
    spans = [(planned.midnight + one.begins, planned.midnight + one.ends) for one in planned.session.spans]
    return [slip.column for slip in planned.excuses if _takes(slip, spans)]


def _takes(slip: Excuse, spans: list[tuple[int, int]]) -> bool:
    return slip.kind is not ExcuseKind.HOLIDAY and any(left_of(one, [slip]) != [one] for one in spans)
