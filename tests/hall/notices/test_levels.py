"""Emergency over call over notice over rotation, and nothing of two levels at once."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.clock import HALL_ZONE
from hall.hours.calendar import Calendar
from hall.notices.levels import OF_NOTICES, Level, is_higher
from hall.notices.model import Notice, NoticeKind
from hall.notices.notice_life import NoticeState
from hall.notices.playing import what_plays
from hall.notices.schedule import Days
from hall.screens.model import Screen, ScreenRole

NOW = datetime(2026, 11, 24, 10, tzinfo=HALL_ZONE)


def showing(level, kind=NoticeKind.TEXT, **more):
    return Notice(
        level=level, kind=kind, state=NoticeState.PUBLISHED, starts_at=NOW, weekdays="0123456",
        days=Days.EVERY, dayparts=[], title="", category="", **more,
    )  # fmt: skip


def plays(notices, role=ScreenRole.BOARD):
    return list(what_plays(notices, NOW, Calendar(), Screen(role=role)).notices)


items = st.lists(st.builds(showing, st.sampled_from(OF_NOTICES), st.sampled_from(NoticeKind)))


@given(items, st.sampled_from([role for role in ScreenRole if role is not ScreenRole.NOTICES]))
def test_only_the_highest_level_that_is_there_plays(shown, role):
    top = plays(shown, role)

    assert bool(top) is bool(shown)
    assert len({notice.level for notice in top}) <= 1
    assert not any(is_higher(notice.level, one.level) for notice in shown for one in top)
    assert top == [notice for notice in shown if notice in top]


@given(items)
def test_on_their_own_screen_disclosures_play_beside_whatever_is_no_emergency(shown):
    top = plays(shown, ScreenRole.NOTICES)

    alarm = any(notice.level is Level.EMERGENCY for notice in shown)
    disclosed = [notice for notice in shown if notice.is_disclosure and not alarm]
    assert top == [one for one in shown if one in disclosed or one in plays(shown)]


@pytest.mark.parametrize(
    ("more", "is_one"),
    [
        ({"kind": NoticeKind.BOARD}, True), ({"working_days": 7}, True), ({}, False),
        ({"title": "低保对象公示"}, True), ({"category": "公示公告"}, True),
    ],
)  # fmt: skip
def test_a_disclosure_is_known_by_its_kind_its_period_or_its_name(more, is_one):
    given = {"kind": NoticeKind.TEXT, "title": "停电通知", "category": "", **more}

    assert Notice(**given).is_disclosure is is_one


def test_the_levels_are_four_in_their_order_and_no_notice_is_a_call():
    assert list(Level) == ["emergency", "call", "notice", "rotation"]
    assert Level.CALL not in OF_NOTICES
