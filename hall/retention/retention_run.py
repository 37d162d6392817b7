"""One run over the whole table: whatever is over is forgotten, and the journal says what."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from hall import journal
from hall.clock import hall_day
from hall.database_unusable import DatabaseUnusable
from hall.events import DataForgotten, RetentionRun
from hall.journal import JournalEntry
from hall.retention.retention_table import RETENTION, RetentionRule
from hall.sealed_remains import SealedRemains
from hall.unit_of_work import Hall, ReadSession

log = logging.getLogger(__name__)

#: Runs that the page looks back at.
LATELY = 400


def run_retention(
    hall: Hall, remains: SealedRemains, rules: Sequence[RetentionRule] = RETENTION
) -> dict[str, int]:
    """How many of each were forgotten; the first run of each day is told in any case.

    The caretaker comes every hour: what a night without power left is done when there is some.
    One rule that fails stops no other. Nothing while the clock is doubted.
    """
    with hall.read() as snapshot:
        if snapshot.clock_is_doubted:
            return {}
        last = journal.latest_of(snapshot.session, (RetentionRun.kind,))
        is_first = last is None or hall_day(last.at) != snapshot.today
    counts = {rule.name: _forgotten(hall, remains, rule) for rule in rules if rule.forget}
    counts = {name: count for name, count in counts.items() if count}
    if is_first or counts:
        with hall.work() as work:
            work.record(RetentionRun(counts=counts))
    return counts


def _forgotten(hall: Hall, remains: SealedRemains, rule: RetentionRule) -> int:
    assert rule.forget is not None
    try:
        return rule.forget(hall, remains)
    except (OSError, DatabaseUnusable) as error:  # what cannot be sealed is not forgotten
        log.warning("%s not forgotten: %s", rule.name, error)
        return 0


@dataclass(frozen=True, slots=True)
class ForgottenLately:
    """Of one rule."""

    at: datetime  # the last time that there was something
    count: int  # then
    total: int  # in the runs that were looked at


def last_run(snapshot: ReadSession) -> datetime | None:
    """When the table was gone through; None before the first time."""
    entry = journal.latest_of(snapshot.session, (RetentionRun.kind,))
    return entry.at if entry else None


def forgotten_lately(snapshot: ReadSession) -> Mapping[str, ForgottenLately]:
    """By the rule's name, as the journal has it."""
    asked = select(JournalEntry).where(JournalEntry.kind == RetentionRun.kind)
    runs = snapshot.session.scalars(asked.order_by(JournalEntry.seq.desc()).limit(LATELY)).all()
    found: dict[str, ForgottenLately] = {}
    for run in runs:
        for name, count in run.details["counts"].items():
            newer = found.get(name)
            found[name] = ForgottenLately(
                newer.at if newer else run.at,
                newer.count if newer else count,
                count + (newer.total if newer else 0),
            )
    return found


def proofs_of(snapshot: ReadSession) -> list[JournalEntry]:
    """What was sealed before it was deleted, the latest first: which rows, and their hash."""
    asked = select(JournalEntry).where(JournalEntry.kind == DataForgotten.kind)
    return list(snapshot.session.scalars(asked.order_by(JournalEntry.seq.desc()).limit(50)))
