"""How long clerks stay away, from what was seen on earlier days."""

from datetime import UTC, datetime, timedelta

import pytest

from hall.clock import HALL_ZONE
from hall.people.queries import staff_by_account
from hall.wait_forecast import rota
from hall.wait_forecast.past_absences import absences_in, past_absences
from hall.wait_forecast.past_visits import Attendance, silent_absences
from hall.wait_forecast.presence_events import PresenceEvent, PresenceSign
from hall.wait_forecast.rules.forecast import ForecastKind
from hall.wait_forecast.rules.habits import learned_habits
from hall.wait_forecast.rules.values import NEVER, MinuteSpan, PastAbsence
from tests.hall.wait_forecast.crew import promise, ready, sit, stand, take

SPAN = MinuteSpan(510, 720)
CAME, LEFT = PresenceSign.CAME, PresenceSign.LEFT
NINE = datetime(2025, 3, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("signs", "minutes"),
    [
        ([(515, CAME), (600, LEFT), (612, CAME)], [12]),
        ([(515, CAME), (600, LEFT)], [NEVER]),
        ([(515, CAME), (600, LEFT), (800, CAME)], [NEVER]),  # after lunch, not in this span
        ([(515, CAME), (700, LEFT)], []),  # went home early
        ([(500, LEFT), (515, CAME)], []),
        ([], []),
    ],
)
def test_an_absence_is_from_standing_up_to_sitting_down_in_one_span(signs, minutes):
    seen = [PresenceEvent(minute, sign) for minute, sign in signs]

    assert [gone.minutes for gone in absences_in(SPAN, "staff:3", seen)] == minutes


@pytest.mark.parametrize(
    ("gap", "waited", "minutes"),
    [(20, True, [20.0]), (20, False, []), (2, True, []), (200, True, [])],
)
def test_where_people_were_let_wait_without_a_sign_somebody_was_away(gap, waited, minutes):
    done = NINE + timedelta(minutes=10)
    taken = NINE if waited else done + timedelta(minutes=1)
    after = done + timedelta(minutes=gap)
    calls = [
        Attendance(1, NINE, done, NINE, "A", None, missed=False),
        Attendance(1, after, after + timedelta(minutes=5), taken, "A", None, missed=False),
    ]

    assert [gone.minutes for gone in silent_absences(calls)] == minutes


def test_who_comes_back_after_a_quarter_of_an_hour_is_soon_expected_after_ten_minutes():
    habits = learned_habits([], [PastAbsence("staff:3", 15.0)] * 40)
    back = habits.back("staff:3", 10.0, 20)

    assert sorted(back)[10] == 5.0
    assert sorted(habits.back("staff:3", 80.0, 20))[15] == NEVER  # never was away so long


def test_what_clerks_did_yesterday_is_learned_from_the_journal(hall, clock):
    clock.now = NINE
    sit(hall, "bing")
    clock.advance(minutes=30)
    stand(hall, "bing")
    clock.advance(minutes=12)
    sit(hall, "bing")
    forecaster = ready(hall)
    clock.now = NINE + timedelta(days=1)
    forecaster.tend()  # keeps how yesterday's hours were kept

    with hall.read() as snapshot:
        found = past_absences(snapshot.session, snapshot.today)

    assert [gone.minutes for gone in found] == [12.0]


@pytest.mark.parametrize("minutes", [1, 9])
def test_while_a_clerk_changes_windows_nobody_is_sent_home(hall, clock, minutes):
    clock.now = datetime(2025, 3, 3, 9, tzinfo=HALL_ZONE)
    promise(hall)
    with hall.work("staff:1") as work:
        clerk = staff_by_account(work.session, "bing")
        rota.set_week(work, clerk, dict.fromkeys(range(7), [(510, 720)]))
    sit(hall, "bing")
    forecaster = ready(hall)
    clock.advance(minutes=20)
    stand(hall, "bing")
    clock.advance(minutes=minutes)

    told = forecaster.foretold(take(hall).id)

    assert told.outlook is ForecastKind.TODAY
