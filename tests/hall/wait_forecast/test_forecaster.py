"""What is said, when nothing is said, and that a forecast never costs anybody a number."""

from datetime import timedelta

import pytest

from hall.events import SettingChanged
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import queries, seating
from hall.line.reasons import Priority
from hall.list_entries import entries
from hall.people.queries import staff_by_account
from hall.settings import change_setting
from hall.wait_forecast import rota
from hall.wait_forecast.forecaster import Forecaster
from hall.wait_forecast.journal_rows import MOST_ROWS_WAITED_FOR
from hall.wait_forecast.learning import learned_morning
from hall.wait_forecast.model import ToldForecast
from hall.wait_forecast.rules.forecast import ForecastKind
from hall.wait_forecast.simulated_floor import MOST_WAITING
from tests.hall.wait_forecast.crew import (
    a_morning,
    call,
    done,
    promise,
    ready,
    sit,
    stand,
    take,
)  # fmt: skip


def newcomer(hall, forecaster, prefix="A"):
    with hall.read() as snapshot:
        return forecaster.of_newcomers(snapshot, [prefix])[prefix]


def test_a_free_window_is_at_once(hall):
    promise(hall)
    sit(hall)

    assert newcomer(hall, ready(hall)).outlook is ForecastKind.AT_ONCE


def test_a_line_takes_as_long_as_was_promised_until_more_is_known(hall):
    promise(hall, 10)
    sit(hall, "bing")
    forecaster = ready(hall)
    for _ in range(4):
        take(hall)

    told = newcomer(hall, forecaster)

    assert told.outlook is ForecastKind.TODAY
    assert told.low <= 40 <= told.high + 10


def test_nothing_is_said_of_visits_nobody_knows_anything_of(hall):
    promise(hall, None)
    sit(hall, "bing")
    forecaster = ready(hall)
    take(hall)

    assert newcomer(hall, forecaster) is None


def test_what_is_unknown_of_one_line_silences_no_other(hall):
    promise(hall)
    sit(hall, "bing", "ding")
    with hall.work() as work:
        queries.service_by_prefix(work.session, "B").promised_minutes = None
    forecaster = ready(hall)
    ours = take(hall, "A")
    take(hall, "B")

    assert forecaster.foretold(ours.id) is not None
    assert newcomer(hall, forecaster, "B") is None


def test_a_young_hall_learns_before_tomorrow(hall, clock):
    promise(hall, None)
    sit(hall, "bing")
    forecaster = ready(hall)
    a_morning(hall, clock, visits=6, minutes=10)
    take(hall)
    assert newcomer(hall, forecaster) is None  # learned at half past nine, of nothing

    forecaster.tend()

    assert newcomer(hall, forecaster).outlook is ForecastKind.TODAY


def test_a_visit_that_nobody_finished_for_hours_is_no_visit(hall, clock):
    promise(hall, None)
    sit(hall, "bing")
    a_morning(hall, clock, visits=8, minutes=10)
    take(hall)
    forgotten = call(hall)
    clock.advance(hours=5)
    done(hall, forgotten)
    clock.now = clock.now.replace(hour=1, minute=30) + timedelta(days=1)

    with hall.read() as snapshot:
        samples = learned_morning(snapshot).learned.durations.samples["A", None]

    assert max(value for value, _ in samples) < 60


def test_absurd_promises_are_harmless(hall):
    promise(hall, 100_000)
    sit(hall, "bing")
    forecaster = ready(hall)
    for _ in range(5):
        take(hall)

    told = newcomer(hall, forecaster)

    assert told.outlook is ForecastKind.MAY_NOT


def test_nobody_at_any_window_and_nobody_known_is_no_forecast(hall):
    promise(hall)

    assert newcomer(hall, ready(hall)) is None


def test_the_people_of_the_last_day_are_expected_again(hall, clock):
    promise(hall)
    sit(hall, "bing")
    clock.advance(hours=2)
    stand(hall, "bing")
    clock.now = clock.now.replace(hour=0, minute=0) + timedelta(
        days=1
    )  # eight o'clock the next morning
    forecaster = ready(hall)

    told = newcomer(hall, forecaster)

    assert told.opens == 510.0  # 8:30
    assert told.outlook in (ForecastKind.TODAY, ForecastKind.MAY_NOT)


