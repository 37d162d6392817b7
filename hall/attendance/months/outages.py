"""When punches could not be made, or have not come yet: then a day waits (待定), and says why.

From the journal, where the fingerprint reader was lost and found; and what the office entered.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.attendance.hall_seconds import to_hall_seconds
from hall.attendance.months.model import EnteredOutage
from hall.attendance.rules.judging import Outage
from hall.clock import local
from hall.errors import Malformed
from hall.events import MachineFound, MachineLost, OutageEntered, OutageTakenBack
from hall.journal import JournalEntry
from hall.people.model import Staff
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

READER = "fingerprint_reader"
#: The ``why`` of an outage that the journal told; the pages have the sentence.
READER_AWAY = "reader_away"
LONGEST_WHY = 40


def outages(session: Session, begins: datetime, ends: datetime) -> list[Outage]:
    """Those that meet the time between two moments; one that goes on ends with it."""
    return sorted([*_of_the_reader(session, begins, ends), *_entered(session, begins, ends)])


def _of_the_reader(session: Session, begins: datetime, ends: datetime) -> list[Outage]:
    turns = (
        JournalEntry.kind.in_((MachineLost.kind, MachineFound.kind)),
        JournalEntry.details["machine"].as_string() == READER,
    )
    asked = select(JournalEntry.at, JournalEntry.kind).where(*turns)
    before = asked.where(JournalEntry.at < begins).order_by(JournalEntry.seq.desc()).limit(1)
    within = asked.where(JournalEntry.at >= begins, JournalEntry.at < ends)
    told = [*session.execute(before), *session.execute(within.order_by(JournalEntry.seq))]
    return list(_stretches([(at, kind == MachineLost.kind) for at, kind in told], ends))


def _stretches(turns: Iterable[tuple[datetime, bool]], ends: datetime) -> Iterable[Outage]:
    lost_at = None
    for at, is_lost in turns:
        if is_lost:
            lost_at = lost_at or at
        elif lost_at is not None:
            yield _outage(lost_at, at, READER_AWAY)
            lost_at = None
    if lost_at is not None:
        yield _outage(lost_at, ends, READER_AWAY)


def _entered(session: Session, begins: datetime, ends: datetime) -> list[Outage]:
    return [_outage(row.begins, row.ends, row.why) for row in entered(session, begins, ends)]


def _outage(begins: datetime, ends: datetime, why: str) -> Outage:
    return Outage(to_hall_seconds(begins), to_hall_seconds(ends), why)


def entered(session: Session, begins: datetime, ends: datetime) -> list[EnteredOutage]:
    """What the office entered about the time between two moments, first to last."""
    asked = select(EnteredOutage).where(EnteredOutage.begins < ends, EnteredOutage.ends > begins)
    return list(session.scalars(asked.order_by(EnteredOutage.begins)))


def enter_outage(
    work: UnitOfWork, begins: datetime, ends: datetime, why: str, by: Staff
) -> EnteredOutage:
    """Punches could not be made: no current, no reader. Nobody is late or absent by it.

    Raises Malformed for one that ends before it begins, and for a reason of none or over 40
    characters.
    """
    if ends <= begins:
        raise Malformed(field="until")
    row = EnteredOutage(
        begins=begins,
        ends=ends,
        why=plain(why, field="why", longest=LONGEST_WHY, shortest=1),
        by=by,
    )
    work.session.add(row)
    work.session.flush()
    told = (local(begins).isoformat(), local(ends).isoformat())
    work.record(OutageEntered(outage_id=row.id, begins=told[0], ends=told[1], why=row.why))
    return row


def take_back_outage(work: UnitOfWork, row: EnteredOutage) -> None:
    """It was entered by mistake."""
    work.session.delete(row)
    work.record(OutageTakenBack(outage_id=row.id))
