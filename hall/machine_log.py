"""What the journal tells about machines: how often each was lost, and what it did today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.clock import HALL_ZONE
from hall.events import (
    MachineFound,
    MachineLost,
    Punched,
    SlipDelayed,
    SlipInDoubt,
    SlipPrinted,
    StrangerTouched,
)
from hall.journal import Entry

LATEST = 10
#: What each machine is counted by.
DEEDS: Mapping[str, tuple[str, ...]] = {
    "printer": (SlipPrinted.kind, SlipDelayed.kind, SlipInDoubt.kind),
    "fingerprint_reader": (Punched.kind, StrangerTouched.kind),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A machine was lost or came back."""

    at: datetime
    fault: str | None  # None: back


def done_on(session: Session, machine: str, day: date) -> dict[str, int]:
    """How often the machine did each of its deeds, by the kind of fact."""
    midnight = datetime.combine(day, time(), HALL_ZONE)
    kinds = DEEDS.get(machine, ())
    counted = session.execute(
        select(Entry.kind, func.count())
        .where(Entry.kind.in_(kinds), Entry.at >= midnight, Entry.at < midnight + timedelta(days=1))
        .group_by(Entry.kind)
    )
    return dict.fromkeys(kinds, 0) | {row[0]: row[1] for row in counted}


def turns_of(session: Session, machine: str) -> Sequence[Turn]:
    """When it was lost and found, latest first."""
    rows = session.scalars(
        select(Entry)
        .where(
            Entry.kind.in_((MachineLost.kind, MachineFound.kind)),
            Entry.details["machine"].as_string() == machine,
        )
        .order_by(Entry.seq.desc())
        .limit(LATEST)
    )
    return [Turn(row.at, row.details.get("fault")) for row in rows]


def losses_on(session: Session, machine: str, day: date) -> int:
    midnight = datetime.combine(day, time(), HALL_ZONE)
    return (
        session.scalar(
            select(func.count())
            .select_from(Entry)
            .where(
                Entry.kind == MachineLost.kind,
                Entry.details["machine"].as_string() == machine,
                Entry.at >= midnight,
                Entry.at < midnight + timedelta(days=1),
            )
        )
        or 0
    )
