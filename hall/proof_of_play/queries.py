"""What the diaries say about one notice, and which proofs there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from hall.errors import NotFound
from hall.hours.queries import calendar, keeps_hours, weeks
from hall.hours.timetable import Timetable
from hall.notices.levels import Level
from hall.notices.model import Notice, NoticeFile
from hall.notices.notice_life import NoticeState
from hall.proof_of_play.model import Exposure, ExposureKind, PublicationProof
from hall.proof_of_play.spans import TimeSpan, days_of
from hall.proof_of_play.time_account import Cause, Evidence, Painted
from hall.screens.model import Screen, ScreenRole
from hall.screens.queries import screens

#: What the screen itself says that it prevented.
SAID_BY_SCREEN = {
    ExposureKind.BLANK: Cause.BLANK,
    ExposureKind.HIDDEN: Cause.HIDDEN,
    ExposureKind.FROZEN: Cause.FROZEN,
    ExposureKind.ALONE: Cause.ALONE,
}
#: How long the last proof waits for a screen that was cut off.
WAITED_FOR_SCREENS = timedelta(days=1)
#: What was over before is not proved by itself: nobody watched it.
LATEST = timedelta(days=3)


def meant_for(session: Session, notice: Notice) -> list[Screen]:
    """The screens on the wall on which it is, or was, to be seen."""
    return [
        each
        for each in screens(session)
        if each.role is not ScreenRole.SIGN and notice.is_for(each)
    ]


def told_by(session: Session, screen: Screen, whole: TimeSpan) -> Sequence[Exposure]:
    """Every stretch of this screen that has a moment in the span."""
    return session.scalars(
        select(Exposure)
        .where(
            Exposure.screen_id == screen.id,
            Exposure.ends_at >= whole.start,
            Exposure.starts_at < whole.end,
        )
        .order_by(Exposure.starts_at, Exposure.id)
    ).all()


def told_until(session: Session, screen: Screen) -> datetime | None:
    """Up to when this screen's diary is here."""
    newest = select(func.max(Exposure.ends_at)).where(Exposure.screen_id == screen.id)
    return session.scalar(newest.where(Exposure.what == ExposureKind.ALIVE, Exposure.sure))


def higher_than(session: Session, level: Level) -> Mapping[int, Cause]:
    """The notices that play alone while this one waits, and what that is called."""
    order = list(Level)
    above = order[: order.index(level)]
    rows = session.execute(select(Notice.id, Notice.level).where(Notice.level.in_(above)))
    return {
        notice_id: Cause.EMERGENCY if each is Level.EMERGENCY else Cause.HIGHER
        for notice_id, each in rows
    }


def counts(row: Exposure, notice: Notice, mark: str) -> bool:
    """Whether it says that this notice, as it was approved, was painted."""
    return row.sure and row.notice_id == notice.id and row.mark == mark


def painted(rows: Iterable[Exposure], notice: Notice, mark: str) -> list[Painted]:
    return [
        Painted(
            row.diary,
            TimeSpan(row.starts_at, row.ends_at),
            timedelta(milliseconds=row.shown_ms),
            timedelta(milliseconds=row.covered_ms),
            row.times,
        )
        for row in rows
        if counts(row, notice, mark)
    ]


@dataclass(frozen=True, slots=True)
class DiaryContext:
    """What is to be known besides the diary."""

    higher: Mapping[int, Cause]  # notices that play alone while this one waits
    open_hours: Sequence[TimeSpan] | None
    told_until: datetime | None


def evidence(rows: Sequence[Exposure], notice: Notice, mark: str, around: DiaryContext) -> Evidence:
    prevented: dict[Cause, list[TimeSpan]] = defaultdict(list)
    shown, alive = [], []
    for row in rows:
        span = TimeSpan(row.starts_at, row.ends_at)
        if not row.sure:
            continue
        if row.what is ExposureKind.ALIVE:
            alive.append(span)
        elif row.what in SAID_BY_SCREEN:
            prevented[SAID_BY_SCREEN[row.what]].append(span)
        elif counts(row, notice, mark):
            shown.append(span)
        elif (cause := around.higher.get(row.notice_id or 0)) is not None:
            prevented[cause].append(span)
    return Evidence(shown, prevented, alive, around.open_hours, around.told_until)


def open_hours(session: Session, whole: TimeSpan) -> list[TimeSpan] | None:
    """When the hall was open, by the hours as they stand now; None where it keeps none."""
    if not keeps_hours(session):
        return None
    days = days_of(whole)
    hall = weeks(session).get(None)
    if not hall:
        return None
    table = Timetable(calendar(session, days[0], days[-1]), hall, {})
    return [TimeSpan(each.opens, each.closes) for day in days for each in table.openings(day, ())]


def proofs_of(session: Session, notice: Notice) -> Sequence[PublicationProof]:
    return session.scalars(
        select(PublicationProof)
        .options(joinedload(PublicationProof.made_by))
        .where(PublicationProof.notice_id == notice.id)
        .order_by(PublicationProof.id.desc())
    ).all()


def proof_by_id(session: Session, proof_id: int) -> PublicationProof:
    if (proof := session.get(PublicationProof, proof_id)) is None:
        raise NotFound(proof=proof_id)
    return proof


def proof_files(session: Session) -> set[str]:
    return set(session.scalars(select(PublicationProof.name)))


def shelf_wanted(session: Session) -> dict[str, str]:
    """Every file on the shelf that something refers to, with the title of the notice."""
    shown = select(NoticeFile.name, Notice.title).join(Notice)
    proved = select(PublicationProof.name, Notice.title).join(
        Notice, Notice.id == PublicationProof.notice_id
    )
    captions = select(NoticeFile.captions, Notice.title).join(Notice)
    wanted = (shown, captions, proved)
    return {name: title for each in wanted for name, title in session.execute(each) if name}


def without_a_proof(session: Session, now: datetime) -> Sequence[Notice]:
    """Those with a period that is over, lately, and of which no last proof was made."""
    proved = select(PublicationProof.notice_id).where(PublicationProof.is_final)
    return session.scalars(
        select(Notice).where(
            Notice.state.in_((NoticeState.EXPIRED, NoticeState.WITHDRAWN)),
            Notice.working_days.is_not(None) | Notice.ends_at.is_not(None),
            Notice.over_at > now - LATEST,
            Notice.id.not_in(proved),
        )
    ).all()


def may_be_proved(session: Session, notice: Notice, now: datetime) -> bool:
    """Whether every screen has told of its last moment, or has had a day for it."""
    if notice.over_at is None:
        return False
    if now >= notice.over_at + WAITED_FOR_SCREENS:
        return True
    told = (told_until(session, each) for each in meant_for(session, notice))
    return all(until is not None and until >= notice.over_at for until in told)
