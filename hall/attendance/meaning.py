"""What a punch counts as, and who is in: for the screen beside the reader.

By timetables, local holidays and the punches themselves. Slips are not asked: they come later than
the punch as often as before it, so the screen says what the sheet may yet say otherwise.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hall.attendance.counting import counting_punches
from hall.attendance.hall_seconds import to_hall_seconds, to_moment
from hall.attendance.model import Punch
from hall.attendance.rules.days import judge_days
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.judging import Circumstances, JudgedSlot, Verdict
from hall.attendance.rules.timetable import DAY
from hall.attendance.work_times.plan import WorkPlan
from hall.attendance.work_times.read_plan import read_plan
from hall.clock import hall_day

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The slot that a punch was taken for."""

    session: str  # its name in the timetable
    side: SlotSide
    due: datetime
    verdict: Verdict
    minutes: int  # late or early, counted up; 0 within the grace


def meaning_of(session: Session, punch: Punch) -> Meaning | None:
    """None for one that no slot took: out of its time, beside a better one, or set aside."""
    return meanings_of(session, [punch]).get(punch.id)


def meanings_of(session: Session, punches: Collection[Punch]) -> dict[int, Meaning]:
    """By the id of those punches that a slot took; all of them of about one day."""
    if not punches:
        return {}
    latest = max(punch.at for punch in punches)
    meanings = {}
    for day in _days(session, {punch.staff_id for punch in punches}, latest).values():
        for punch_id, second in day.seconds.items():
            slot = next((slot for slot in day.slots if slot.punch == second), None)
            if slot is not None:
                meanings[punch_id] = _meaning(slot)
    asked = {punch.id for punch in punches}
    return {punch_id: meaning for punch_id, meaning in meanings.items() if punch_id in asked}


def people_in(session: Session, now: datetime) -> list[int]:
    """Ids of those whose last punch now is an arrival, in the order in which they came.

    Nobody without a timetable: of their punches nobody knows which way they were.
    """
    came = []
    for staff_id, day in _days(session, None, now).items():
        taken = [slot for slot in day.slots if slot.punch is not None]
        if taken and taken[-1].slot.side is SlotSide.ARRIVAL:
            came.append((taken[-1].punch, staff_id))
    return [staff_id for _, staff_id in sorted(came, key=lambda pair: (pair[0] or 0, pair[1]))]


@dataclass(frozen=True, slots=True)
class _AroundNow:
    """Of one person: when each punch counts, in hall seconds, and what the slots came to."""

    seconds: dict[int, int]
    slots: list[JudgedSlot]


def _days(
    session: Session, staff_ids: Iterable[int] | None, moment: datetime
) -> dict[int, _AroundNow]:
    """The day of this moment and the one before, whose night may not be over; None: everybody."""
    today = hall_day(moment)
    plan = read_plan(session, today - A_DAY, today)
    people = plan.people if staff_ids is None else list(staff_ids)
    begins, ends = to_moment((plan.days.start - 1) * DAY), to_moment((plan.days.stop + 1) * DAY)
    counting = counting_punches(session, people, begins, ends)
    return {
        staff_id: _around(plan, staff_id, punches, to_hall_seconds(moment))
        for staff_id, punches in counting.items()
    }


def _around(
    plan: WorkPlan, staff_id: int, punches: list[tuple[datetime, int]], now: int
) -> _AroundNow:
    seconds = {punch_id: to_hall_seconds(at) for at, punch_id in punches}
    days = judge_days(
        plan.days,
        lambda day: plan.sessions(staff_id, day),
        set(seconds.values()),
        plan.holidays_of(staff_id),
        Circumstances(now=now),
    )
    return _AroundNow(seconds, [slot for day in days for slot in day.slots])


def _meaning(slot: JudgedSlot) -> Meaning:
    due = slot.slot
    return Meaning(due.session, due.side, to_moment(due.due), slot.verdict, slot.minutes)