def test_a_window_that_pauses_is_not_forecast(hall):
    promise(hall)
    sit(hall, "bing")
    forecaster = ready(hall)
    with hall.work("staff:3") as work:
        seating.pause(work, queries.window_by_name(work.session, "1"), "用餐")

    assert newcomer(hall, forecaster) is None
    sit(hall, "ren")  # window 6 takes A as well
    assert newcomer(hall, forecaster) is not None


def test_the_timetable_says_when_somebody_comes_and_when_nobody_does(hall, clock):
    promise(hall)
    with hall.work("staff:1") as work:
        geng = staff_by_account(work.session, "geng")
        rota.set_week(work, geng, {0: [(870, 960)]})  # Mondays, 14:30 to 16:00
    sit(hall, "geng")
    stand(hall, "geng")
    forecaster = ready(hall)

    assert newcomer(hall, forecaster, "E").opens == 870.0
    clock.now = clock.now.replace(hour=8, minute=30)  # 16:30
    assert newcomer(hall, forecaster, "E").outlook is ForecastKind.NOBODY


def test_nobody_is_said_to_come_no_more_whose_hours_were_never_entered(hall, clock):
    promise(hall)
    sit(hall, "bing")
    clock.now = clock.now.replace(hour=10)  # 18:00, and still signed in
    forecaster = ready(hall)

    assert newcomer(hall, forecaster) is None


def test_the_halls_own_hours_are_kept(hall, clock):
    """On a day off nobody keeps their week; who works all the same is believed."""
    promise(hall)
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
    clock.advance(days=5)  # Saturday
    sit(hall, "bing")
    forecaster = ready(hall)
    take(hall)

    told = newcomer(hall, forecaster)

    assert told.outlook in (ForecastKind.TODAY, ForecastKind.MAY_NOT)
    assert newcomer(hall, forecaster, "B") is None


def test_a_rush_shares_one_simulation(hall, monkeypatch):
    promise(hall)
    sit(hall)
    forecaster = ready(hall)
    tickets = [take(hall) for _ in range(10)]
    made = []
    make = forecaster._scenes._make
    monkeypatch.setattr(
        forecaster._scenes, "_make", lambda snapshot: made.append(1) or make(snapshot)
    )

    said = [forecaster.foretold(ticket.id) for ticket in reversed(tickets)]

    assert all(said)
    assert len(made) == 1


def test_who_comes_after_a_forecast_joins_its_simulation_until_somebody_is_called(hall):
    promise(hall)
    sit(hall)
    forecaster = ready(hall)
    assert forecaster.foretold(take(hall).id)
    made = forecaster._scenes._scene

    said = [forecaster.foretold(take(hall).id) for _ in range(3)]
    joined = forecaster._scenes._scene
    call(hall)
    assert forecaster.foretold(take(hall).id)

    assert joined is not made
    assert joined.runs.days is made.runs.days  # nobody's day was dealt out again
    assert forecaster._scenes._scene.runs.days is not made.runs.days
    anew = ready(hall)
    assert [each.levels for each in said] == sorted(each.levels for each in said)
    assert newcomer(hall, forecaster) == newcomer(hall, anew)


def test_who_is_favoured_bends_the_line_and_joins_no_simulation(hall):
    promise(hall)
    sit(hall)
    forecaster = ready(hall)
    assert forecaster.foretold(take(hall).id)
    made = forecaster._scenes._scene
    with hall.work("counter") as work:
        service = queries.service_by_prefix(work.session, "A")
        request = TicketRequest("counter", priority_id=entries(work.session, Priority)[0].id)
        favoured = issue_ticket(work, service, request)

    assert forecaster.foretold(favoured.id)

    assert forecaster._scenes._scene.runs.days is not made.runs.days


def test_a_scene_grows_old_although_nothing_happens(hall, clock):
    promise(hall)
    sit(hall, "bing")
    forecaster = ready(hall)
    take(hall)
    first = newcomer(hall, forecaster)
    clock.advance(minutes=5)

    assert newcomer(hall, forecaster).made_at == first.made_at + 5


