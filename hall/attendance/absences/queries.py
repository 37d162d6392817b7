"""What the month asks of slips: which time they take away, and which slots are decided."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from hall.attendance.absences.model import (
    AttendanceSlip,
    SlipDecision,
    SlipEffect,
    SlipKind,
    SlotRuling,
)
from hall.attendance.absences.slip_state import SlipState, end_after, state_after
from hall.attendance.hall_seconds import to_hall_seconds, to_moment
from hall.attendance.rules.excuses import Excuse, ExcuseKind
from hall.attendance.rules.judging import SlotKey, Verdict

EXCUSES = {SlipEffect.LEAVE: ExcuseKind.LEAVE, SlipEffect.FIELD: ExcuseKind.FIELD}

RulingMoment = tuple[datetime, int, SlotKey, Verdict | None]


def excuses_of(
    session: Session, staff_ids: Collection[int] | None, begins: int, ends: int
) -> dict[int, list[Excuse]]:
    """Approved leave and field duty, by person, that touches these hall seconds; of everybody
    with None. ``Excuse.column`` is the kind's name, ``Excuse.slip`` the slip's id."""
    asked = (
        select(
            AttendanceSlip.id,
            AttendanceSlip.staff_id,
            AttendanceSlip.begins,
            AttendanceSlip.ends,
            SlipKind.name,
            SlipKind.effect,
            SlipDecision.act,
            SlipDecision.ended_at,
        )
        .join(SlipKind, SlipKind.id == AttendanceSlip.kind_id)
        .join(SlipDecision, SlipDecision.slip_id == AttendanceSlip.id)
        .where(
            SlipKind.effect.in_(EXCUSES),
            AttendanceSlip.begins < to_moment(ends),
            AttendanceSlip.ends > to_moment(begins),
        )
        .order_by(AttendanceSlip.id, SlipDecision.id)
    )
    found: dict[int, list[Excuse]] = defaultdict(list)
    rows = session.execute(asked.where(_of(AttendanceSlip.staff_id, staff_ids)))
    for slip_id, steps in groupby(rows, key=lambda row: row.id):
        decided = list(steps)
        slip = decided[0]
        end = end_after(slip.ends, (step.ended_at for step in decided))
        if state_after(step.act for step in decided) is not SlipState.APPROVED:
            continue
        if slip.begins < end and begins < to_hall_seconds(end):
            kind = EXCUSES[slip.effect]
            excuse = Excuse(
                to_hall_seconds(slip.begins), to_hall_seconds(end), kind, slip.name, slip_id
            )
            found[slip.staff_id].append(excuse)
    return dict(found)


def rulings_of(
    session: Session, staff_ids: Collection[int] | None, first_day: int, last_day: int
) -> dict[int, dict[SlotKey, Verdict]]:
    """Approved make-ups and what the office decided, by person and slot; the days (ordinals) are
    both included, and of everybody with None. What was said last stands."""
    days = (date.fromordinal(first_day), date.fromordinal(last_day))
    said: dict[int, list[RulingMoment]] = defaultdict(list)
    for staff_id, moment in _make_ups(session, staff_ids, days):
        said[staff_id].append(moment)
    of_days = select(SlotRuling).where(SlotRuling.day.between(*days))
    for ruling in session.scalars(of_days.where(_of(SlotRuling.staff_id, staff_ids))):
        key = (ruling.day.toordinal(), ruling.session, ruling.side)
        # Behind a make-up of the same moment: the office has seen it.
        said[ruling.staff_id].append((ruling.at, ruling.id, key, ruling.verdict))
    return {staff_id: _last(moments) for staff_id, moments in said.items()}


def _make_ups(
    session: Session, staff_ids: Collection[int] | None, days: tuple[date, date]
) -> Iterator[tuple[int, RulingMoment]]:
    asked = (
        select(AttendanceSlip, SlipDecision.act, SlipDecision.at)
        .join(SlipDecision, SlipDecision.slip_id == AttendanceSlip.id)
        .where(AttendanceSlip.day.between(*days))
        .order_by(AttendanceSlip.id, SlipDecision.id)
    )
    rows = session.execute(asked.where(_of(AttendanceSlip.staff_id, staff_ids)))
    for slip, steps in groupby(rows, key=lambda row: row.AttendanceSlip):
        decided = list(steps)
        if state_after(step.act for step in decided) is SlipState.APPROVED:
            key = (slip.day.toordinal(), slip.session, slip.side)
            yield slip.staff_id, (decided[-1].at, 0, key, Verdict.MADE_UP)


def _of(
    column: InstrumentedAttribute[int], staff_ids: Collection[int] | None
) -> ColumnElement[bool]:
    return true() if staff_ids is None else column.in_(set(staff_ids))


def _last(moments: list[RulingMoment]) -> dict[SlotKey, Verdict]:
    stands: dict[SlotKey, Verdict] = {}
    for _, _, key, verdict in sorted(moments, key=lambda moment: moment[:2]):
        stands.pop(key, None)
        if verdict is not None:
            stands[key] = verdict
    return stands
