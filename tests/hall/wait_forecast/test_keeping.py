"""What was foretold is kept, and learned from once: whatever is repeated, undone or cut off."""

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event

from hall.database import open_database
from hall.line import calling, queries, undoing, visit_steps
from hall.line.ticket_life import TicketState
from hall.line.undoing import undo
from hall.unit_of_work import Hall
from hall.wait_forecast import queries as outlook
from hall.wait_forecast.actions import settle
from hall.wait_forecast.model import KeptCalibration, ToldForecast
from hall.wait_forecast.outcome import ForecastCase, NoOutcome, Outcome, outcome
from tests.conftest import MORNING, StoppedClock
from tests.hall.wait_forecast.crew import call, done, promise, ready, sit, staff_id, take

pytestmark = pytest.mark.slow

TODAY = date(2025, 3, 3)
YESTERDAY = TODAY - timedelta(days=1)


def case(state=TicketState.WAITING, called_after=None, day=TODAY, *, same_line=True):
    """Forecast at 9:30."""
    called = None if called_after is None else MORNING + timedelta(minutes=called_after)
    return ForecastCase(day, 570.0, state, called, same_line)


@pytest.mark.parametrize(
    ("which", "became"),
    [
        (case(), NoOutcome.OPEN),
        (case(TicketState.CALLED, 12), Outcome(582.0)),
        (case(TicketState.FINISHED, 12), Outcome(582.0)),
        (case(TicketState.CANCELLED), NoOutcome.OPEN),  # may be undone until midnight
        (case(TicketState.CANCELLED, day=YESTERDAY), NoOutcome.NOTHING),
        (case(TicketState.LEFT, day=YESTERDAY), NoOutcome.NOTHING),
        (
            case(TicketState.FINISHED, day=YESTERDAY),
            NoOutcome.NOTHING,
        ),  # walked up, and was never called
        (case(TicketState.TRANSFERRED, same_line=False), NoOutcome.OPEN),
        (case(TicketState.TRANSFERRED, day=YESTERDAY, same_line=False), NoOutcome.NOTHING),
        (case(TicketState.CALLED, 12, same_line=False), NoOutcome.NOTHING),
        (case(day=YESTERDAY), Outcome(None)),
        (case(TicketState.TRANSFERRED, day=YESTERDAY), Outcome(None)),  # there and back again
        (case(TicketState.MISSED, 12, YESTERDAY), NoOutcome.NOTHING),
        (case(day=TODAY + timedelta(days=1)), NoOutcome.NOTHING),  # the clock was set back since
        (case(TicketState.CALLED, -3), NoOutcome.NOTHING),  # and here it was set back in between
    ],
)
def test_what_became_of_a_forecast(which, became):
    assert outcome(which, TODAY) == became


def steps(hall):
    """How many residuals the calibration rests on, and how many forecasts are settled."""
    with hall.read() as snapshot:
        learned = sum(
            correction.calls
            for key, correction in outlook.calibration(snapshot.session).corrections.items()
            if key.startswith("*")
        )
        return learned, snapshot.session.query(ToldForecast).filter(
            ToldForecast.settled.is_(True)
        ).count()


@pytest.fixture
def busy(hall, clock):
    """A hall in which one window serves, somebody is with it, and forecasts are kept."""
    promise(hall)
    sit(hall, "bing")
    forecaster = ready(hall)
    take(hall)
    call(hall)
    return forecaster


def foretold(hall, forecaster):
    ticket = take(hall)
    assert forecaster.foretold(ticket.id)
    forecaster.tend()
    return ticket


def test_a_forecast_is_kept_as_it_was_told(hall, busy):
    ticket = take(hall)

    told = busy.foretold(ticket.id)
    busy.tend()

    with hall.read() as snapshot:
        (kept,) = snapshot.session.query(ToldForecast).all()
    assert (kept.ticket_id, kept.service, kept.median) == (ticket.id, "A", told.median)
    assert kept.said["levels"] == list(told.levels)
    assert kept.by_position == 0.0


