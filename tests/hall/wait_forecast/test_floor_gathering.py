"""The floor is what the tables say, whatever happened and in whatever order."""

import shutil
import tempfile
from dataclasses import replace
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

from hall.database import open_database
from hall.events import SettingChanged
from hall.line import calling, coverage, queries, seating, undoing
from hall.line.model import Ticket, Window
from hall.line.ticket_life import AT_A_WINDOW, IN_LINE
from hall.line.undoing import undo
from hall.people.queries import staff_by_account
from hall.unit_of_work import Hall
from hall.wait_forecast import journal_rows
from hall.wait_forecast.day_minutes import minute_of
from hall.wait_forecast.floor_gathering import Gatherer
from hall.wait_forecast.learning import learned_morning
from hall.wait_forecast.rules.values import CurrentVisit, OfficerPresence, longest_wait
from tests.conftest import StoppedClock
from tests.hall.wait_forecast.crew import SEATS, call, ready, sit, staff_id, stand, take

pytestmark = pytest.mark.slow

ACCOUNTS = st.sampled_from(sorted(SEATS))
SERVICES = st.sampled_from("ABCDEF")


class Morning(RuleBasedStateMachine):
    """One gatherer lives through it; another, made anew each time, must see the same."""

    @initialize()
    def open(self):
        self.folder = Path(tempfile.mkdtemp())
        shutil.copyfile(Morning.demo_database, self.folder / "hall.sqlite3")
        self.clock = StoppedClock()
        self.hall = Hall(open_database(f"sqlite:///{self.folder / 'hall.sqlite3'}"), self.clock)
        with self.hall.read() as snapshot:
            self.morning = learned_morning(snapshot)
        self.gatherer = Gatherer()

    @rule(prefix=SERVICES)
    def take(self, prefix):
        take(self.hall, prefix)

    @rule(account=ACCOUNTS)
    def sit(self, account):
        sit(self.hall, account)

    @rule(account=ACCOUNTS)
    def stand(self, account):
        with self.hall.read() as snapshot:
            window = queries.window_by_name(snapshot.session, SEATS[account])
            own = window.clerk_id == staff_id(self.hall, account)
        if own:
            stand(self.hall, account)

    @rule(account=ACCOUNTS, reason=st.sampled_from(["用餐", ""]))
    def pause(self, account, reason):
        with self.hall.work(f"staff:{staff_id(self.hall, account)}") as work:
            window = queries.window_by_name(work.session, SEATS[account])
            if reason:
                seating.pause(work, window, reason)
            else:
                seating.reopen(work, window)

    @rule(account=ACCOUNTS, prefixes=st.sets(SERVICES))
    def learn(self, account, prefixes):
        with self.hall.work("staff:1") as work:
            able = [queries.service_by_prefix(work.session, each) for each in prefixes]
            coverage.change_skills(work, staff_by_account(work.session, account), able)

    @rule(account=ACCOUNTS, minutes=st.integers(0, 5))
    def call(self, account, minutes):
        self.clock.advance(minutes=minutes)
        with self.hall.work(f"staff:{staff_id(self.hall, account)}") as work:
            window = queries.window_by_name(work.session, SEATS[account])
            counts = queries.waiting_by_service(work.session, work.today)
            served = coverage.services_at(work.session, window)
            if window.paused is None and any(counts.get(each.id) for each in served):
                calling.call_next(work, window)

    @rule(account=ACCOUNTS)
    def undo(self, account):
        with self.hall.work(f"staff:{staff_id(self.hall, account)}") as work:
            latest = undoing.last_stepped(work.session, work.today, work.actor)
            if latest is not None:
                undo(work, latest)

    @invariant()
    def the_floor_is_what_the_tables_say(self):
        if not hasattr(self, "hall"):
            return
        with self.hall.read() as snapshot:
            newcomers = self.gatherer.newcomers(snapshot, self.morning)
            picture = self.gatherer.picture(snapshot, self.morning)
            anew = Gatherer().picture(snapshot, self.morning)
            assert picture.floor == anew.floor
            if newcomers is not None:
                longer = replace(self.floor, waiting=(*self.floor.waiting, *newcomers))
                assert picture.floor.waiting == longer.waiting
                if picture.floor.now == longer.now:  # time alone moves a pause's end
                    assert picture.floor == longer
            self.floor = picture.floor
            self.must_hold(snapshot, picture.floor)

    def must_hold(self, snapshot, floor):
        tickets = snapshot.session.query(Ticket).order_by(Ticket.place, Ticket.id).all()
        assert [each.ticket for each in floor.waiting] == [
            ticket.id for ticket in tickets if ticket.state in IN_LINE
        ]
        seated = {
            f"staff:{window.clerk_id}": window
            for window in snapshot.session.query(Window)
            if window.clerk_id is not None
        }
        for officer in floor.officers:
            window = seated.get(officer.name)
            if window is None:
                continue
            able = coverage.services_at(snapshot.session, window)
            assert officer.skills == {service.prefix for service in able}
            waits = any(visitor.service in officer.skills for visitor in floor.waiting)
            if officer.visit or not waits:  # nobody has been idle for an hour yet
                assert officer.presence is OfficerPresence.HERE
            in_hand = [
                ticket
                for ticket in tickets
                if ticket.window_id == window.id and ticket.state in AT_A_WINDOW
            ]
            assert officer.visit == (
                CurrentVisit(in_hand[0].service.prefix, None, minute_of(in_hand[0].called_at))
                if in_hand
                else None
            )

    def teardown(self):
        if hasattr(self, "hall"):
            self.hall.close()
            shutil.rmtree(self.folder)


