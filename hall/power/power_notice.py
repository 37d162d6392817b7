"""The notice of a power cut on every screen: an emergency that nobody had to write.

Its number stands in the fact of the cut, so that the one who finds the power back, perhaps
another process in the morning, knows which to take away.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall import journal
from hall.events import NoticePublished, PowerBack, PowerLost
from hall.journal import JournalEntry
from hall.notices.levels import Level
from hall.notices.model import Notice, NoticeKind
from hall.notices.notice_life import NoticeAction, NoticeState
from hall.notices.publishing import withdraw
from hall.notices.substance import digest
from hall.unit_of_work import UnitOfWork


def untold_end(session: Session) -> JournalEntry | None:
    """The power cut of which nobody has recorded the end; None: there is none."""
    last = journal.latest_of(session, (PowerLost.kind, PowerBack.kind))
    return last if last is not None and last.kind == PowerLost.kind else None


def publish_notice(work: UnitOfWork, title: str, body: str) -> Notice:
    """On every screen at once. No person's notice: nobody wrote it, and nobody is asked."""
    last = work.session.scalar(select(func.max(Notice.position)))
    notice = Notice(
        kind=NoticeKind.TEXT,
        title=title,
        body=body,
        level=Level.EMERGENCY,
        position=(last or 0) + 1,
        starts_at=work.now,
        published_at=work.now,
        hands=[],
        files=[],
        state=NoticeState.DRAFT,
    )
    notice.take(NoticeAction.SUBMIT)
    notice.take(NoticeAction.APPROVE)
    work.session.add(notice)
    work.session.flush()
    work.record(NoticePublished(notice_id=notice.id, digest=digest(notice), own=False))
    return notice


def take_notice_away(work: UnitOfWork, notice_id: int, remark: str) -> None:
    """Fine for one that somebody has taken away before."""
    notice = work.session.get(Notice, notice_id)
    if notice is not None and notice.state is NoticeState.PUBLISHED:
        withdraw(work, notice, remark)
