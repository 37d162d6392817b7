"""A 公示 that a 通知 covers is told of, with what it had and what is left of its time."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from hall.clock import HALL_ZONE
from hall.hours.calendar import Calendar
from hall.notices.levels import Level
from hall.notices.model import Notice, NoticeKind
from hall.notices.notice_life import NoticeState
from hall.notices.playing import playing_on
from hall.notices.queries import published
from hall.notices.schedule import Days
from hall.proof_of_play.covering import covered_by, covering, coverings
from hall.proof_of_play.model import Exposure, ExposureKind
from hall.screens.model import Screen, ScreenRole

NOW = datetime(2026, 11, 24, 10, tzinfo=HALL_ZONE)
HOUR = timedelta(hours=1)
MAIN, OWN = Screen(id=1, role=ScreenRole.BOARD), Screen(id=2, role=ScreenRole.NOTICES)


def notice(number, level, hours=None, **more):
    ends = NOW + hours * HOUR if hours else None
    return Notice(
        id=number, level=level, state=NoticeState.PUBLISHED, starts_at=NOW, ends_at=ends,
        weekdays="0123456", days=Days.EVERY, title="", category="",
        **{"kind": NoticeKind.TEXT, "dayparts": [], **more},
    )  # fmt: skip


def against(one, *others, screens=(MAIN,)):
    return covering(one, others, screens, NOW, Calendar())


def test_what_a_notice_without_an_end_covers_has_no_time_left():
    plain, endless = notice(1, Level.ROTATION, 8), notice(2, Level.NOTICE)

    found = against(plain, plain, endless)

    assert (found.is_hidden, found.is_lost, list(found.by)) == (True, True, [endless])
    assert (found.ahead, found.left) == (8 * HOUR, timedelta())
    assert covered_by(endless, [plain, endless], [MAIN]) == [plain]


def test_what_a_notice_of_three_hours_covers_has_the_rest_left():
    found = against(notice(1, Level.ROTATION, 8), notice(2, Level.NOTICE, 3))

    assert (found.is_hidden, found.is_lost, found.left) == (True, False, 5 * HOUR)


def test_a_disclosure_keeps_its_turns_on_its_own_screen():
    board, endless = notice(1, Level.ROTATION, 8, kind=NoticeKind.BOARD), notice(2, Level.NOTICE)

    found = against(board, endless, screens=(MAIN, OWN))

    assert (list(found.by), list(found.plays_on), found.is_hidden) == ([endless], [OWN], False)
    assert found.left == found.ahead
    assert covered_by(endless, [board], [MAIN, OWN]) == []
    assert covered_by(endless, [board], [MAIN]) == [board]


def test_what_is_not_due_is_not_hidden():
    later = notice(1, Level.ROTATION, 8, dayparts=[["14:00", "15:00"]])

    found = against(later, notice(2, Level.NOTICE, 3))

    assert (found.is_due, found.is_hidden, found.left) == (False, False, HOUR)


@pytest.mark.slow
def test_how_long_each_was_painted_is_the_longest_of_its_screens(hall):
    with hall.work("staff:1") as work:
        one, screens = published(work.session)[0], work.session.scalars(select(Screen)).all()[:2]
        for screen, minutes in zip(screens, (20, 50), strict=True):
            work.session.add(
                Exposure(
                    screen_id=screen.id, diary="d", number=1, what=ExposureKind.SHOWN,
                    notice_id=one.id, starts_at=work.now - HOUR, ends_at=work.now,
                    shown_ms=minutes * 60_000, heard_at=work.now,
                )
            )  # fmt: skip
        work.session.flush()

        found = {each.notice.id: each.played for each in coverings(work.session, work.now, screens)}

    assert found[one.id] == timedelta(minutes=50)
    assert set(found.values()) == {timedelta(minutes=50), timedelta()}


@pytest.mark.slow
def test_one_endless_notice_leaves_the_disclosures_on_their_screen_and_covers_the_others(hall):
    with hall.work("staff:1") as work:
        shown = published(work.session)
        disclosures = [each for each in shown if each.is_disclosure]
        work.session.add(
            Notice(
                title="停水通知", body="停水。", level=Level.NOTICE, state=NoticeState.PUBLISHED,
                starts_at=work.now, position=99,
            )
        )  # fmt: skip
        work.session.flush()
        main, own = (
            work.session.scalars(select(Screen).where(Screen.role == role)).one()
            for role in (ScreenRole.BOARD, ScreenRole.NOTICES)
        )

        titles = [each.title for each in playing_on(work.session, own, work.now).notices]

        assert titles == [*(each.title for each in disclosures), "停水通知"]
        assert [each.title for each in playing_on(work.session, main, work.now).notices] == [
            "停水通知"
        ]