def test_asking_again_keeps_the_first_word(hall, busy, clock):
    ticket = foretold(hall, busy)
    clock.advance(minutes=5)
    foretold_later = ready(hall)  # another process, or the same after a restart

    foretold_later.foretold(ticket.id)
    foretold_later.tend()

    with hall.read() as snapshot:
        (kept,) = snapshot.session.query(ToldForecast).all()
    assert kept.made_at == 570.0


def test_a_call_is_learned_from_once_however_often_it_is_settled(hall, busy, clock):
    ticket = foretold(hall, busy)
    clock.advance(minutes=7)
    assert call(hall).id == ticket.id

    for _ in range(3):
        with hall.work() as work:
            settle(work)

    assert steps(hall) == (1, 1)


def test_a_call_that_was_undone_and_repeated_counts_once(hall, busy, clock):
    foretold(hall, busy)
    clock.advance(minutes=7)
    called = call(hall)
    with hall.work() as work:
        settle(work)
    with hall.work(f"staff:{staff_id(hall, 'bing')}") as work:
        undo(work, queries.ticket_by_id(work.session, called.id))
    with hall.work() as work:
        settle(work)
    clock.advance(minutes=1)
    call(hall)
    with hall.work() as work:
        settle(work)

    assert steps(hall) == (1, 1)


def test_a_power_cut_while_settling_leaves_nothing_half_learned(hall, busy, clock):
    foretold(hall, busy)
    clock.advance(minutes=7)
    call(hall)

    class PowerCut(Exception):
        pass

    with pytest.raises(PowerCut), hall.work() as work:
        settle(work)
        work.session.flush()
        raise PowerCut

    assert steps(hall) == (0, 0)
    with hall.work() as work:
        settle(work)
    assert steps(hall) == (1, 1)


def test_who_was_never_called_breaks_the_promise_when_the_day_has_turned(hall, busy, clock):
    foretold(hall, busy)
    clock.now = MORNING.replace(hour=15, minute=59, second=59)
    busy.tend()
    assert steps(hall) == (0, 0)

    clock.advance(seconds=1)  # midnight in the hall
    busy.tend()
    busy.tend()

    assert steps(hall) == (1, 1)
    with hall.read() as snapshot:
        (shifts,) = {
            correction.shifts
            for key, correction in outlook.calibration(snapshot.session).corrections.items()
            if key.startswith("*")
        }
    assert shifts[:3] == (0, 0, 0)  # the range is of those who are called
    assert shifts[3] > 0


def test_who_gave_the_number_back_teaches_nothing(hall, busy, clock):
    ticket = foretold(hall, busy)
    with hall.work("phone") as work:
        visit_steps.cancel(work, queries.ticket_by_id(work.session, ticket.id))
    clock.advance(days=1)

    busy.tend()

    assert steps(hall) == (0, 1)


def test_a_transfer_counts_when_it_came_after_the_call_and_not_before(hall, busy, clock):
    before, after = foretold(hall, busy), foretold(hall, busy)
    with hall.work("staff:1") as work:
        elsewhere = queries.service_by_prefix(work.session, "B")
        visit_steps.transfer(work, queries.ticket_by_id(work.session, before.id), elsewhere)
    clock.advance(minutes=5)
    assert call(hall).id == after.id
    with hall.work("staff:1") as work:
        elsewhere = queries.service_by_prefix(work.session, "B")
        visit_steps.transfer(work, queries.ticket_by_id(work.session, after.id), elsewhere)
    with hall.work() as work:
        settle(work)
    assert steps(hall) == (1, 1)
    clock.advance(days=1)

    busy.tend()

    assert steps(hall) == (1, 2)


def test_the_time_set_back_by_a_manager_teaches_nothing(hall, busy, clock):
    clock.advance(days=2)
    sit(hall, "bing")
    busy.tend()
    take(hall)
    call(hall)
    ticket = take(hall)
    busy.foretold(ticket.id)
    clock.advance(days=-2)
    hall.accept_the_clock("staff:1")

    busy.tend()
    busy.tend()

    assert steps(hall)[0] == 0


