"""A published period gets shorter only with a reason, and when a second person agrees."""

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.clock import HALL_ZONE
from hall.errors import Malformed, NotAllowed, NotFound, OwnShortening, WrongStage
from hall.events import NoticeShortened
from hall.notices.model import NoticeKind
from hall.notices.publishing import approve, submit, withdraw
from hall.notices.schedule import Daypart, Days, Schedule
from hall.notices.scheduling import reschedule
from hall.notices.shortening import agree, shortenings
from hall.notices.showing import NoticeSchedule, ShowingPattern
from hall.notices.writing import Draft, write
from hall.people.queries import staff_by_account
from hall.proof_of_play.period_wording import shown_in_words
from hall.proof_of_play.statement import state
from hall.proof_of_play.wording import STEPS, paper
from hall.screens import queries
from hall.settings import change_setting

MONDAY, MINUTE = date(2026, 11, 30), timedelta(minutes=1)
WALL = frozenset({1, 2})
hours = st.sampled_from([time(0), time(8), time(12), time(20)])
dayparts = st.builds(Daypart, hours, hours).filter(lambda part: part.start != part.end)
patterns = st.builds(
    ShowingPattern,
    weekdays=st.frozensets(st.integers(0, 2), min_size=1),
    days=st.just(Days.EVERY),
    dayparts=st.lists(dayparts, max_size=2).map(tuple),
    screens=st.frozensets(st.sampled_from([1, 2])),
)


@pytest.fixture
def work(hall):
    with hall.work("staff:1") as work:
        yield work


@pytest.fixture
def jia(work):
    return staff_by_account(work.session, "jia")


@pytest.fixture
def yi(work):
    return staff_by_account(work.session, "yi")


@pytest.fixture
def notice(work, jia, yi):
    """Public for five working days from now on."""
    notice = write(work, Draft(kind=NoticeKind.TEXT, title="公示", body="名单。"), jia)
    reschedule(work, notice, NoticeSchedule(Schedule(work.now, working_days=5)))
    submit(work, notice)
    approve(work, notice, yi)
    return notice


def shorter(work, notice, by, reason="名单要更正", **more):
    wanted = replace(notice.schedule, **{"working_days": 2, **more})
    reschedule(work, notice, NoticeSchedule(wanted), by=by, reason=reason)
    return shortenings(work.session, notice)[-1]


@pytest.mark.parametrize(
    "less",
    [
        lambda now: {"working_days": 4},
        lambda now: {"ends": now + timedelta(days=1)},
        lambda now: {"starts": now + timedelta(days=1)},
        lambda now: {"starts": now - timedelta(days=7)},
        lambda now: {"weekdays": frozenset(range(5))},
        lambda now: {"days": Days.WORKING},
        lambda now: {"dayparts": (Daypart(time(8), time(23, 59)),)},
        lambda now: {"ends": now + timedelta(days=300), "weekdays": frozenset({0})},
    ],
)
def test_what_takes_away_from_a_period_waits_for_a_second_person(work, notice, jia, yi, less):
    before = notice.schedule
    asked = shorter(work, notice, jia, **{"working_days": 5, **less(work.now)})

    assert notice.schedule == before
    with pytest.raises(OwnShortening):
        agree(work, asked.id, jia)
    agree(work, asked.id, yi)

    assert notice.schedule != before
    with pytest.raises(WrongStage):
        agree(work, asked.id, yi)


def test_a_period_is_not_made_thinner_by_one_person_taking_screens_away(work, notice, jia, yi):
    main, door = queries.screens(work.session)[:2]
    only = NoticeSchedule(notice.schedule, [door], every_months=3)
    reschedule(work, notice, only, by=jia, reason="大门的屏坏了")
    (asked,) = shortenings(work.session, notice)

    assert notice.screens == []
    assert notice.every_months == 3  # when the next issue is due takes nothing away
    agree(work, asked.id, yi)
    assert notice.screens == [door]
    assert shown_in_words(asked.was_shown) == "每天，全天，所有的屏"
    assert shown_in_words(asked.to_show) == f"每天，全天，屏 {door.name}"
    reschedule(work, notice, NoticeSchedule(notice.schedule, [main, door]))  # more is free
    assert notice.screens == [main, door]


