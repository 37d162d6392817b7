"""What stands in a cell of the sheet: a sign for each half of the day that says something else.

The signs are those that township offices write by hand, and stand in the legend below the sheet.
"""

from collections.abc import Mapping, Sequence

from hall.attendance.rules.days import JudgedDay, JudgedSession
from hall.attendance.rules.due_slots import PlannedSession
from hall.attendance.rules.excuses import ExcuseKind, left_of
from hall.attendance.rules.judging import JudgedSlot, Verdict
from hall.attendance.rules.month import EARLY, LATE
from hall.attendance.rules.timetable import SessionKind

PRESENT, DUTY, PENDING, MISSING = "√", "值", "待", "○"
LATE_SIGN, EARLY_SIGN, ABSENT, MADE_UP = "▲", "▼", "×", "补"
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


def symbols(day: JudgedDay, slip_signs: Mapping[str, str]) -> str:
    """ "√" of a whole day in order, "▲√" late in the morning; "" of a day off, or not yet over.

    ``slip_signs`` by the column of a slip: 事 of 事假.
    """
    signs = [sign for session in day.sessions if (sign := _of_session(session, slip_signs))]
    return "".join(dict.fromkeys(signs)) if len(set(signs)) == 1 else "".join(signs)


def _of_session(session: JudgedSession, slip_signs: Mapping[str, str]) -> str:
    found = {SIGN_OF[slot.verdict] for slot in session.slots if slot.verdict in SIGN_OF}
    faults = "".join(sign for sign in ORDER if sign in found)
    if session.planned.session.kind is SessionKind.DUTY:
        return DUTY if any(slot.punch is not None for slot in session.slots) else faults
    columns = _columns(session.planned) if session.planned.excuses else []
    taken = "".join(dict.fromkeys(slip_signs.get(name, name[:1]) for name in columns))
    if session.absent_days and ABSENT not in faults:
        faults = ABSENT + faults
    if faults or taken:
        return faults + taken
    return PRESENT if session.worked_days and not _waits(session.slots) else ""


def _waits(slots: Sequence[JudgedSlot]) -> bool:
    return any(slot.verdict is Verdict.NOT_YET for slot in slots)


def _columns(planned: PlannedSession) -> list[str]:
    """Of the slips that take something of this session off; a holiday is no slip."""
    midnight = planned.midnight
    spans = [(midnight + span.begins, midnight + span.ends) for span in planned.session.spans]
    return [
        slip.column
        for slip in planned.excuses
        if slip.kind is not ExcuseKind.HOLIDAY
        and any(left_of(span, [slip]) != [span] for span in spans)
    ]
