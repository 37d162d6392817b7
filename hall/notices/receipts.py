"""What screens tell about notices: that one is gone, or that one cannot be shown."""

from hall.events import NoticeCleared, NoticeStalled
from hall.notices.model import Notice, Receipt
from hall.notices.notice_life import NoticeState
from hall.notices.queries import without_receipt
from hall.screens.model import Screen
from hall.unit_of_work import ReadSession, UnitOfWork

#: From the third failure on, a notice is marked in the office.
STRIKES = 3
MOST_TROUBLES = 99


def is_owed(snapshot: ReadSession, screen: Screen, painted: int) -> bool:
    """Asked before taking the write lock: a beat hardly ever confirms anything."""
    return bool(without_receipt(snapshot.session, screen, painted))


def confirm(work: UnitOfWork, screen: Screen, painted: int) -> int:
    """The screen has painted what was true at row ``painted``: what was taken down by then is
    surely not on it. Once for each notice, however often it says so."""
    gone = without_receipt(work.session, screen, painted)
    for notice in gone:
        work.session.add(Receipt(notice_id=notice.id, screen_id=screen.id, at=work.now))
        work.record(NoticeCleared(notice_id=notice.id, screen=screen.name))
    return len(gone)


def stalled(work: UnitOfWork, notice: Notice, screen: str) -> None:
    """A screen gave it up after fifteen seconds; counted while it is public, and bounded."""
    if notice.state is NoticeState.PUBLISHED and notice.troubles < MOST_TROUBLES:
        notice.troubles += 1
        work.record(NoticeStalled(notice_id=notice.id, screen=screen))
