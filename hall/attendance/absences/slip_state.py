"""What became of a slip, from what was done with it. Pure."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from hall.attendance.absences.model import SlipAct


class SlipState(StrEnum):
    WAITING = "waiting"  # 待批
    APPROVED = "approved"  # 已批准
    REFUSED = "refused"  # 不准
    WITHDRAWN = "withdrawn"  # 已撤回


#: These lie in the way of another slip for the same time.
LIVE = frozenset({SlipState.WAITING, SlipState.APPROVED})
AFTER = {
    SlipAct.SIGNED: SlipState.WAITING,
    SlipAct.APPROVED: SlipState.APPROVED,
    SlipAct.REFUSED: SlipState.REFUSED,
    SlipAct.WITHDRAWN: SlipState.WITHDRAWN,
    SlipAct.RETURNED: SlipState.APPROVED,
}


def state_after(acts: Iterable[SlipAct]) -> SlipState:
    """The last one decides."""
    state = SlipState.WAITING
    for act in acts:
        state = AFTER[act]
    return state


def end_after(ends: datetime, returns: Iterable[datetime | None]) -> datetime:
    """Who is back earlier ends a leave earlier; who is late does not lengthen it."""
    last = None
    for back in returns:
        last = back or last
    return min(ends, last or ends)
