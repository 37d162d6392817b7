"""Punches that were set aside, and what a manager makes of them: counted at another time, or not.

The punch stays as it was told; a decision is a row of its own, by name and with its reason.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, joinedload

from hall.attendance.counting import is_latest_decision
from hall.attendance.model import IS_SET_ASIDE, Punch, PunchDecision
from hall.errors import Malformed, NotFound
from hall.events import PunchDecided
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

MOST_SHOWN = 100  # of one source and one reason
MOST_DECIDED_SHOWN = 50
LONGEST_REASON = 100


@dataclass(frozen=True, slots=True)
class PunchesSetAside:
    """What waits of one source for one reason; the earliest first."""

    way: str
    source: str
    why: str
    count: int
    earliest: Sequence[Punch]


@dataclass(frozen=True, slots=True, kw_only=True)
class PunchVerdict:
    """Counted with ``offset`` added, or so that the earliest lies at ``earliest_at``; or not."""

    counts: bool
    reason: str
    offset: timedelta = timedelta()
    earliest_at: datetime | None = None

    def moments(self, punches: Sequence[Punch]) -> list[datetime | None]:
        """When each of these counts; None for what does not."""
        offset = self.offset
        if self.earliest_at is not None:
            offset = self.earliest_at - min(punch.at for punch in punches)
        return [punch.at + offset if self.counts else None for punch in punches]


def punches_set_aside(session: Session) -> list[PunchesSetAside]:
    """What nobody has decided about, by source and reason."""
    groups = session.execute(
        select(Punch.way, Punch.source, Punch.set_aside, func.count())
        .where(*_waiting())
        .group_by(Punch.way, Punch.source, Punch.set_aside)
        .order_by(Punch.way, Punch.source, Punch.set_aside)
    ).all()
    return [
        PunchesSetAside(way, source, why, count, _earliest(session, way, source, why))
        for way, source, why, count in groups
    ]


def _earliest(session: Session, way: str, source: str, why: str) -> Sequence[Punch]:
    return session.scalars(
        select(Punch)
        .where(*_waiting(), Punch.way == way, Punch.source == source, Punch.set_aside == why)
        .options(joinedload(Punch.staff))
        .order_by(Punch.at, Punch.id)
        .limit(MOST_SHOWN)
    ).all()


def decisions_lately(session: Session) -> Sequence[PunchDecision]:
    """The decisions that count, latest first; fifty at most."""
    return session.scalars(
        select(PunchDecision)
        .where(is_latest_decision())
        .options(
            joinedload(PunchDecision.punch).joinedload(Punch.staff),
            joinedload(PunchDecision.decider),
        )
        .order_by(PunchDecision.id.desc())
        .limit(MOST_DECIDED_SHOWN)
    ).all()


def last_decision(session: Session) -> int:
    """The number of the decision made last; 0 before the first."""
    return session.scalar(select(func.max(PunchDecision.id))) or 0


def decide(
    work: UnitOfWork, punch_ids: Collection[int], verdict: PunchVerdict, *, by: int, seen: int
) -> int:
    """Decide about punches that were set aside; returns about how many.

    ``by`` is the manager's id. Passed over is what somebody has decided since the decision
    ``seen``: pressed twice, or by two, it is decided once. Raises NotFound for what was not set
    aside, Malformed without a reason or a punch, and for one that would be made in the future.
    """
    reason = plain(verdict.reason, field="punch_reason", longest=LONGEST_REASON, shortest=1)
    if not punch_ids:
        raise Malformed(field="punches")
    found = work.session.scalars(
        select(Punch).where(Punch.id.in_(punch_ids), IS_SET_ASIDE).order_by(Punch.at)
    ).all()
    if len(found) != len(set(punch_ids)):
        raise NotFound(punches=sorted(punch_ids))
    decided_since = set(
        work.session.scalars(
            select(PunchDecision.punch_id).where(
                PunchDecision.id > seen, PunchDecision.punch_id.in_(punch_ids)
            )
        )
    )
    rows = [
        PunchDecision(
            punch_id=punch.id, counts_at=at, reason=reason, decided_at=work.now, decided_by=by
        )
        for punch, at in zip(found, verdict.moments(found), strict=True)
        if punch.id not in decided_since
    ]
    _must_be_over(work, rows)
    work.session.add_all(rows)
    work.record(*map(_fact, rows))
    return len(rows)


def _must_be_over(work: UnitOfWork, rows: Sequence[PunchDecision]) -> None:
    if work.clock_is_doubted:
        return
    if any(row.counts_at is not None and row.counts_at > work.now for row in rows):
        raise Malformed(field="counts_at")


def _fact(row: PunchDecision) -> PunchDecided:
    counts_at = row.counts_at.isoformat() if row.counts_at else ""
    return PunchDecided(punch_id=row.punch_id, counts_at=counts_at)


def _waiting() -> tuple[ColumnElement[bool], ...]:
    decided = exists().where(PunchDecision.punch_id == Punch.id)
    return IS_SET_ASIDE, ~decided
