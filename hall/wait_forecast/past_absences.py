"""How long clerks were at no window in the middle of their hours, from the windows they took."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.clock import hall_day
from hall.events import WindowTaken
from hall.journal import JournalEntry
from hall.wait_forecast.model import KeptSpan
from hall.wait_forecast.past_visits import REMEMBERED
from hall.wait_forecast.presence_events import PresenceEvent, PresenceEvents, PresenceSign
from hall.wait_forecast.roster import name_of
from hall.wait_forecast.rules.values import NEVER, MinuteSpan, PastAbsence

LATEST_SEATS = 4_000
#: Who leaves so shortly before the end of a span has gone home early, and is not away.
LAST_MINUTES = 30.0


def past_absences(session: Session, today: date) -> list[PastAbsence]:
    """Of the days that are over, oldest first."""
    spans = _spans(session, today)
    found: list[PastAbsence] = []
    for day, rows in groupby(_windows_taken(session, today), key=lambda row: hall_day(row.at)):
        seen = PresenceEvents()
        seen.follow(rows)
        for staff, signs in sorted(seen.by_staff.items()):
            for span in spans.get((day, staff), ()):
                found += absences_in(span, name_of(staff), signs)
    return found


def absences_in(
    span: MinuteSpan, officer: str, signs: Sequence[PresenceEvent]
) -> Iterator[PastAbsence]:
    """From standing up until sitting down again, at whatever window."""
    inside = [sign for sign in signs if span.begins <= sign.minute < span.ends]
    for place, sign in enumerate(inside):
        if sign.sign is PresenceSign.LEFT and sign.minute < span.ends - LAST_MINUTES:
            after = inside[place + 1 : place + 2]
            yield PastAbsence(officer, after[0].minute - sign.minute if after else NEVER)


def _windows_taken(session: Session, today: date) -> list[Any]:
    rows = session.execute(
        select(
            JournalEntry.seq,
            JournalEntry.at,
            JournalEntry.actor,
            JournalEntry.kind,
            JournalEntry.details,
        )
        .where(JournalEntry.kind == WindowTaken.kind)
        .order_by(JournalEntry.seq.desc())
        .limit(LATEST_SEATS)
    ).all()
    return [row for row in reversed(rows) if today - REMEMBERED <= hall_day(row.at) < today]


def _spans(session: Session, today: date) -> dict[tuple[date, int], list[MinuteSpan]]:
    rows = session.execute(
        select(KeptSpan.day, KeptSpan.staff_id, KeptSpan.begins, KeptSpan.ends)
        .where(KeptSpan.day < today, KeptSpan.day >= today - REMEMBERED)
        .order_by(KeptSpan.begins)
    )
    found: dict[tuple[date, int], list[MinuteSpan]] = {}
    for day, staff, begins, ends in rows:
        found.setdefault((day, staff), []).append(MinuteSpan(begins, ends))
    return found
