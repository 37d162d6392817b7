"""What is done with a slip after it was handed in; each a row of its own."""

from datetime import datetime

from sqlalchemy.orm import Session

from hall.attendance.absences.approvers import Approvers, read_approvers, state_of
from hall.attendance.absences.model import AttendanceSlip, Rank, SlipAct, SlipDecision, SlipEffect
from hall.attendance.absences.overlapping import refuse_overlap
from hall.attendance.absences.slip_state import SlipState
from hall.base import LARGEST_ID
from hall.clock import hall_day
from hall.errors import (
    BackTooSoon,
    LeaveBegan,
    NotFound,
    NotYourDecision,
    SlipSettled,
)
from hall.events import SlipMovedOn
from hall.people.model import Staff
from hall.people.rights import Right, has_right
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

LONGEST_WORDS = 200


def slip_by_id(session: Session, slip_id: int) -> AttendanceSlip:
    """Raises NotFound."""
    slip = session.get(AttendanceSlip, slip_id) if 0 < slip_id <= LARGEST_ID else None
    if slip is None:
        raise NotFound(slip=slip_id)
    return slip


def approve_slip(work: UnitOfWork, slip: AttendanceSlip, by: Staff) -> None:
    """Sign it: approved with the last signature that the ladder asks for.

    Raises NotYourDecision, SlipSettled for one that waits no longer, SlipOverlaps.
    """
    approvers = read_approvers(work.session)
    rank = _must_be_theirs(approvers, slip, by)
    if slip.kind.effect is not SlipEffect.MAKE_UP:
        refuse_overlap(work.session, slip, slip.ends)
    holders = approvers.holders(slip.staff_id, hall_day(slip.begins))
    settles = approvers.ladder.settles(rank, slip.work_days, holders)
    _add(
        work,
        slip,
        SlipDecision(act=SlipAct.APPROVED if settles else SlipAct.SIGNED, by_id=by.id, rank=rank),
    )


def refuse_slip(work: UnitOfWork, slip: AttendanceSlip, by: Staff, reason: str) -> None:
    """Raises NotYourDecision, SlipSettled, Malformed for no reason or one over 200 characters."""
    rank = _must_be_theirs(read_approvers(work.session), slip, by)
    words = plain(reason, field="slip_reason", longest=LONGEST_WORDS, shortest=1)
    _add(work, slip, SlipDecision(act=SlipAct.REFUSED, by_id=by.id, rank=rank, words=words))


def withdraw_slip(work: UnitOfWork, slip: AttendanceSlip, by: Staff, reason: str = "") -> None:
    """By the person until it begins; by a manager at any time, with a reason.

    Raises NotYourDecision, SlipSettled, LeaveBegan, Malformed without the manager's reason.
    """
    is_own = by.id == slip.staff_id
    if not is_own and not has_right(work.session, by, Right.LEAVE):
        raise NotYourDecision()
    state = state_of(slip)
    if state not in (SlipState.WAITING, SlipState.APPROVED):
        raise SlipSettled(slip_state=str(state))
    began = not work.clock_is_doubted and slip.begins <= work.now
    if is_own and state is SlipState.APPROVED and began:
        raise LeaveBegan()
    words = plain(reason, field="slip_reason", longest=LONGEST_WORDS, shortest=int(not is_own))
    _add(work, slip, SlipDecision(act=SlipAct.WITHDRAWN, by_id=by.id, words=words))


def report_return(work: UnitOfWork, slip: AttendanceSlip, by: Staff, back: datetime) -> None:
    """销假: back earlier, the slip ends earlier; later than it ends, that is shown.

    Raises NotYourDecision, SlipSettled for one that is not approved, BackTooSoon, SlipOverlaps
    where a second report reaches into another slip.
    """
    if by.id != slip.staff_id and not has_right(work.session, by, Right.LEAVE):
        raise NotYourDecision()
    state = state_of(slip)
    if state is not SlipState.APPROVED or slip.kind.effect is SlipEffect.MAKE_UP:
        raise SlipSettled(slip_state=str(state))
    if back <= slip.begins or (back > work.now and not work.clock_is_doubted):
        raise BackTooSoon()
    refuse_overlap(work.session, slip, min(back, slip.ends))
    _add(work, slip, SlipDecision(act=SlipAct.RETURNED, by_id=by.id, ended_at=back))


def _must_be_theirs(approvers: Approvers, slip: AttendanceSlip, by: Staff) -> Rank:
    """Its right comes first: who may not decide it is not told what became of it."""
    rank = approvers.rank(slip, by.id)
    if rank is None:
        raise NotYourDecision()
    if (state := state_of(slip)) is not SlipState.WAITING:
        raise SlipSettled(slip_state=str(state))
    if not approvers.may_decide(slip, by.id):
        raise NotYourDecision()
    return rank


def _add(work: UnitOfWork, slip: AttendanceSlip, step: SlipDecision) -> None:
    step.at = work.now
    slip.decisions.append(step)
    work.session.flush()
    rank = str(step.rank or "")
    work.record(SlipMovedOn(slip_id=slip.id, staff_id=slip.staff_id, act=str(step.act), rank=rank))