def test_a_calibration_of_another_shape_begins_anew(hall, busy, clock):
    with hall.work() as work:
        broken = KeptCalibration(id=1, corrections={"* 1": [3, 0.5]}, changed_at=work.now)
        work.session.add(broken)

    foretold(hall, busy)
    clock.advance(minutes=7)
    call(hall)
    with hall.work() as work:
        settle(work)

    assert steps(hall) == (1, 1)


def test_what_the_simple_rules_would_have_said_is_kept_beside_it(hall, clock):
    promise(hall)
    sit(hall, "bing")
    busy = ready(hall)
    take(hall)
    clock.advance(minutes=9)
    done(hall, call(hall))
    take(hall)
    clock.advance(minutes=4)
    call(hall)
    take(hall)
    foretold(hall, busy)

    with hall.read() as snapshot:
        (kept,) = snapshot.session.query(ToldForecast).all()
    assert (kept.by_position, kept.by_last) == (10.0, 4.0)


class Days(RuleBasedStateMachine):
    """Numbers, calls, undoing, closing days and restarts in any order: nobody counts twice."""

    @initialize()
    def open(self):
        self.folder = Path(tempfile.mkdtemp())
        shutil.copyfile(Days.demo_database, self.folder / "hall.sqlite3")
        self.clock = StoppedClock()
        self.hall = Hall(open_database(f"sqlite:///{self.folder / 'hall.sqlite3'}"), self.clock)
        promise(self.hall)
        sit(self.hall, "bing")
        self.forecaster = ready(self.hall)
        self.numbers = 0

    @rule()
    def take(self):
        ticket = take(self.hall)
        self.numbers += self.forecaster.foretold(ticket.id) is not None

    @rule(minutes=st.integers(0, 30))
    def call(self, minutes):
        self.clock.advance(minutes=minutes)
        with self.hall.work(self.clerk()) as work:
            window = queries.window_by_name(work.session, "1")
            if queries.waiting_by_service(work.session, work.today).get(window.services[0].id):
                calling.call_next(work, window)

    def clerk(self):
        return f"staff:{staff_id(self.hall, 'bing')}"

    @rule()
    def undo(self):
        with self.hall.work(self.clerk()) as work:
            latest = undoing.last_stepped(work.session, work.today, work.actor)
            if latest is not None:
                undo(work, latest)

    @rule(twice=st.booleans())
    def tend(self, twice):
        self.forecaster.tend()
        if twice:
            self.forecaster.tend()

    @rule()
    def restart(self):
        self.forecaster = ready(self.hall)

    @rule()
    def sleep(self):
        self.clock.advance(days=1)

    @invariant()
    def nobody_counts_twice(self):
        if not hasattr(self, "hall"):
            return
        learned, settled = steps(self.hall)
        with self.hall.read() as snapshot:
            kept = snapshot.session.query(ToldForecast).count()
        assert learned <= settled <= kept <= self.numbers

    def teardown(self):
        if hasattr(self, "hall"):
            self.hall.close()
            shutil.rmtree(self.folder)


def test_nobody_counts_twice(demo_database):
    Days.demo_database = demo_database
    quick = settings(max_examples=15, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(Days, settings=quick)


def test_whoever_was_called_last_is_found_however_many_came_that_day(hall):
    """It is asked of every number that is foretold, while others want the write lock."""
    asked = []
    with hall.read() as snapshot:
        connection = snapshot.session.connection()
        event.listen(
            connection, "before_cursor_execute", lambda *told: asked.append((told[2], told[3]))
        )
        assert outlook.last_wait(snapshot.session, TODAY, "A", 1) is None
        sql, parameters = asked[0]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters).all()

    steps = [row.detail for row in plan]
    assert steps[0].startswith(
        "SEARCH ticket USING INDEX ix_ticket_first_called (first_service_id=? AND day=?"
    )
    assert not [step for step in steps if "TEMP B-TREE" in step]
