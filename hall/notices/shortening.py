"""A published period is made shorter or thinner, or begins later, only with a reason and by two
people.

What one person asks for waits, and the period stays as it was, its days, hours and screens too,
until another agrees; in a hall of one (four eyes switched off) it holds at once. The reason
stands here and not in the journal: it may name people. Taking a notice down is another thing, and
at once (hall/notices/publishing.py).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from hall.base import LARGEST_ID, Base
from hall.errors import NotFound, OwnShortening, WrongStage
from hall.events import NoticeShortened, NoticeShorteningAsked
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState
from hall.notices.queries import calendar_around
from hall.notices.schedule import end_of
from hall.notices.showing import NoticeSchedule, ShowingPattern, hours_of
from hall.people.model import Staff
from hall.plain_text import plain
from hall.screens.model import Screen
from hall.settings import setting
from hall.unit_of_work import UnitOfWork

LONGEST_REASON = 100


class Shortening(Base):
    """One that was asked for; with ``agreed_at``, one that holds."""

    __tablename__ = "notice_shortening"

    id: Mapped[int] = mapped_column(primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), index=True)
    reason: Mapped[str]
    was_from: Mapped[datetime]
    was_until: Mapped[datetime]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    working_days: Mapped[int | None]
    until: Mapped[datetime | None]  # by the calendar of the day it was asked for
    #: ``ShowingPattern.kept`` and the names of the screens; None: asked for before these were kept.
    was_shown: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    to_show: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    asked_at: Mapped[datetime]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    agreed_at: Mapped[datetime | None]
    asked_by: Mapped[Staff] = relationship(foreign_keys=[asked_by_id])
    agreed_by: Mapped[Staff | None] = relationship(foreign_keys=[agreed_by_id])


def shortenings(session: Session, notice: Notice) -> Sequence[Shortening]:
    """All of a notice, those that wait too, the first first."""
    return session.scalars(
        select(Shortening)
        .options(joinedload(Shortening.asked_by), joinedload(Shortening.agreed_by))
        .where(Shortening.notice_id == notice.id)
        .order_by(Shortening.id)
    ).all()


def forget_what_waits(work: UnitOfWork, notice: Notice) -> None:
    """Somebody set the period anew: what was asked for about the old one is settled."""
    waits = Shortening.agreed_at.is_(None)
    work.session.execute(delete(Shortening).where(Shortening.notice_id == notice.id, waits))


def ask(work: UnitOfWork, notice: Notice, wanted: NoticeSchedule, by: Staff, reason: str) -> None:
    """Ask for less of a period instead of what was asked for before; in a hall of one it holds at
    once. Raises Malformed without a reason, or with one over 100 characters.
    """
    words = plain(reason, field="period_reason", longest=LONGEST_REASON, shortest=1)
    days = calendar_around(work.session, work.now)
    forget_what_waits(work, notice)
    period = wanted.schedule
    asked = Shortening(
        notice_id=notice.id,
        reason=words,
        was_from=notice.starts_at,
        was_until=end_of(notice.schedule, days),
        starts_at=period.starts,
        ends_at=period.ends,
        working_days=period.working_days,
        until=end_of(period, days),
        was_shown=_kept(NoticeSchedule(notice.schedule, notice.screens)),
        to_show=_kept(wanted),
        asked_by_id=by.id,
        asked_at=work.now,
    )
    work.session.add(asked)
    work.session.flush()
    work.record(NoticeShorteningAsked(notice_id=notice.id, shortening=asked.id))
    if setting(work.session, "four_eyes") != "yes":
        _hold(work, notice, asked, by)


def _kept(shown: NoticeSchedule) -> dict[str, Any]:
    """With the names that the screens have today: who reads it years later has others."""
    return {**ShowingPattern.of(shown).kept, "names": [screen.name for screen in shown.screens]}


def agree(work: UnitOfWork, shortening_id: int, by: Staff) -> Notice:
    """Let it hold; returns the notice. Raises NotFound where something else was asked for since,
    WrongStage where it holds already or the notice is over, OwnShortening for who asked for it.
    """
    known = 0 < shortening_id <= LARGEST_ID
    asked = work.session.get(Shortening, shortening_id) if known else None
    if asked is None:
        raise NotFound(shortening=shortening_id)
    notice = work.session.get_one(Notice, asked.notice_id)
    if notice.state is not NoticeState.PUBLISHED or asked.agreed_at is not None:
        raise WrongStage(title=notice.title, stage=notice.state, wanted="schedule")
    if by.id == asked.asked_by_id and setting(work.session, "four_eyes") == "yes":
        raise OwnShortening(title=notice.title)
    _hold(work, notice, asked, by)
    return notice


def show_as(session: Session, notice: Notice, wanted: ShowingPattern) -> None:
    """On these days, at these hours, on these screens; not yet in the database."""
    notice.weekdays, notice.days = "".join(map(str, sorted(wanted.weekdays))), wanted.days
    notice.dayparts = hours_of(wanted.dayparts)
    chosen = select(Screen).where(Screen.id.in_(wanted.screens)).order_by(Screen.id)
    notice.screens = list(session.scalars(chosen))


def _hold(work: UnitOfWork, notice: Notice, asked: Shortening, by: Staff) -> None:
    notice.starts_at, notice.ends_at = asked.starts_at, asked.ends_at
    notice.working_days = asked.working_days
    if asked.to_show is not None:
        show_as(work.session, notice, ShowingPattern.read_back(asked.to_show))
    asked.agreed_by, asked.agreed_at = by, work.now
    own = by.id == asked.asked_by_id
    work.session.flush()
    work.record(NoticeShortened(notice_id=notice.id, shortening=asked.id, own=own))
