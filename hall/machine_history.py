"""What the journal tells about machines: how often each was lost, and what it did today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, or_, select
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
from hall.journal import JournalEntry

LATEST = 10
#: What each machine is counted by.
ACTIONS: Mapping[str, tuple[str, ...]] = {
    "printer": (SlipPrinted.kind, SlipDelayed.kind, SlipInDoubt.kind),
    "fingerprint_reader": (Punched.kind, StrangerTouched.kind),
}


@dataclass(frozen=True, slots=True)
class MachineChange:
    """A machine was lost or came back."""

    at: datetime
    fault: str | None  # None: back


def done_on(session: Session, machine: str, day: date) -> dict[str, int]:
    """How often the machine did each of its actions, by the kind of fact."""
    midnight = datetime.combine(day, time(), HALL_ZONE)
    kinds = ACTIONS.get(machine, ())
    counted = session.execute(
        select(JournalEntry.kind, func.count())
        .where(
            JournalEntry.kind.in_(kinds),
            # A punch by PIN or from a terminal is no doing of the reader.
            or_(
                JournalEntry.kind != Punched.kind,
                JournalEntry.details["way"].as_string() == "fingerprint",
            ),
            JournalEntry.at >= midnight,
            JournalEntry.at < midnight + timedelta(days=1),
        )
        .group_by(JournalEntry.kind)
    )
    return dict.fromkeys(kinds, 0) | {row[0]: row[1] for row in counted}


def turns_of(session: Session, machine: str) -> Sequence[MachineChange]:
    """When it was lost and found, latest first; ten at most."""
    rows = session.scalars(
        select(JournalEntry)
        .where(
            JournalEntry.kind.in_((MachineLost.kind, MachineFound.kind)),
            JournalEntry.details["machine"].as_string() == machine,
        )
        .order_by(JournalEntry.seq.desc())
        .limit(LATEST)
    )
    return [MachineChange(row.at, row.details.get("fault")) for row in rows]


def losses_on(session: Session, machine: str, day: date) -> int:
    """How often the machine was lost on one day of the hall."""
    midnight = datetime.combine(day, time(), HALL_ZONE)
    return (
        session.scalar(
            select(func.count())
            .select_from(JournalEntry)
            .where(
                JournalEntry.kind == MachineLost.kind,
                JournalEntry.details["machine"].as_string() == machine,
                JournalEntry.at >= midnight,
                JournalEntry.at < midnight + timedelta(days=1),
            )
        )
        or 0
    )
