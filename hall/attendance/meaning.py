"""What a punch counts as, and who is in: for the screen beside the reader.

By timetables, days off, approved slips and the punches themselves, as far as they are known now: a
slip that is approved later may still say otherwise in the sheet.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from hall.attendance.absences.queries import excuses_of
from hall.attendance.counting import counting_punches
from hall.attendance.hall_seconds import to_hall_seconds, to_moment
from hall.attendance.model import Punch
from hall.attendance.rules.days import Sessions, judge_days
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.excuses import Excuse
from hall.attendance.rules.judging import Circumstances, JudgedSlot, Verdict
from hall.attendance.rules.timetable import DAY
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
    begins, ends = (plan.days.start - 1) * DAY, (plan.days.stop + 1) * DAY
    counting = counting_punches(session, people, to_moment(begins), to_moment(ends))
    slips = excuses_of(session, people, begins, ends)
    known = Circumstances(now=to_hall_seconds(moment))
    around = {}
    for staff_id, punches in counting.items():
        excuses = [*plan.holidays_of(staff_id), *slips.get(staff_id, ())]
        around[staff_id] = _around(partial(plan.sessions, staff_id), punches, excuses, known)
    return around


def _around(
    sessions: Sessions,
    punches: list[tuple[int, int]],
    excuses: list[Excuse],
    known: Circumstances,
) -> _AroundNow:
    seconds = {punch_id: second for second, punch_id in punches}
    today = known.now // DAY
    days = judge_days(range(today - 1, today + 1), sessions, set(seconds.values()), excuses, known)
    return _AroundNow(seconds, [slot for day in days for slot in day.slots])


def _meaning(slot: JudgedSlot) -> Meaning:
    due = slot.slot
    return Meaning(due.session, due.side, to_moment(due.due), slot.verdict, slot.minutes)