def test_hours_that_are_only_written_otherwise_take_nothing_away(work, notice):
    halves = (Daypart(time(0), time(12)), Daypart(time(12), time(0)))
    every = queries.screens(work.session)
    reschedule(work, notice, NoticeSchedule(replace(notice.schedule, dayparts=halves), every))

    assert notice.dayparts == [["00:00", "12:00"], ["12:00", "00:00"]]
    assert shortenings(work.session, notice) == []


@given(patterns, patterns)
def test_nothing_is_taken_away_exactly_where_every_minute_and_screen_stays(now, wanted):
    def shown(pattern):
        return {
            (day, minute, screen)
            for day in pattern.weekdays
            for part in pattern.dayparts or (Daypart(time(0), time(0)),)
            for begins, ends in [part.on(MONDAY)]
            for minute in range(0, 60 * 48, 30)
            if begins <= datetime.combine(MONDAY, time(), HALL_ZONE) + minute * MINUTE < ends
            for screen in pattern.screens or WALL
        }

    assert wanted.takes_away(now, WALL) == (not shown(now) <= shown(wanted))
    assert ShowingPattern.read_back(json.loads(json.dumps(now.kept))) == now


def test_it_needs_a_reason_and_somebody_who_asks(work, notice, jia):
    with pytest.raises(Malformed):
        shorter(work, notice, jia, reason=" ")
    with pytest.raises(NotAllowed):
        shorter(work, notice, None)


def test_longer_or_before_it_is_public_is_free_and_settles_what_was_asked(work, notice, jia, yi):
    asked = shorter(work, notice, jia)
    reschedule(work, notice, NoticeSchedule(replace(notice.schedule, working_days=9)))

    assert notice.working_days == 9
    with pytest.raises(NotFound):
        agree(work, asked.id, yi)
    draft = write(work, Draft(kind=NoticeKind.TEXT, title="稿", body="稿"), jia)
    for days in (5, 2):
        reschedule(work, draft, NoticeSchedule(Schedule(work.now, working_days=days)))
    assert draft.working_days == 2


def test_saving_the_same_again_keeps_what_waits_and_asking_anew_replaces_it(work, notice, jia, yi):
    first = shorter(work, notice, jia)
    typed = notice.schedule
    notice.starts_at += timedelta(seconds=30)  # a form has minutes
    reschedule(work, notice, NoticeSchedule(typed), by=yi)
    assert [each.id for each in shortenings(work.session, notice)] == [first.id]

    shorter(work, notice, yi, working_days=3)
    (second,) = shortenings(work.session, notice)
    assert (second.asked_by, second.working_days) == (yi, 3)


def test_nothing_is_shortened_that_is_over(work, notice, jia, yi):
    asked = shorter(work, notice, jia)
    withdraw(work, notice, "有误")

    with pytest.raises(WrongStage):
        agree(work, asked.id, yi)


def test_in_a_hall_of_one_it_holds_at_once_and_the_journal_tells(hall, facts):
    with hall.work("staff:1") as work:
        jia = staff_by_account(work.session, "jia")
        change_setting(work, "four_eyes", "no")
        notice = write(work, Draft(kind=NoticeKind.TEXT, title="公示", body="名单。"), jia)
        reschedule(work, notice, NoticeSchedule(Schedule(work.now, working_days=5)))
        submit(work, notice)
        approve(work, notice, jia)
        asked = shorter(work, notice, jia)
        assert (notice.working_days, asked.agreed_by) == (2, jia)
        notice_id, asked_id = notice.id, asked.id

    assert NoticeShortened(notice_id, asked_id, own=True) in facts()


def test_the_proof_prints_the_reason_and_both_people(work, notice, jia, yi):
    shorter(work, notice, jia)
    agree(work, shortenings(work.session, notice)[0].id, yi)
    shorter(work, notice, yi, reason="再短一天", working_days=1)
    statement = state(work, notice)

    (table,) = [each for each in paper(statement, "大厅").blocks if "同意的人" in each.head]

    held, waiting = table.rows
    assert held[2] == "名单要更正"
    assert (jia.name in held[3], yi.name in held[4]) == (True, True)
    assert waiting[2] == "再短一天"
    assert waiting[4] == "没有同意，没有生效"
    assert {step.kind for step in statement.steps} <= set(STEPS)
