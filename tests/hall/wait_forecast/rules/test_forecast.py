"""From runs to what may be said."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.wait_forecast.rules.calibration import Calibration, Correction
from hall.wait_forecast.rules.durations import learned_durations
from hall.wait_forecast.rules.forecast import (
    Forecast,
    ForecastKind,
    forecast_newcomer,
    forecast_of,
    forecast_ticket,
    learned_from,
)
from hall.wait_forecast.rules.simulate import Learned, simulate
from hall.wait_forecast.rules.values import (
    CurrentVisit,
    Floor,
    MinuteSpan,
    Officer,
    OfficerPresence,
)
from tests.hall.wait_forecast.rules.floors import (
    DAY,
    PUNCTUAL,
    floors,
    here,
    line,
    punctual,
    varied,
)

LEARNED = varied()
FRESH = Calibration()


def said_to_last(hall, learned=None, calibration=FRESH):
    return forecast_ticket(hall, len(hall.waiting), learned or punctual(10), calibration)


def test_an_empty_hall_is_at_once():
    said = said_to_last(Floor(600, (here("one", "A"),), line("A")))

    assert said.outlook is ForecastKind.AT_ONCE
    assert said.median == 600
    assert (said.low, said.high) == (0, 5)


def test_before_a_number_is_taken_every_service_can_be_told():
    hall = Floor(600, (here("one", "A"), here("two", "B")), line("AAB"))
    runs = simulate(hall, punctual(10))

    waits = {
        service: forecast_newcomer(hall, service, runs, FRESH).median - 600 for service in "AB"
    }

    assert waits == {"A": 20, "B": 10}


def test_nobody_who_can_do_it_is_expected_any_more():
    gone = Officer("land", frozenset("B"), (MinuteSpan(540, 720),), OfficerPresence.GONE)

    said = said_to_last(Floor(600, (here("one", "A"), gone), line("B")))

    assert said.outlook is ForecastKind.NOBODY
    assert said.at_most is None


def test_a_line_too_long_for_today_may_not_be_done():
    said = said_to_last(Floor(960, (here("one", "A"),), line("A" * 30)))

    assert said.outlook is ForecastKind.MAY_NOT
    assert said.at_most is None
    assert said.missing == 1


def test_before_opening_it_says_when():
    land = Officer("land", frozenset("B"), (MinuteSpan(870, 1020),))

    said = said_to_last(Floor(840, (here("one", "A"), land), line("BBBB")))

    assert said.outlook is ForecastKind.TODAY
    assert said.opens == 870
    assert said.median == 900
    assert said.at_most == 900


def test_who_sits_there_before_opening_opens_on_time():
    said = said_to_last(Floor(530, (here("one", "A"),), line("AA")))

    assert (said.opens, said.median) == (540, 550)


@pytest.mark.parametrize("presence", [OfficerPresence.HERE, OfficerPresence.EXPECTED])
def test_who_is_here_or_overdue_needs_no_opening(presence):
    officer = Officer("one", frozenset("A"), DAY, presence)

    assert said_to_last(Floor(600, (officer,), line("AA")), LEARNED).opens is None


def test_lunch_is_waited_out():
    said = said_to_last(Floor(700, (here("one", "A"),), line("AAA")))

    assert said.at_most == 810  # 700, 710, and the third after lunch


def test_nothing_is_said_of_visits_nobody_knows_anything_about():
    ignorant = Learned(learned_durations([], {}), PUNCTUAL)
    busy = here("one", "A", visit=CurrentVisit("A", None, since=590))

    assert said_to_last(Floor(600, (here("one", "A"),), line("AA")), ignorant) is None
    assert said_to_last(Floor(600, (busy,), line("A")), ignorant) is None
    assert said_to_last(Floor(600, (here("one", "A"),), line("A")), ignorant) is not None


corrections = st.builds(
    lambda *shifts: Calibration({f"* {n}": Correction(50, shifts) for n in range(6)}),
    *[st.floats(-4, 4)] * 4,
)


@settings(max_examples=150, deadline=None)
@given(floors(), corrections, st.sampled_from("ABC"))
def test_the_bounds_are_in_order_whatever_was_learned(hall, calibration, service):
    calls = simulate(hall, LEARNED).last(hall.officers, service)
    said = forecast_of(hall, service, calls, calibration)

    assert 0 <= said.low < said.high
    assert said.low % 5 == said.high % 5 == 0
    assert hall.now <= said.levels[0] <= said.median <= said.levels[2]
    assert said.median <= said.levels[3]
    assert (said.at_most is None) == (said.outlook is not ForecastKind.TODAY)
    if said.at_most is not None:
        assert said.median <= said.at_most
        assert hall.now + said.high - 5 <= said.at_most + 2.5
    assert said.opens is None or said.opens > hall.now


def test_calls_that_come_late_push_the_next_forecast_back():
    hall = Floor(600, (here("one", "A"),), line("AAA"))
    calibration = FRESH
    for _ in range(30):
        said = said_to_last(hall, calibration=calibration)
        calibration = learned_from(calibration, said, called_at=650)

    assert said_to_last(hall, calibration=calibration).median > said_to_last(hall).median


def test_a_call_that_never_came_breaks_at_most_but_says_nothing_of_the_median():
    said = said_to_last(Floor(600, (here("one", "A"),), line("AAA")))

    after = learned_from(FRESH, said, called_at=None).shifts("A", 20)

    assert after[1] == 0
    assert after[3] > 0


def test_no_promise_nothing_to_learn():
    said = said_to_last(Floor(960, (here("one", "A"),), line("A" * 30)))

    assert learned_from(FRESH, said, called_at=1000) == FRESH


def test_a_forecast_does_not_depend_on_who_comes_later():
    hall = Floor(600, (here("one", "A"),), line("AAAAA"))

    alone = forecast_ticket(replace(hall, waiting=line("AAA")), 3, LEARNED, FRESH)

    assert forecast_ticket(hall, 3, LEARNED, FRESH) == alone


def test_a_forecast_can_be_stored_and_learned_from_later():
    said = said_to_last(Floor(600, (here("one", "A"),), line("AAA")))

    stored = Forecast(**json.loads(json.dumps(asdict(said))))

    assert learned_from(FRESH, stored, called_at=640) == learned_from(FRESH, said, called_at=640)
