"""Days counted before are told as if they were counted now, whatever happened to them since."""

from dataclasses import fields
from datetime import time, timedelta
from random import Random

import pytest
from sqlalchemy import event

from hall.events import KINDS, HallFurnished, RatingGiven, SettingChanged
from hall.hours.actions import set_week
from hall.hours.timetable import Half, OpeningSpan
from hall.line import closing
from hall.reports.finished_days import FinishedDays
from hall.reports.hall_report import hall_report
from hall.reports.late_facts import NEVER_OF_A_DAY_OVER, OF_A_TICKET
from hall.reports.measures import Measure, ReportBy
from hall.reports.report_period import ReportPeriod
from tests.hall.reports.generated_year import GeneratedDay


@pytest.fixture
def kept():
    return FinishedDays()


def live(hall, random):
    with hall.work("staff:3") as work:
        GeneratedDay(work, random).go_by()


def last_days(snapshot, count):
    return ReportPeriod(snapshot.today - timedelta(days=count - 1), snapshot.today)


def told(hall, kept, by=ReportBy.SERVICE, days=40):
    """As it is told from the days that are kept, which must be as if nothing were."""
    with hall.read() as snapshot:
        period = last_days(snapshot, days)
        report = hall_report(snapshot, period, by, kept)
        assert report == hall_report(snapshot, period, by)
    return report.total


def test_whatever_is_asked_and_whenever_it_is_as_if_nothing_were_kept(hall, clock, kept):
    random = Random(5)
    for _ in range(12):
        if random.random() < 0.6:
            closing.close_past_days(hall)
        live(hall, random)
        for by in random.sample(list(ReportBy), 2):
            told(hall, kept, by, random.choice((1, 7, 40)))
        clock.advance(days=random.choice((1, 2, 3)))
        told(hall, kept)


def test_what_the_night_closes_late_changes_the_day_that_was_kept(hall, clock, kept):
    live(hall, Random(3))
    clock.advance(days=3)
    before = told(hall, kept)
    assert closing.close_past_days(hall) > 0

    after = told(hall, kept)
    assert after[Measure.INEXACT].value > before[Measure.INEXACT].value


def test_other_hours_change_every_day_that_was_kept(hall, clock, kept):
    live(hall, Random(3))
    clock.advance(days=3)
    before = told(hall, kept)
    with hall.work("staff:1") as work:
        set_week(work, None, {(6, Half.MORNING): OpeningSpan(time(5), time(5, 1))})

    after = told(hall, kept)
    assert before[Measure.UNSTAFFED].value > 0 == after[Measure.UNSTAFFED].value


def test_days_that_are_over_are_not_read_again(hall, clock, kept):
    live(hall, Random(3))
    clock.advance(days=3)
    told(hall, kept)
    with hall.read() as snapshot:
        period = ReportPeriod(
            snapshot.today - timedelta(days=30), snapshot.today - timedelta(days=2)
        )
        asked = []
        event.listen(
            snapshot.session.get_bind(),
            "before_cursor_execute",
            lambda *told: asked.append(told[2]),
        )
        again = hall_report(snapshot, period, ReportBy.HOUR, kept)
    assert again.total[Measure.VISITS].value > 0
    assert not [statement for statement in asked if "FROM stay" in statement]


def test_while_the_clock_is_doubted_nothing_is_kept(hall, clock, kept):
    live(hall, Random(3))
    clock.jump(days=-2)
    for _ in range(2):
        told(hall, kept)


def test_every_fact_of_a_number_says_which():
    for kind in OF_A_TICKET:
        assert "ticket_id" in {each.name for each in fields(KINDS[kind])}


def test_a_kind_that_nobody_thought_of_lets_everything_go():
    decided = OF_A_TICKET | NEVER_OF_A_DAY_OVER
    assert decided <= KINDS.keys()
    assert {SettingChanged.kind, HallFurnished.kind, "HoursChanged", "WindowChanged"}.isdisjoint(
        decided
    )
    assert RatingGiven.kind in decided
