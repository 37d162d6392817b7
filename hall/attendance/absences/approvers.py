"""Who holds which rank for whose slips, as the hall is staffed now."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.absences.ladder import Holders, Ladder, may_sign, rank_of
from hall.attendance.absences.model import AttendanceSlip, Rank, SlipAct
from hall.attendance.absences.slip_state import SlipState, state_after
from hall.attendance.work_times.model import GroupMember, WorkGroup
from hall.clock import hall_day
from hall.people.model import Role, Staff
from hall.people.queries import staff_in_use
from hall.settings import setting

ROLES = {Rank.DEPUTY: Role.DEPUTY, Rank.DIRECTOR: Role.DIRECTOR}


@dataclass(frozen=True, slots=True)
class Approvers:
    """``groups`` are the groups of a person by the day they joined, None for none."""

    ladder: Ladder
    people: dict[int, Staff]  # in use
    heads: dict[int, int | None]  # by group
    groups: dict[int, list[tuple[date, int | None]]]

    def holders(self, staff_id: int, day: date) -> Holders:
        """By the group they are in on this day."""
        held = {
            rank: {person.id for person in self.people.values() if person.role is role}
            for rank, role in ROLES.items()
        }
        head = self._head(staff_id, day)
        held[Rank.HEAD] = {head} if head in self.people else set()
        return {rank: people - {staff_id} for rank, people in held.items()}

    def _head(self, staff_id: int, day: date) -> int | None:
        rows = self.groups.get(staff_id, [])
        place = bisect_right(rows, day, key=lambda row: row[0])
        group_id = rows[place - 1][1] if place else None
        return self.heads.get(group_id) if group_id else None

    def awaited(self, slip: AttendanceSlip) -> Rank | None:
        """Whom a slip waits for; None for one that waits no longer, or for nobody there is."""
        if state_of(slip) is not SlipState.WAITING:
            return None
        holders = self.holders(slip.staff_id, hall_day(slip.begins))
        return self.ladder.next(slip.work_days, holders, signed_by(slip))

    def names(self, slip: AttendanceSlip) -> list[str]:
        """Who may sign next, by name."""
        awaited = self.awaited(slip)
        if awaited is None:
            return []
        holders = self.holders(slip.staff_id, hall_day(slip.begins))
        return [self.people[staff_id].name for staff_id in sorted(holders[awaited])]

    def may_decide(self, slip: AttendanceSlip, staff_id: int) -> bool:
        """Whether this person's signature is good for it now."""
        return may_sign(self.rank(slip, staff_id), self.awaited(slip))

    def waits_for(self, slip: AttendanceSlip, staff_id: int) -> bool:
        """Whether it is this person's turn, and not only possible."""
        awaited = self.awaited(slip)
        holders = self.holders(slip.staff_id, hall_day(slip.begins))
        return awaited is not None and staff_id in holders[awaited]

    def rank(self, slip: AttendanceSlip, staff_id: int) -> Rank | None:
        """In which this person would sign it."""
        return rank_of(staff_id, self.holders(slip.staff_id, hall_day(slip.begins)))

    def heads_anybody(self, staff_id: int) -> bool:
        """Whether somebody is the head of a group."""
        return staff_id in self.heads.values()


def read_approvers(session: Session) -> Approvers:
    """As things stand: rights are those of today, not of when a slip was handed in."""
    groups: dict[int, list[tuple[date, int | None]]] = defaultdict(list)
    asked = select(GroupMember.staff_id, GroupMember.since, GroupMember.group_id)
    for staff_id, since, group_id in session.execute(asked.order_by(GroupMember.since)):
        groups[staff_id].append((since, group_id))
    return Approvers(
        read_ladder(session),
        {person.id: person for person in staff_in_use(session)},
        {group.id: group.head_id for group in session.scalars(select(WorkGroup))},
        groups,
    )


def read_ladder(session: Session) -> Ladder:
    """As the office set it."""
    return Ladder(
        float(setting(session, "leave_head_days")),
        float(setting(session, "leave_deputy_days")),
        setting(session, "leave_in_turn") == "yes",
    )


def state_of(slip: AttendanceSlip) -> SlipState:
    """What became of it so far."""
    return state_after(step.act for step in slip.decisions)


def signed_by(slip: AttendanceSlip) -> Rank | None:
    """The rank of the latest signature below the last; each is higher than the one before."""
    return next(
        (step.rank for step in reversed(slip.decisions) if step.act is SlipAct.SIGNED), None
    )
