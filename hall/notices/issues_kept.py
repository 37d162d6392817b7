"""Periodic notices (定期): which issues came by the day they were due (公开是否按时)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.clock import hall_day
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState
from hall.notices.schedule import next_issue_due


@dataclass(frozen=True, slots=True)
class KeptIssue:
    """One issue that was due, and whether it came by then."""

    due: date
    in_time: bool


def issues_kept(session: Session, first: date, last: date, today: date) -> Iterator[KeptIssue]:
    """Of the issues that fell due from ``first`` to ``last``: those that came, and those that
    should have come before ``today`` and did not. Nothing is due after a notice that was
    withdrawn without another.
    """
    followed = _came(session)
    periodic = session.execute(
        select(Notice.id, Notice.starts_at, Notice.every_months, Notice.state).where(
            Notice.every_months.is_not(None), Notice.published_at.is_not(None)
        )
    )
    for notice in periodic:
        due = next_issue_due(hall_day(notice.starts_at), notice.every_months)
        came = followed.get(notice.id)
        if not first <= due <= last or (came is None and due >= today):
            continue
        if came is not None or notice.state is not NoticeState.WITHDRAWN:
            yield KeptIssue(due, came is not None and came <= due)


def _came(session: Session) -> dict[int, date]:
    """When the first issue after a notice came: it is begun before somebody approves it, and what
    is approved early shows from its own day on."""
    rows = session.execute(
        select(Notice.previous_id, Notice.published_at, Notice.starts_at).where(
            Notice.previous_id.is_not(None), Notice.published_at.is_not(None)
        )
    )
    found: dict[int, date] = {}
    for previous, published, starts in rows:
        assert previous is not None
        assert published is not None
        assert starts is not None
        came = hall_day(max(published, starts))
        found[previous] = min(came, found.get(previous, came))
    return found
