"""Periodic notices (定期): whose next issue falls due."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.clock import hall_day
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState
from hall.notices.schedule import REMINDED_BEFORE, next_issue_due


@dataclass(frozen=True, slots=True)
class NoticesDue:
    """A periodic notice whose next issue is wanted."""

    notice: Notice
    on: date
    overdue: bool


def issues_due(session: Session, today: date) -> list[NoticesDue]:
    """The periodic notices (定期) whose next issue falls due within a week, or is overdue."""
    periodic = session.scalars(
        select(Notice).where(
            Notice.every_months.is_not(None),
            Notice.state.in_((NoticeState.PUBLISHED, NoticeState.EXPIRED)),
        )
    ).all()
    followed = set(
        session.scalars(
            select(Notice.previous_id).where(
                Notice.previous_id.is_not(None),
                Notice.state.in_(
                    (NoticeState.PUBLISHED, NoticeState.EXPIRED, NoticeState.WITHDRAWN)
                ),
            )
        )
    )
    due = [
        NoticesDue(notice, on, on < today)
        for notice in periodic
        if notice.id not in followed
        and (on := next_issue_due(hall_day(notice.starts_at), notice.every_months or 1))
        <= today + REMINDED_BEFORE
    ]
    return sorted(due, key=lambda issue: (issue.on, issue.notice.id))
