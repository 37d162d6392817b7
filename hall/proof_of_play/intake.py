"""Taking in what a screen tells of the past minutes, or of the days it was cut off.

A stretch is known by its screen, its diary and its number there, and only ever grows: so it is
stored once though it is sent twice, and the order does not matter. No row of the journal is
written for it; the proof that is made of it has one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.errors import Malformed
from hall.notices.model import Notice
from hall.proof_of_play.model import MARK_LENGTH, Exposure, ExposureKind
from hall.screens.model import Screen
from hall.unit_of_work import UnitOfWork

#: What one message, and one screen in one day, may tell; no honest screen comes near.
MOST_AT_ONCE = 100
MOST_A_DAY = 5000
LONGEST_PAST = timedelta(days=400)
LONGEST_STRETCH = timedelta(days=1, minutes=5)  # a diary turns the page at midnight
ONE_DAY = timedelta(days=1)
DIARY = re.compile(r"[a-z0-9]{6,16}")
MARK = re.compile(rf"[0-9a-f]{{{MARK_LENGTH}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedStretch:
    """One stretch of a diary, by the server's clock."""

    number: int
    what: ExposureKind
    starts_at: datetime
    ends_at: datetime
    notice_id: int | None = None
    mark: str = ""
    shown_ms: int = 0
    covered_ms: int = 0
    times: int = 0


def take_in(
    work: UnitOfWork,
    screen: Screen,
    diary: str,
    told: Sequence[ReportedStretch],
    *,
    sure: bool = True,
) -> int:
    """How many were taken; what no screen of ours would say is left out.

    ``sure``: the times are the server's. Raises Malformed for a diary without a proper name, or
    more than 100 stretches at once; beyond 5000 a day new ones are left out.
    """
    if not DIARY.fullmatch(diary) or len(told) > MOST_AT_ONCE:
        raise Malformed(field="diary", most=MOST_AT_ONCE)
    known = _known(work.session, screen, diary)
    room = MOST_A_DAY - _told_today(work, screen)
    known_notices = {None, *work.session.scalars(select(Notice.id))}
    taken = 0
    for stretch in told:
        if not is_sound(stretch, work.now) or stretch.notice_id not in known_notices:
            continue
        if (row := known.get(stretch.number)) is not None:
            taken += _grow(row, stretch, work.now)
        elif room > 0:
            row = _begin(work, screen, diary, stretch)
            row.sure = sure
            known[stretch.number] = row
            taken, room = taken + 1, room - 1
    return taken


def is_sound(told: ReportedStretch, now: datetime) -> bool:
    """Whether the times can be: not of the future, nor longer than the diary's page."""
    length = told.ends_at - told.starts_at
    milliseconds = length / timedelta(milliseconds=1)
    return (
        now - LONGEST_PAST <= told.starts_at <= told.ends_at <= now
        and length <= LONGEST_STRETCH
        and told.shown_ms >= 0
        and told.covered_ms >= 0
        and told.shown_ms + told.covered_ms <= milliseconds + 1
        and told.number >= 0
        and 0 <= told.times <= milliseconds + 1
        and (told.what is ExposureKind.SHOWN) == (told.notice_id is not None)
        and (told.what is not ExposureKind.SHOWN or MARK.fullmatch(told.mark) is not None)
    )


def _known(session: Session, screen: Screen, diary: str) -> dict[int, Exposure]:
    rows = session.scalars(
        select(Exposure).where(Exposure.screen_id == screen.id, Exposure.diary == diary)
    )
    return {row.number: row for row in rows}


def _told_today(work: UnitOfWork, screen: Screen) -> int:
    lately = Exposure.heard_at > work.now - ONE_DAY
    count = select(func.count()).where(Exposure.screen_id == screen.id, lately)
    return work.session.scalar(count) or 0


def _begin(work: UnitOfWork, screen: Screen, diary: str, told: ReportedStretch) -> Exposure:
    row = Exposure(
        screen_id=screen.id,
        diary=diary,
        number=told.number,
        what=told.what,
        notice_id=told.notice_id,
        mark=told.mark,
        starts_at=told.starts_at,
        ends_at=told.ends_at,
        shown_ms=told.shown_ms,
        covered_ms=told.covered_ms,
        times=told.times,
        heard_at=work.now,
    )
    work.session.add(row)
    return row


def _grow(row: Exposure, told: ReportedStretch, now: datetime) -> bool:
    """Older news of the same stretch change nothing; another stretch under its number neither."""
    is_same = (row.what, row.notice_id, row.mark) == (told.what, told.notice_id, told.mark)
    if not is_same or told.ends_at <= row.ends_at:
        return False
    if told.ends_at - row.starts_at > LONGEST_STRETCH:
        return False
    row.ends_at, row.heard_at = told.ends_at, now
    room_ms = int((row.ends_at - row.starts_at) / timedelta(milliseconds=1))
    row.shown_ms = min(max(row.shown_ms, told.shown_ms), room_ms)
    row.covered_ms = min(max(row.covered_ms, told.covered_ms), room_ms - row.shown_ms)
    row.times = max(row.times, told.times)
    return True
