"""A published period gets shorter only with a reason, and when a second person agrees."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from hall.errors import Malformed, NotAllowed, NotFound, OwnShortening, WrongStage
from hall.events import NoticeShortened
from hall.notices.model import NoticeKind
from hall.notices.publishing import approve, submit, withdraw
from hall.notices.schedule import Daypart, Schedule
from hall.notices.scheduling import NoticeSchedule, reschedule
from hall.notices.shortening import agree, shortenings
from hall.notices.writing import Draft, write
from hall.people.queries import staff_by_account
from hall.proof_of_play.statement import state
from hall.proof_of_play.wording import STEPS, paper
from hall.settings import change_setting


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


def test_all_else_on_the_form_is_set_at_once(work, notice, jia):
    shorter(work, notice, jia, dayparts=(Daypart(time(8), time(12)),))

    assert notice.working_days == 5
    assert notice.dayparts == [["08:00", "12:00"]]


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
