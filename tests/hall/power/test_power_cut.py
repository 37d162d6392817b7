"""A power cut from the first second to the morning after, against a stopped clock."""

from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.ups.connect import ups_at
from devices.ups.simulator import SimulatedUpsd
from hall.events import (
    MachineFound,
    MachineLost,
    NoticePublished,
    NoticeWithdrawn,
    NumbersStopped,
    PowerBack,
    PowerEnding,
    PowerLost,
)
from hall.machine_watch import MachineWatch
from hall.machines import Fault, MachineUnavailable, PowerReading
from hall.notices.levels import Level
from hall.notices.playing import emergencies, playing_on
from hall.power.power_level import (
    BELIEVED_SECONDS,
    TRUSTED_SECONDS,
    PowerLevel,
    PowerPlan,
    SteadyLevel,
    later,
    level_of,
)
from hall.power.power_watch import PowerWatch
from hall.power.power_worker import PowerOrders, PowerWorker
from tests.waiting import PATIENCE_SECONDS

PLAN = PowerPlan(stop_numbers_seconds=480, shut_down_seconds=180)
MAINS = PowerReading(on_battery=False, charge_percent=100, runtime_seconds=1800)
POWER = (PowerLost, NumbersStopped, PowerEnding, PowerBack)


def battery(runtime: int | None = 1800, **more) -> PowerReading:
    return PowerReading(on_battery=True, runtime_seconds=runtime, **more)


class PlayedUps:
    """Says what the test says, or that it is away."""

    def __init__(self) -> None:
        self.says: PowerReading | MachineUnavailable = MAINS

    def read(self) -> PowerReading:
        if isinstance(self.says, MachineUnavailable):
            raise self.says
        return self.says

    def close(self) -> None:
        pass


class Cut:
    """A hall on a UPS, looked after by hand: ``lasts`` lets seconds pass, two at a time."""

    def __init__(self, hall, clock, ups) -> None:
        self.done: list[str] = []
        self.ups, self.clock = ups, clock
        self.machine = MachineWatch(hall, "ups", "nut://h/ups", clock.steady)
        orders = PowerOrders(
            title="停电",
            body="等一等",
            over="来电",
            back_up=lambda: self.done.append("backup"),
            switch_off=lambda: self.done.append("off"),
        )
        watches = (self.machine, PowerWatch())
        self.worker = PowerWorker(hall, ups, watches, PLAN, orders, clock.steady)

    def lasts(self, seconds: float, says=None) -> None:
        if says is not None:
            self.ups.says = says
        for _ in range(round(seconds / 2) + 1):
            self.worker.look_once()
            self.clock.advance(seconds=2)

    @property
    def state(self):
        return self.worker.power.state


@pytest.fixture
def cut(hall, clock) -> Cut:
    return Cut(hall, clock, PlayedUps())


@pytest.fixture
def told(facts):
    return lambda: [fact for fact in facts() if isinstance(fact, POWER)]


def test_on_mains_nothing_is_told_and_nothing_done(cut, told):
    cut.lasts(600)

    assert (told(), cut.done, cut.state.level) == ([], [], PowerLevel.MAINS)


def test_a_power_cut_is_told_on_every_screen_and_a_backup_begins(hall, cut, told, facts):
    cut.lasts(60, battery(1800, charge_percent=90))

    (lost,) = told()
    assert (lost.charge_percent, lost.runtime_seconds) == (90, 1800)
    assert cut.done == ["backup"]
    assert cut.state.level is PowerLevel.BATTERY
    assert cut.state.gives_numbers
    with hall.read() as snapshot:
        for playing in (
            playing_on(snapshot.session, None, snapshot.now),
            emergencies(snapshot.session, snapshot.now),
        ):
            (notice,) = playing.notices
            assert (notice.id, notice.level) == (lost.notice_id, Level.EMERGENCY)
    assert any(isinstance(fact, NoticePublished) for fact in facts())


def test_a_ups_that_tests_itself_for_some_seconds_alarms_nobody(cut, told):
    for _ in range(5):
        cut.lasts(2, battery())
        cut.lasts(20, MAINS)

    assert told() == []


