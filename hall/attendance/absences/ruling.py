"""The office decides what a slot comes to: there was no electricity, a reader was away."""

from datetime import date

from hall.attendance.absences.deciding import LONGEST_WORDS
from hall.attendance.absences.model import SlotRuling
from hall.attendance.rules.judging import SlotKey, Verdict
from hall.errors import Malformed, NotAllowed
from hall.events import SlotRuled
from hall.people.model import Staff
from hall.people.rights import Right, has_right
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

#: What somebody may decide; the others are counted from punches.
DECIDABLE = frozenset({Verdict.DECIDED, Verdict.MISSING, Verdict.ABSENT})


def rule_slot(
    work: UnitOfWork, staff: Staff, slot: SlotKey, verdict: Verdict | None, reason: str, by: Staff
) -> SlotRuling:
    """None: as the punches say, after all. Nothing is overwritten; the last ruling stands.

    Raises NotAllowed for who is no manager or would decide about themselves, Malformed for another
    verdict, and for no reason or one over 200 characters.
    """
    if not has_right(work.session, by, Right.ATTENDANCE) or by.id == staff.id:
        raise NotAllowed()
    if verdict is not None and verdict not in DECIDABLE:
        raise Malformed(field="verdict")
    day, session, side = slot
    ruling = SlotRuling(
        staff_id=staff.id,
        day=date.fromordinal(day),
        session=session,
        side=side,
        verdict=verdict,
        reason=plain(reason, field="slip_reason", longest=LONGEST_WORDS, shortest=1),
        by_id=by.id,
        at=work.now,
    )
    work.session.add(ruling)
    work.session.flush()
    work.record(
        SlotRuled(
            staff_id=staff.id,
            day=ruling.day.isoformat(),
            session=session,
            side=str(side),
            verdict=str(verdict or ""),
        )
    )
    return ruling
