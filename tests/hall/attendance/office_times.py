"""Work times as township offices write them down, for the tests of the rules."""

from collections.abc import Sequence
from datetime import date

from hall.attendance.rules.days import JudgedDay, judge_days
from hall.attendance.rules.excuses import Excuse
from hall.attendance.rules.judging import Circumstances
from hall.attendance.rules.punch_rule import HOUR, MINUTE, PunchRule
from hall.attendance.rules.timetable import DAY, SessionKind, WorkSession, WorkSpan

#: A Monday; the day of most tests.
MONDAY = date(2026, 10, 12)


def at(moment: str, day: date = MONDAY) -> int:
    """``8:30``, ``8:30:01`` or ``32:00`` (8:00 of the day after) as hall seconds."""
    parts = [*map(int, moment.split(":")), 0]
    return day.toordinal() * DAY + parts[0] * HOUR + parts[1] * MINUTE + parts[2]


def seconds(time: str) -> int:
    return at(time) - at("0:00")


def span(begins: str, ends: str, days: float = 0.5) -> WorkSpan:
    return WorkSpan(seconds(begins), seconds(ends), days)


#: The window of each punch is an hour before to an hour and a quarter after: they meet at noon.
RULE = PunchRule(opens_before=60 * MINUTE, closes_after=75 * MINUTE)
FOUR = (
    WorkSession("上午", (span("8:30", "12:00"),), RULE, RULE),
    WorkSession("下午", (span("14:30", "17:30"),), RULE, RULE),
)
TWO = (WorkSession("全天", (span("8:30", "12:00"), span("14:30", "17:30"))),)
NIGHT = (WorkSession("夜班", (span("20:00", "32:00", 0),), RULE, RULE, SessionKind.DUTY),)
#: Long past every day of the tests.
LATER = Circumstances(now=at("0:00", date(2030, 1, 1)))


def judged(
    *punches: int,
    sessions: Sequence[WorkSession] = FOUR,
    excuses: tuple[Excuse, ...] = (),
    known: Circumstances = LATER,
    day: date = MONDAY,
) -> JudgedDay:
    """One day on which these sessions are worked, alone among days off."""
    ordinal = day.toordinal()
    plan = {ordinal: sessions}
    days = range(ordinal, ordinal + 1)
    (only,) = judge_days(days, lambda of: plan.get(of, ()), punches, excuses, known)
    return only


def verdicts(day: JudgedDay) -> list[str]:
    return [slot.verdict.value for slot in day.slots]
