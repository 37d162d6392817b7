"""Slips as pages show them: what became of each, whom it waits for, who is back too late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload

from hall.attendance.absences.approvers import Approvers, read_approvers, state_of
from hall.attendance.absences.model import AttendanceSlip, SlipAct, SlipDecision, SlipEffect
from hall.attendance.absences.overlapping import effective_end
from hall.attendance.absences.slip_state import SlipState
from hall.people.model import Staff
from hall.people.rights import Right, has_right
from hall.unit_of_work import ReadSession, UnitOfWork

#: More are found by person and month.
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class ListedSlip:
    """One slip for one who looks at it."""

    slip: AttendanceSlip
    state: SlipState
    waits_for: Sequence[str]  # names
    my_turn: bool
    may_decide: bool
    is_own: bool
    is_manager: bool  # who looks
    now: datetime | None  # None while the clock is doubted: nothing is overdue or begun

    @property
    def back_at(self) -> datetime | None:
        """When they said they were back."""
        returns = [step.ended_at for step in self.slip.decisions if step.ended_at]
        return returns[-1] if returns else None

    @property
    def ends(self) -> datetime:
        """With what was said about a return."""
        return effective_end(self.slip)

    @property
    def is_late(self) -> bool:
        """超假: back after the slip had ended."""
        return self.back_at is not None and self.back_at > self.slip.ends

    @property
    def is_overdue(self) -> bool:
        """The slip has ended, and nobody said that they are back."""
        if self.slip.kind.effect is SlipEffect.MAKE_UP or self.state is not SlipState.APPROVED:
            return False
        return self.back_at is None and self.now is not None and self.slip.ends <= self.now

    @property
    def may_return(self) -> bool:
        """Whether who looks may say that they are back."""
        took_place = self.slip.kind.effect is not SlipEffect.MAKE_UP and self._began
        return self.state is SlipState.APPROVED and took_place and (self.is_own or self.is_manager)

    @property
    def may_withdraw(self) -> bool:
        """The person until it begins; a manager at any time."""
        if self.state is SlipState.WAITING:
            return self.is_own or self.is_manager
        if self.state is not SlipState.APPROVED:
            return False
        return not self._began if self.is_own else self.is_manager

    @property
    def last_words(self) -> SlipDecision | None:
        """The latest step, with what was said."""
        return self.slip.decisions[-1] if self.slip.decisions else None

    @property
    def is_afterwards(self) -> bool:
        """事后补请: handed in when it had begun."""
        is_absence = self.slip.kind.effect is not SlipEffect.MAKE_UP
        return is_absence and self.slip.applied_at > self.slip.begins

    @property
    def signatures(self) -> Sequence[SlipDecision]:
        """Who signed and approved, first to last."""
        return [
            step
            for step in self.slip.decisions
            if step.act in (SlipAct.SIGNED, SlipAct.APPROVED, SlipAct.REFUSED)
        ]

    @property
    def _began(self) -> bool:
        return self.now is not None and self.slip.begins <= self.now


def slips_of(at: ReadSession, staff: Staff, viewer: Staff) -> list[ListedSlip]:
    """Of one person, latest first, at most MOST_ROWS."""
    return _listed(at, viewer, AttendanceSlip.staff_id == staff.id)


def slips_between(
    at: ReadSession, viewer: Staff, begins: datetime, ends: datetime, staff_id: int | None = None
) -> list[ListedSlip]:
    """Of everybody or of one, latest first, at most MOST_ROWS."""
    of_one = [AttendanceSlip.staff_id == staff_id] if staff_id else []
    return _listed(at, viewer, AttendanceSlip.begins < ends, AttendanceSlip.ends >= begins, *of_one)


def waiting_slips(at: ReadSession | UnitOfWork, viewer: Staff) -> list[ListedSlip]:
    """All that this person may decide now, their own turn first."""
    waits = ~AttendanceSlip.decisions.any(SlipDecision.act != SlipAct.SIGNED)
    found = [row for row in _listed(at, viewer, waits) if row.may_decide]
    return sorted(found, key=lambda row: not row.my_turn)


def listed_slip(at: ReadSession | UnitOfWork, slip: AttendanceSlip, viewer: Staff) -> ListedSlip:
    """One of them."""
    return _row(at, slip, viewer, read_approvers(at.session))


def _listed(
    at: ReadSession | UnitOfWork, viewer: Staff, *conditions: ColumnElement[bool]
) -> list[ListedSlip]:
    asked = (
        select(AttendanceSlip)
        .options(
            joinedload(AttendanceSlip.staff),
            joinedload(AttendanceSlip.kind),
            joinedload(AttendanceSlip.entered_by),
            selectinload(AttendanceSlip.decisions).joinedload(SlipDecision.by),
        )
        .where(*conditions)
        .order_by(AttendanceSlip.begins.desc(), AttendanceSlip.id.desc())
        .limit(MOST_ROWS)
    )
    approvers = read_approvers(at.session)
    return [_row(at, slip, viewer, approvers) for slip in at.session.scalars(asked)]


def _row(
    at: ReadSession | UnitOfWork, slip: AttendanceSlip, viewer: Staff, approvers: Approvers
) -> ListedSlip:
    state = state_of(slip)
    return ListedSlip(
        slip,
        state,
        approvers.names(slip),
        my_turn=approvers.waits_for(slip, viewer.id),
        may_decide=approvers.may_decide(slip, viewer.id),
        is_own=slip.staff_id == viewer.id,
        is_manager=has_right(at.session, viewer, Right.LEAVE),
        now=None if at.clock_is_doubted else at.now,
    )
