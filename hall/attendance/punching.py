"""The one way into the table of punches, whoever tells: finger, PIN, terminal, sheet of paper.

One question and one write for many of them: a month of a terminal is thousands.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.attendance.model import Punch
from hall.events import Punched
from hall.unit_of_work import UnitOfWork

#: A second punch of the same person within this time is kept, and counts once.
REPEAT_WITHIN = timedelta(minutes=1)
#: Why a punch is set aside that was made while the hall's own clock was doubted.
HALL_CLOCK = "hall_clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPunch:
    """A punch as somebody or something tells of it, now or long after it was made."""

    staff_id: int
    at: datetime
    way: str
    score: int | None = None
    reader_id: int | None = None
    set_aside: str = ""  # why its moment is not believed
    source: str = ""  # the serial of the terminal that tells of it


def write_punches(work: UnitOfWork, told: Iterable[ToldPunch]) -> list[Punch]:
    """Write these punches and tell the journal of each; earliest first, with their ids.

    Each is repeated when it follows another of its person, kept before or told here, within a
    minute. Those that are set aside repeat nothing: when they were made is not known.
    """
    in_order = sorted(told, key=lambda punch: punch.at)
    kept = _kept_around(work.session, [punch for punch in in_order if not punch.set_aside])
    # Numbered here, or SQLite is asked for every number by itself; whoever writes writes alone.
    numbers = count((work.session.scalar(select(func.max(Punch.id))) or 0) + 1)
    punches = [
        Punch(
            id=number,
            staff_id=punch.staff_id,
            at=punch.at,
            way=punch.way,
            score=punch.score,
            reader_id=punch.reader_id,
            repeated=not punch.set_aside
            and _repeats(kept.setdefault(punch.staff_id, []), punch.at),
            clock_doubted=work.clock_is_doubted,
            set_aside=punch.set_aside,
            source=punch.source,
        )
        for number, punch in zip(numbers, in_order, strict=False)
    ]
    work.session.add_all(punches)
    work.session.flush()
    work.record(*map(_fact, punches))
    return punches


def _fact(punch: Punch) -> Punched:
    return Punched(
        punch_id=punch.id,
        staff_id=punch.staff_id,
        way=punch.way,
        repeated=punch.repeated,
        at=punch.at.isoformat(),
        set_aside=punch.set_aside,
    )


def _repeats(of_person: list[datetime], at: datetime) -> bool:
    """Whether it follows one of these within a minute; from here on it is one of them."""
    before = bisect_right(of_person, at)
    insort(of_person, at)
    return before > 0 and at - of_person[before - 1] < REPEAT_WITHIN


def _kept_around(session: Session, told: Sequence[ToldPunch]) -> dict[int, list[datetime]]:
    """When each of these people punched in the time of what is told, in order."""
    if not told:
        return {}
    found = session.execute(
        select(Punch.staff_id, Punch.at)
        .where(
            Punch.staff_id.in_({punch.staff_id for punch in told}),
            Punch.at >= told[0].at - REPEAT_WITHIN,
            Punch.at <= told[-1].at,
            Punch.set_aside == "",
        )
        .order_by(Punch.at)
    )
    kept: dict[int, list[datetime]] = {}
    for staff_id, at in found:
        kept.setdefault(staff_id, []).append(at)
    return kept
