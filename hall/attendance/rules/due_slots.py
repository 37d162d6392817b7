"""Which punches are due on a day: the ends of what is left of its sessions.

A leave moves what is due to the leave's own end: who is away until 10:00 is due at 10:00. Field
duty takes the punch it covers away, for nobody clocks in from a village.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hall.attendance.rules.excuses import Excuse, ExcuseKind, left_of
from hall.attendance.rules.punch_rule import PunchRule
from hall.attendance.rules.timetable import DAY, WorkSession


class SlotSide(StrEnum):
    ARRIVAL = "arrival"  # 上班
    LEAVING = "leaving"  # 下班


@dataclass(slots=True)
class DueSlot:
    """One punch that is due at these hall seconds, and may be made from ``opens`` to ``closes``."""

    day: int  # the attendance day it counts for, as an ordinal
    session: str  # the name of the session, as the timetable has it
    side: SlotSide
    due: int
    opens: int
    closes: int
    rule: PunchRule
    excused: Excuse | None = None
    shares_with_next: bool = False


@dataclass(slots=True)
class PlannedSession:
    """What is left of a session on one day, its punches, and what it counts in days."""

    session: WorkSession
    midnight: int  # at which its attendance day begins, in hall seconds
    slots: list[DueSlot]
    due_days: float  # without what a holiday takes away
    work_days: float  # without leave either
    days_left: float  # without field duty either: what is lost by being absent
    excuses: list[Excuse]


def plan_day(
    day: int, sessions: Sequence[WorkSession], excuses: Sequence[Excuse]
) -> list[PlannedSession]:
    """The sessions of an attendance day (an ordinal), with the excuses that touch them."""
    planned = [_planned(day, session, excuses) for session in sessions]
    for before, after in zip(planned, planned[1:], strict=False):
        if after.session.shares_punch_before and before.slots and after.slots:
            _share(before.slots[-1], after.slots[0])
    return planned


class SharedPlans:
    """A day that no slip touches is planned once for everybody who works the same: their sessions
    are one object, for a group has one timetable. Nobody may change what is planned."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], tuple[Sequence[WorkSession], list[PlannedSession]]] = {}

    def plan(
        self, day: int, sessions: Sequence[WorkSession], excuses: Sequence[Excuse]
    ) -> list[PlannedSession]:
        """As ``plan_day``."""
        if excuses:
            return plan_day(day, sessions, excuses)
        kept = self._kept.get((day, id(sessions)))
        if kept is None:  # with the sessions, so that no other ones get their id
            kept = self._kept[day, id(sessions)] = sessions, plan_day(day, sessions, ())
        return kept[1]


def _planned(day: int, session: WorkSession, excuses: Sequence[Excuse]) -> PlannedSession:
    midnight = day * DAY
    spans = [(midnight + span.begins, midnight + span.ends, span.days) for span in session.spans]
    begins, ends = spans[0][0], spans[-1][1]
    touching = [each for each in excuses if each.begins < ends and begins < each.ends]
    if not touching:
        days = sum(days for _, _, days in spans)
        slots = _slots(day, session, begins, ends)
        return PlannedSession(session, midnight, slots, days, days, days, [])
    holidays = [excuse for excuse in touching if excuse.kind is ExcuseKind.HOLIDAY]
    moved = [excuse for excuse in touching if excuse.kind is not ExcuseKind.FIELD]

    def days_without(excuses: Sequence[Excuse]) -> float:
        return sum(days for start, end, days in spans if left_of((start, end), excuses))

    left = [piece for start, end, _ in spans for piece in left_of((start, end), moved)]
    slots = _slots(day, session, left[0][0], left[-1][1]) if left else []
    for slot in slots:
        slot.excused = next((each for each in touching if _takes(each, slot)), None)
    return PlannedSession(
        session,
        midnight,
        slots,
        days_without(holidays),
        days_without(moved),
        days_without(touching),
        touching,
    )


def _takes(excuse: Excuse, slot: DueSlot) -> bool:
    return excuse.kind is ExcuseKind.FIELD and excuse.covers(slot.due)


def _slots(day: int, session: WorkSession, arrives: int, leaves: int) -> list[DueSlot]:
    ends = (
        (SlotSide.ARRIVAL, arrives, session.arrival),
        (SlotSide.LEAVING, leaves, session.leaving),
    )
    return [_slot(day, session, side, due, rule) for side, due, rule in ends if rule is not None]


def _slot(day: int, session: WorkSession, side: SlotSide, due: int, rule: PunchRule) -> DueSlot:
    opens, closes = due - rule.opens_before, due + rule.closes_after
    return DueSlot(day, session.name, side, due, opens, closes, rule)


def _share(leaving: DueSlot, arrival: DueSlot) -> None:
    """A punch between the two windows would belong to none: they meet."""
    if leaving.side is SlotSide.LEAVING and arrival.side is SlotSide.ARRIVAL:
        leaving.shares_with_next = True
        leaving.closes = max(leaving.closes, arrival.opens)