def test_the_floor_is_what_the_tables_say(demo_database):
    Morning.demo_database = demo_database
    quick = settings(max_examples=20, stateful_step_count=25, deadline=None)
    run_state_machine_as_test(Morning, settings=quick)


def picture(hall, forecaster):
    with hall.read() as snapshot:
        return Gatherer().picture(snapshot, forecaster._morning), snapshot


def test_yesterdays_line_does_not_leak_into_today(hall, clock):
    sit(hall, "bing")
    clock.now = clock.now.replace(hour=15, minute=59, second=59)
    take(hall)
    forecaster = ready(hall)
    gatherer = Gatherer()
    with hall.read() as snapshot:
        assert len(gatherer.picture(snapshot, forecaster._morning).floor.waiting) == 1

    clock.advance(seconds=1)

    with hall.read() as snapshot:
        floor = gatherer.picture(snapshot, forecaster._morning).floor
    assert (floor.now, floor.waiting) == (0.0, ())


def test_a_day_of_many_pages_is_read_whole_and_found_from_its_end(hall, clock):
    clock.advance(days=1)
    with hall.work("staff:1") as work:
        before = work.seq
        for number in range(2 * journal_rows.PAGE + 1):
            work.record(SettingChanged(name="x", value=str(number)))

    with hall.read() as snapshot:
        assert journal_rows.last_row_before(snapshot.session, snapshot.today) == before
        rows = [row.seq for row in journal_rows.rows_after(snapshot.session, before)]
    assert rows == list(range(before + 1, before + 2 * journal_rows.PAGE + 2))


def test_a_clock_that_steps_back_stops_the_floors_time(hall, clock):
    forecaster = ready(hall)
    gatherer = Gatherer()
    clock.advance(hours=1)
    sit(hall, "bing")

    clock.advance(hours=-3)

    with hall.read() as snapshot:
        floor = gatherer.picture(snapshot, forecaster._morning).floor
    assert floor.now == 630.0


def test_a_day_that_was_set_back_is_read_again(hall, clock):
    forecaster = ready(hall)
    gatherer = Gatherer()
    sit(hall, "bing")
    take(hall)
    clock.advance(days=1)
    sit(hall, "ding")
    with hall.read() as snapshot:
        gatherer.picture(snapshot, forecaster._morning)
    clock.advance(days=-1)
    hall.accept_the_clock("staff:1")

    with hall.read() as snapshot:
        found = gatherer.picture(snapshot, forecaster._morning).floor
        anew = Gatherer().picture(snapshot, forecaster._morning).floor

    assert len(found.waiting) == 1
    assert found == anew


def test_the_forecast_calls_in_the_halls_own_order(hall, clock):
    sit(hall, "bing")
    forecaster = ready(hall)
    first, favoured = take(hall), take(hall)
    picture_, _ = picture(hall, forecaster)
    (officer,) = picture_.floor.officers
    assert picture_.order is longest_wait
    with hall.work() as work:
        queries.ticket_by_id(work.session, favoured.id).priority_id = 1

    bent, _ = picture(hall, forecaster)
    order = [each.ticket for each in bent.order(bent.floor.waiting, officer)]

    assert order == [favoured.id, first.id]
    assert call(hall).id == favoured.id  # and so does the window


def test_who_was_sent_to_one_window_is_called_by_no_other(hall, clock):
    sit(hall, "bing", "ren")  # windows 1 and 6 both serve A
    forecaster = ready(hall)
    sent = take(hall)
    with hall.work() as work:
        window = queries.window_by_name(work.session, "6")
        queries.ticket_by_id(work.session, sent.id).only_window_id = window.id

    found, _ = picture(hall, forecaster)
    lines = {
        each.name: list(found.order(found.floor.waiting, each)) for each in found.floor.officers
    }

    assert lines[f"staff:{staff_id(hall, 'bing')}"] == []
    assert len(lines[f"staff:{staff_id(hall, 'ren')}"]) == 1
