"""What the days of one person come to."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from hall.attendance.rules.assigning import assign
from hall.attendance.rules.due_slots import PlannedSession, SharedPlans
from hall.attendance.rules.excuses import Excuse
from hall.attendance.rules.judging import Circumstances, JudgedSlot, Verdict, judge
from hall.attendance.rules.timetable import DAY, WorkSession

#: What somebody works on an attendance day (an ordinal); nothing on a day off.
Sessions = Callable[[int], Sequence[WorkSession]]

#: What a punch that missed by too much costs, in days.
HALF_A_DAY = 0.5
TOO_FAR = {Verdict.TOO_LATE, Verdict.TOO_EARLY}
#: Nobody came, or so it was ruled.
NOBODY_CAME = {Verdict.MISSING, Verdict.ABSENT}
#: None of these says that somebody was there, or that nobody was.
UNKNOWN = {Verdict.MISSING, Verdict.PENDING, Verdict.NOT_YET}


@dataclass(slots=True)
class JudgedSession:
    """Its days are due, and each half of them is in the end taken off by leave, lost by being
    absent, worked, or still open: it waits for a punch, for data or for its time to come."""

    planned: PlannedSession
    slots: list[JudgedSlot]
    absent_days: float = 0.0
    open_days: float = 0.0

    @property
    def worked_days(self) -> float:
        return self.planned.work_days - self.absent_days - self.open_days


@dataclass(slots=True)
class JudgedDay:
    """``spare`` are the punches of the day that no slot took, by hall seconds: overtime, mostly."""

    day: int
    sessions: list[JudgedSession]
    spare: list[int] = field(default_factory=list)

    @property
    def slots(self) -> list[JudgedSlot]:
        return [slot for session in self.sessions for slot in session.slots]

    @property
    def slips(self) -> list[Excuse]:
        """What touches any of its sessions, each once."""
        touching = (slip for session in self.sessions for slip in session.planned.excuses)
        return list(dict.fromkeys(touching))


def judge_days(
    days: range,
    sessions: Sessions,
    punches: Collection[int],
    excuses: Sequence[Excuse],
    known: Circumstances,
    shared: SharedPlans | None = None,
) -> list[JudgedDay]:
    """The attendance days (ordinals) of one person, each judged with its neighbours in mind: a
    punch on the morning after may belong to the night before. In whatever order the punches,
    slips and outages became known, the days are the same. ``shared`` is one of everybody."""
    shared = shared or SharedPlans()
    wider = range(days.start - 1, days.stop + 1)
    ranked = sorted(excuses, key=attrgetter("rank"))
    plans = {day: shared.plan(day, sessions(day), _touching(day, ranked)) for day in wider}
    slots = sorted(
        (slot for plan in plans.values() for session in plan for slot in session.slots),
        key=attrgetter("due"),
    )
    taken = assign(slots, punches)
    by_slot = {id(slots[place]): punch for place, punch in taken.items()}
    spare = _by_day(set(punches).difference(taken.values()))
    return [
        JudgedDay(
            day,
            [_judged(session, by_slot, known) for session in plans[day]],
            spare.get(day, []),
        )
        for day in days
    ]


def _touching(day: int, excuses: Sequence[Excuse]) -> Sequence[Excuse]:
    """A session may last until the end of the next day."""
    if not excuses:
        return excuses
    begins, ends = day * DAY, (day + 2) * DAY
    return [each for each in excuses if each.begins < ends and begins < each.ends]


def _by_day(punches: Iterable[int]) -> dict[int, list[int]]:
    by_day: dict[int, list[int]] = {}
    for punch in sorted(punches):
        by_day.setdefault(punch // DAY, []).append(punch)
    return by_day


def _judged(
    planned: PlannedSession, by_slot: dict[int, int], known: Circumstances
) -> JudgedSession:
    slots = [judge(slot, by_slot.get(id(slot)), known) for slot in planned.slots]
    judged = JudgedSession(planned, slots)
    if slots and all(slot.verdict is Verdict.ON_TIME for slot in slots):
        return judged  # most are, and there are many
    seen = {slot.verdict for slot in slots}
    if seen and seen <= NOBODY_CAME:
        for slot in slots:
            slot.verdict = Verdict.ABSENT
        judged.absent_days = planned.days_left
    elif seen and seen <= UNKNOWN or not seen and known.now < _end(planned):
        judged.open_days = planned.days_left
    elif seen & {*TOO_FAR, Verdict.ABSENT}:
        judged.absent_days = min(HALF_A_DAY, planned.days_left)
    elif Verdict.MISSING in seen and known.missing_costs(slots[0].slot.day):
        judged.absent_days = min(HALF_A_DAY, planned.days_left)
        for slot in slots:
            slot.costs = slot.verdict is Verdict.MISSING and judged.absent_days > 0
    return judged


def _end(planned: PlannedSession) -> int:
    """Of a session at which nobody punches."""
    return planned.midnight + planned.session.ends