def test_a_crowd_beyond_all_measure_is_not_simulated(hall, monkeypatch):
    promise(hall)
    sit(hall, "bing")
    forecaster = ready(hall)
    with hall.work("counter") as work:
        service = queries.service_by_prefix(work.session, "A")
        for _ in range(MOST_WAITING + 1):
            ticket = issue_ticket(work, service, TicketRequest("counter"))

    made = []
    make = forecaster._scenes._make
    monkeypatch.setattr(
        forecaster._scenes, "_make", lambda snapshot: made.append(1) or make(snapshot)
    )

    for _ in range(3):
        assert forecaster.foretold(ticket.id) is None
        assert newcomer(hall, forecaster) is None
        take(hall)
    assert len(made) == 1  # nor gathered again for everybody who asks


def test_before_anything_was_learned_nothing_is_said(hall):
    promise(hall)
    sit(hall)

    assert newcomer(hall, Forecaster(hall)) is None


def test_yesterdays_learning_is_not_used_today(hall, clock):
    promise(hall)
    sit(hall)
    forecaster = ready(hall)
    clock.advance(days=1)
    sit(hall)

    assert newcomer(hall, forecaster) is None
    forecaster.tend()
    assert newcomer(hall, forecaster) is not None


@pytest.mark.parametrize("broken", ["_scenes", "_keep"])
def test_a_broken_forecast_is_logged_and_not_said(hall, broken, monkeypatch, caplog):
    promise(hall)
    sit(hall, "bing")
    forecaster = ready(hall)
    take(hall)
    ticket = take(hall)
    monkeypatch.setattr(forecaster, broken, None)

    assert forecaster.foretold(ticket.id) is None
    assert "no forecast could be made" in caplog.text


def test_the_thread_keeps_what_was_told_before_it_ends(hall):
    promise(hall)
    sit(hall, "bing")
    forecaster = ready(hall)
    forecaster.start()
    ticket = take(hall)
    forecaster.foretold(ticket.id)

    forecaster.stop()

    with hall.read() as snapshot:
        assert snapshot.session.query(ToldForecast).count() == 1


def test_two_processes_keep_one_word_for_each_visitor(hall):
    promise(hall)
    sit(hall, "bing")
    one, other = ready(hall), ready(hall)
    ticket = take(hall)
    for each in (one, other, one):
        each.foretold(ticket.id)
        each.tend()

    with hall.read() as snapshot:
        assert snapshot.session.query(ToldForecast).count() == 1


def test_the_connection_is_given_back_as_it_was(hall):
    """A cursor left half read would keep the next writer in the past."""
    promise(hall)
    sit(hall)
    for _ in range(30):
        take(hall)
    forecaster = ready(hall)
    for _ in range(25):  # more than the pool has connections
        with hall.read() as snapshot:
            forecaster.of_newcomers(snapshot, "ABC")
        take(hall)


@pytest.fixture
def busy_day(hall, clock):
    """A clerk who fell silent five hours ago, and more facts than may be read in a request."""
    promise(hall)
    sit(hall, "bing")
    take(hall)
    clock.advance(hours=5)
    with hall.work("kiosk") as work:
        for turn in range(MOST_ROWS_WAITED_FOR + 1):
            work.record(SettingChanged(name="banner", value=str(turn)))


def serving(hall, forecaster):
    with hall.read() as snapshot:
        return forecaster.staff(snapshot).serving


def test_after_a_restart_on_a_busy_day_nobody_waits_until_it_has_been_read(hall, busy_day):
    forecaster = Forecaster(hall)
    ticket = take(hall)

    assert "A" in serving(hall, forecaster)  # by the seats: the day was not read for it
    assert forecaster.foretold(ticket.id) is None
    assert newcomer(hall, forecaster) is None

    forecaster.tend()

    assert "A" not in serving(hall, forecaster)


def test_what_the_forecaster_has_read_no_visitor_reads_again(hall, busy_day):
    forecaster = ready(hall)
    with hall.read() as snapshot:
        read = [
            each._gatherer.seen.seq == snapshot.seq
            for each in (forecaster._scenes, forecaster._staff)
        ]

    assert read == [True, True]
