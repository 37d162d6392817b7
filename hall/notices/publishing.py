"""From the draft to the screens and off them again: four eyes, and a check before them."""

from collections.abc import Sequence
from enum import StrEnum

from hall.errors import BlankPictures, NothingToShow, OwnNotice, Rewritten, Undecided
from hall.events import (
    NoticeExpired,
    NoticePublished,
    NoticeSentBack,
    NoticeSubmitted,
    NoticeWithdrawn,
)
from hall.notices import personal_data
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeAction, NoticeState
from hall.notices.queries import calendar_around
from hall.notices.schedule import is_over
from hall.notices.substance import digest
from hall.people.model import Staff
from hall.plain_text import plain
from hall.settings import setting
from hall.unit_of_work import UnitOfWork

LONGEST_REMARK = 100


class Decision(StrEnum):
    """What a person says about the personal data that was marked."""

    NONE = "none"
    MASK = "mask"
    LET_STAND = "let_stand"


def marked(notice: Notice) -> list[tuple[str, personal_data.PersonalDataFinding]]:
    """What was marked, with the part it stands in; "" is a part that can be masked here."""
    found = [("title", finding) for finding in personal_data.check(notice.title)]
    found += [("body", finding) for finding in personal_data.check(notice.body)]
    for file in notice.files:
        found += [
            (f"page {file.position + 1}", finding) for finding in personal_data.check(file.text)
        ]
    return found


def submit(work: UnitOfWork, notice: Notice, decision: Decision = Decision.NONE) -> None:
    """Hand a draft on for review; what was marked in it must have been decided about.

    Raises NothingToShow, Undecided, BlankPictures, WrongStage.
    """
    _must_show_something(notice)
    if decision is Decision.MASK:
        notice.title, notice.body = (
            personal_data.masked(notice.title),
            personal_data.masked(notice.body),
        )
    left = marked(notice)
    if left and decision is not Decision.LET_STAND:
        raise Undecided(title=notice.title, count=len(left))
    blank = [file for file in notice.files if file.is_blank]
    if blank and decision is not Decision.LET_STAND:
        raise BlankPictures(title=notice.title, count=len(blank))
    notice.take(NoticeAction.SUBMIT)
    notice.remark = ""
    work.record(NoticeSubmitted(notice_id=notice.id, marked=len(left), let_stand=bool(left)))


def _must_show_something(notice: Notice) -> None:
    if not (notice.body.strip() if notice.kind.has_text else notice.files):
        raise NothingToShow(title=notice.title)


def approve(work: UnitOfWork, notice: Notice, by: Staff, seen: str | None = None) -> None:
    """Publish it; what it takes the place of leaves in the same moment. ``seen`` is the digest of
    what was read: whoever wrote it may have changed it and handed it on again meanwhile.

    Raises Rewritten, OwnNotice where four eyes are wanted (四眼), WrongStage.
    """
    if seen is not None and seen != digest(notice):
        raise Rewritten(title=notice.title)
    own = by.id in notice.hands
    if own and setting(work.session, "four_eyes") == "yes":
        raise OwnNotice(title=notice.title)
    notice.take(NoticeAction.APPROVE)
    notice.approved_by, notice.published_at = by, work.now
    work.record(NoticePublished(notice_id=notice.id, digest=digest(notice), own=own))
    previous = work.session.get(Notice, notice.previous_id) if notice.previous_id else None
    if previous is not None and previous.state is NoticeState.PUBLISHED:
        previous.take(NoticeAction.WITHDRAW)
        _over(work, previous, NoticeWithdrawn(notice_id=previous.id, replaced_by=notice.id))


def send_back(work: UnitOfWork, notice: Notice, remark: str) -> None:
    """To whoever wrote it, as a draft, saying why. Raises Malformed without a reason or with one
    over 100 characters; WrongStage.
    """
    words = _remark(remark)
    notice.take(NoticeAction.SEND_BACK)
    notice.remark = words
    work.record(NoticeSentBack(notice_id=notice.id))


def withdraw(work: UnitOfWork, notice: Notice, remark: str) -> None:
    """Take it off every screen at once (撤下). Raises Malformed without a reason or with one over
    100 characters; WrongStage.
    """
    words = _remark(remark)
    notice.take(NoticeAction.WITHDRAW)
    notice.remark = words
    _over(work, notice, NoticeWithdrawn(notice_id=notice.id))


def expire_what_is_over(work: UnitOfWork, published: Sequence[Notice]) -> int:
    """Close the notices whose time is over; returns how many. Screens let go by themselves."""
    count, days = 0, calendar_around(work.session, work.now)
    for notice in published:
        if is_over(notice.schedule, work.now, days):
            notice.take(NoticeAction.EXPIRE)
            _over(work, notice, NoticeExpired(notice_id=notice.id))
            count += 1
    return count


def _over(work: UnitOfWork, notice: Notice, fact: NoticeWithdrawn | NoticeExpired) -> None:
    notice.over_at, notice.over_seq = work.now, work.record(fact)


def _remark(words: str) -> str:
    return plain(words, field="notice_remark", longest=LONGEST_REMARK, shortest=1)