def test_a_power_that_flaps_every_second_is_one_power_cut(hall, clock, cut, told):
    """On, off, on, off for five minutes, then off for good, then back for good."""
    cut.lasts(20, battery())
    for turn in range(150):
        cut.lasts(0, MAINS if turn % 2 else battery())
    cut.lasts(60, MAINS)

    assert [type(fact) for fact in told()] == [PowerLost, PowerBack]
    assert cut.done == ["backup"]


def test_near_the_end_no_more_numbers_and_at_the_end_switched_off_once(cut, told):
    cut.lasts(20, battery(1800))
    cut.lasts(20, battery(480))
    assert [type(fact) for fact in told()] == [PowerLost, NumbersStopped]
    assert not cut.state.gives_numbers
    assert cut.done == ["backup"]

    cut.lasts(60, battery(180))

    assert [type(fact) for fact in told()] == [PowerLost, NumbersStopped, PowerEnding]
    assert cut.done == ["backup", "off"]
    assert cut.state.level is PowerLevel.ENDING


def test_a_battery_that_is_low_at_once_leaves_no_step_out(cut, told):
    cut.lasts(20, battery(None, is_low=True))

    assert [type(fact) for fact in told()] == [PowerLost, NumbersStopped, PowerEnding]
    assert cut.done == ["backup", "off"]


def test_numbers_do_not_come_and_go_with_the_reckoning_of_an_old_battery(cut, told):
    cut.lasts(20, battery(400))
    cut.lasts(60, battery(1500))

    assert not cut.state.gives_numbers
    assert [type(fact) for fact in told()] == [PowerLost, NumbersStopped]


@pytest.mark.parametrize("runtime", [1800, 400, 100])
def test_when_the_power_is_back_everything_is_back_by_itself(hall, cut, told, facts, runtime):
    cut.lasts(60, battery(runtime))

    cut.lasts(60, MAINS)

    assert isinstance(told()[-1], PowerBack)
    assert 60 <= told()[-1].seconds <= 120
    assert (cut.state.level, cut.state.gives_numbers, cut.state.since) == (0, True, None)
    assert any(isinstance(fact, NoticeWithdrawn) for fact in facts())
    with hall.read() as snapshot:
        assert not emergencies(snapshot.session, snapshot.now).notices


def test_a_second_cut_is_told_like_the_first(cut, told):
    for _ in range(2):
        cut.lasts(20, battery())
        cut.lasts(60, MAINS)

    assert [type(fact) for fact in told()] == [PowerLost, PowerBack] * 2
    assert cut.done == ["backup", "backup"]


def test_the_morning_after_the_notice_is_taken_away_by_the_next_process(hall, clock, cut, told):
    cut.lasts(20, battery(100))
    clock.advance(hours=14)

    morning = Cut(hall, clock, PlayedUps())
    morning.lasts(0)

    assert isinstance(told()[-1], PowerBack)
    with hall.read() as snapshot:
        assert not emergencies(snapshot.session, snapshot.now).notices


def test_a_restart_within_the_cut_tells_it_no_second_time(hall, clock, cut, told):
    cut.lasts(20, battery())
    since = cut.state.since

    again = Cut(hall, clock, PlayedUps())
    again.lasts(20, battery())

    assert [type(fact) for fact in told()] == [PowerLost]
    assert again.state.since == since


def test_a_notice_that_somebody_took_away_before_is_no_trouble(hall, cut, told):
    from hall.power.power_notice import take_notice_away

    cut.lasts(20, battery())
    with hall.work("staff:1") as work:
        take_notice_away(work, told()[0].notice_id, "知道了")

    cut.lasts(60, MAINS)

    assert isinstance(told()[-1], PowerBack)


def test_an_upsd_that_is_gone_on_mains_is_a_lost_machine_and_no_power_cut(cut, told, facts):
    cut.lasts(20, MAINS)
    cut.lasts(600, MachineUnavailable(Fault.UNREACHABLE))

    assert told() == []
    assert MachineLost("ups", Fault.UNREACHABLE) in facts()

    cut.lasts(2, MAINS)
    assert MachineFound("ups") in facts()


def test_an_upsd_that_was_never_there_is_no_power_cut(cut, told):
    cut.lasts(600, MachineUnavailable(Fault.UNREACHABLE))

    assert (told(), cut.done) == ([], [])


def test_a_ups_that_falls_silent_on_battery_is_reckoned_to_its_end(cut, told):
    cut.lasts(20, battery(600))

    cut.lasts(100, MachineUnavailable(Fault.SILENT))
    assert [type(fact) for fact in told()] == [PowerLost]
    cut.lasts(40, MachineUnavailable(Fault.SILENT))
    assert [type(fact) for fact in told()] == [PowerLost, NumbersStopped]
    cut.lasts(300, MachineUnavailable(Fault.SILENT))

    assert cut.done == ["backup", "off"]


def test_the_whole_cut_through_upsd(hall, clock, told, monkeypatch):
    monkeypatch.setattr("devices.ups.driver.ANSWER_SECONDS", PATIENCE_SECONDS)
    with SimulatedUpsd() as upsd, closing(ups_at(upsd.url)) as ups:
        cut = Cut(hall, clock, ups)
        cut.lasts(20)
        upsd.power("OB DISCHRG", runtime=1200, charge=80)
        cut.lasts(20)
        upsd.power("OB DISCHRG LB", runtime=60, charge=5)
        cut.lasts(20)
        upsd.power("OL CHRG", runtime=100, charge=9)
        cut.lasts(60)

    kinds = [type(fact) for fact in told()]
    assert kinds == [PowerLost, NumbersStopped, PowerEnding, PowerBack]


@pytest.mark.parametrize(
    ("reading", "level"),
    [
        (MAINS, PowerLevel.MAINS),
        (PowerReading(on_battery=False, is_low=True), PowerLevel.MAINS),
        (battery(481), PowerLevel.BATTERY),
        (battery(480), PowerLevel.LAST_MINUTES),
        (battery(180), PowerLevel.ENDING),
        (battery(None), PowerLevel.BATTERY),
        (battery(None, charge_percent=40), PowerLevel.LAST_MINUTES),
        (battery(None, charge_percent=20), PowerLevel.ENDING),
        (battery(1800, charge_percent=5), PowerLevel.BATTERY),  # its reckoning is nearer the truth
        (battery(1800, is_low=True), PowerLevel.ENDING),
    ],
)
def test_what_one_reading_says(reading, level):
    assert level_of(reading, PLAN) is level


readings = st.lists(
    st.tuples(st.sampled_from(list(PowerLevel)), st.floats(0, 40)), min_size=1, max_size=60
)


@given(readings)
def test_what_is_believed_only_grows_worse_until_the_power_has_lasted(read):
    steady, now = SteadyLevel(), 0.0
    believed = [(now, steady.level)]
    on_mains_since: float | None = 0.0
    for level, seconds in read:
        now += seconds
        steady = steady.told(level, now)
        if level is not PowerLevel.MAINS:
            on_mains_since = None
        elif on_mains_since is None:
            on_mains_since = now
        believed.append((now, steady.level))
        if believed[-2][1] is not PowerLevel.MAINS and steady.level is PowerLevel.MAINS:
            assert on_mains_since is not None
            assert now - on_mains_since >= TRUSTED_SECONDS

    for (_, before), (_, after) in pairwise(believed):
        assert after >= before or after is PowerLevel.MAINS


@given(st.lists(st.floats(0, BELIEVED_SECONDS / 2), max_size=20))
def test_what_lasts_too_short_is_never_believed(pauses):
    steady, now = SteadyLevel(), 0.0
    for pause in pauses:
        steady = steady.told(PowerLevel.BATTERY, now)
        now += pause
        steady = steady.told(PowerLevel.MAINS, now)

    assert steady.level is PowerLevel.MAINS


def test_a_battery_that_nobody_can_ask_goes_on_emptying():
    assert later(battery(600), 100.0).runtime_seconds == 500
    assert later(battery(600), 9000.0).runtime_seconds == 0
    assert later(MAINS, 9000.0) is MAINS
    assert later(battery(None), 10.0).runtime_seconds is None
