"""The screens against a model: random schedules, calls, emergencies, withdrawals, cut cables and
clocks; at no moment is the wrong level on top, a called number hidden, or a withdrawn item seen.

A screen of this model knows what a real one knows: what the server said last, in how many
seconds that changes, how long each notice has left, and a clock of its own that nobody sets. What
it may show without the server is the rule of static/js/lib/offline-rules.js, spelled again here.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
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
from sqlalchemy import update

from display.screen_times import ScreenTimes
from hall.clock import HALL_ZONE, local
from hall.database import open_database
from hall.errors import NobodyWaiting
from hall.hours.calendar import Calendar
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, public_board
from hall.line.model import Service, Window
from hall.notices.levels import Level
from hall.notices.model import Notice, NoticeKind
from hall.notices.notice_life import NoticeState
from hall.notices.playing import playing_on
from hall.notices.publishing import Decision, approve, expire_what_is_over, submit, withdraw
from hall.notices.queries import calendar_around, ends_at, published
from hall.notices.schedule import Daypart, Days, Schedule
from hall.notices.scheduling import reschedule
from hall.notices.showing import NoticeSchedule
from hall.notices.writing import Draft, write
from hall.people.queries import staff_by_account
from hall.screens.queries import screen_called
from hall.unit_of_work import Hall
from tests.conftest import StoppedClock

pytestmark = pytest.mark.slow

TRUSTED, REFRESH = ScreenTimes().trusted_ms / 1000, ScreenTimes().notices_refresh_ms / 1000
WALLS = ("main", "door")
#: Before midnight, a year's end with its swapped days, the day before the long holidays, a noon.
BEGINNINGS = ("2025-03-03T23:40", "2025-12-31T23:50", "2025-09-30T17:00", "2026-01-03T11:50")
HOURS = (0, 6, 9, 12, 18, 22)
dayparts = st.lists(
    st.tuples(st.sampled_from(HOURS), st.sampled_from(HOURS)).filter(lambda two: two[0] != two[1]),
    max_size=2,
)
wishes = st.fixed_dictionaries({
    "level": st.sampled_from((Level.ROTATION, Level.ROTATION, Level.NOTICE, Level.EMERGENCY)),
    "kind": st.sampled_from((NoticeKind.TEXT, NoticeKind.TEXT, NoticeKind.BOARD)),
    "delay": st.sampled_from((0, 0, 60, 1800)),
    "length": st.sampled_from((None, None, 90, 3600, 86_400)),
    "working_days": st.sampled_from((None, None, 1, 2)),
    "weekdays": st.sampled_from(("0123456", "0123456", "56", "01234")),
    "days": st.sampled_from(Days),
    "dayparts": dayparts,
    "only_door": st.booleans(),
})  # fmt: skip


def shows_by_hand(notice: Notice, now: datetime) -> bool:
    """Whether its schedule wants it seen; written down again, minute by minute."""
    over = notice.ends_at is not None and now >= notice.ends_at
    if notice.state is not NoticeState.PUBLISHED or now < notice.starts_at or over:
        return False
    return local(now).date() <= last_day(notice) and any(
        its_day(notice, day, Calendar()) for day in begun(notice, now)
    )


def last_day(notice: Notice):
    day, left = local(notice.starts_at).date(), notice.working_days
    while left:
        day += timedelta(days=1)
        left -= Calendar().is_working_day(day)
    return day if notice.working_days is not None else date.max


def begun(notice: Notice, now: datetime):
    """The days to which a daypart belongs that is going on."""
    clock, today = f"{local(now):%H:%M}", local(now).date()
    yesterday = today - timedelta(days=1)
    for start, end in notice.dayparts or [["00:00", "24:00"]]:
        end = "24:00" if end == "00:00" else end
        overnight = end < start
        if start <= clock and (overnight or clock < end):
            yield today
        if overnight and clock < end:
            yield yesterday


def its_day(notice: Notice, day, calendar: Calendar) -> bool:
    wanted = {Days.EVERY: (True, False), Days.WORKING: (True,), Days.REST: (False,)}[notice.days]
    return str(day.weekday()) in notice.weekdays and calendar.is_working_day(day) in wanted


@dataclass
class Held:
    level: Level
    kind: NoticeKind
    ends: float  # by the screen's own clock


@dataclass
class Wall:
    name: str
    connected: bool = True
    held: dict[int, Held] = field(default_factory=dict)
    change: float | None = None
    heard: float | None = None
    calls: list[str] = field(default_factory=list)

    def fetch(self, hall: Hall, mono: float) -> None:
        with hall.read() as snapshot:
            playing = playing_on(
                snapshot.session, screen_called(snapshot.session, self.name), snapshot.now
            )
            days = calendar_around(snapshot.session, snapshot.now)
            self.held = {}
            for each in playing.notices:
                end = ends_at(each, days)
                left = (end - snapshot.now).total_seconds() if end else float("inf")
                self.held[each.id] = Held(each.level, each.kind, mono + left)
            left = playing.seconds_left(snapshot.now)
            self.change = None if left is None else mono + left
            self.heard = mono
            self.calls = [
                each.number for each in public_board.board(snapshot.session, snapshot.today).calls
            ]

    def seen(self, mono: float) -> set[int]:
        if self.heard is None:
            return set()
        fresh = mono - self.heard < TRUSTED
        return {
            key
            for key, each in self.held.items()
            if mono < each.ends and (fresh or each.kind is NoticeKind.BOARD)
        }


class Walls(RuleBasedStateMachine):
    template: Path

    @initialize(begins=st.sampled_from(BEGINNINGS))
    def open(self, begins):
        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / "hall.sqlite3"
        shutil.copyfile(self.template, file)
        self.clock = StoppedClock(datetime.fromisoformat(begins).replace(tzinfo=HALL_ZONE))
        self.hall = Hall(open_database(f"sqlite:///{file}"), self.clock)
        with self.hall.work() as work:  # one standing page of the demonstration is enough
            work.session.execute(
                update(Notice).where(Notice.id > 1).values(state=NoticeState.EXPIRED)
            )
        self.mono = 0.0
        self.withdrawn: dict[int, float] = {}  # when, by the clock that nobody sets
        self.walls = {name: Wall(name) for name in WALLS}
        self._told()

    def _told(self):
        """What happens on the server reaches every screen whose cable is in."""
        for wall in self.walls.values():
            if wall.connected:
                wall.fetch(self.hall, self.mono)

    @rule(wish=wishes)
    def publish(self, wish):
        with self.hall.work("staff:1") as work:
            jia, yi = (staff_by_account(work.session, name) for name in ("jia", "yi"))
            title = "服务承诺" if wish["kind"] is NoticeKind.BOARD else "通知"
            draft = Draft(kind=wish["kind"], title=title, body="字", level=wish["level"])
            notice = write(work, draft, jia)
            starts = work.now + timedelta(seconds=wish["delay"])
            length = wish["length"]
            parts = tuple(Daypart(time(start), time(end)) for start, end in wish["dayparts"])
            schedule = Schedule(
                starts=starts,
                ends=starts + timedelta(seconds=length) if length else None,
                working_days=wish["working_days"],
                weekdays=frozenset(map(int, wish["weekdays"])),
                days=wish["days"],
                dayparts=parts,
            )
            door = [screen_called(work.session, "door")] if wish["only_door"] else []
            reschedule(work, notice, NoticeSchedule(schedule, door))
            submit(work, notice, Decision.LET_STAND)
            approve(work, notice, yi)
        self._told()

    @rule(which=st.integers(0, 20))
    def take_down(self, which):
        with self.hall.work("staff:2") as work:
            every = published(work.session)
            if not every:
                return
            notice = every[which % len(every)]
            withdraw(work, notice, "撤下")
            self.withdrawn[notice.id] = self.mono
        self._told()

    @rule()
    def caretaker(self):
        with self.hall.work() as work:
            expire_what_is_over(work, published(work.session))
        self._told()

    @rule(window=st.sampled_from("16"))
    def call(self, window):
        with self.hall.work("staff:3") as work:
            issue_ticket(work, work.session.get(Service, 1), TicketRequest(source="test"))
        with self.hall.work("staff:3") as work:
            here = work.session.query(Window).filter_by(name=window).one()
            try:
                self.called = calling.call_next(work, here).number
            except NobodyWaiting:
                return
        self._told()
        for wall in self.walls.values():
            assert not wall.connected or wall.calls[0] == self.called

    @rule(seconds=st.sampled_from((1, 59, 60, 61, 599, 600, 1799, 3600, 12 * 3600, 86_400)))
    def time_goes_on(self, seconds):
        until = self.mono + seconds
        while self.mono < until:
            events = [wall.change for wall in self.walls.values() if wall.connected and wall.change]
            stop = min([each for each in events if each > self.mono] + [until])
            refreshing = stop - REFRESH > self.mono  # every minute, of which the last one counts
            step = stop - REFRESH if refreshing else stop
            self.clock.advance(seconds=step - self.mono)
            self.mono = step
            for wall in self.walls.values():
                due = wall.change is not None and wall.change <= self.mono
                if wall.connected and (due or refreshing or step == until):
                    wall.fetch(self.hall, self.mono)
            self.every_screen_is_right()

    @rule(by=st.sampled_from((-400 * 86_400, -3600, -61, 61, 86_400, 200 * 86_400)))
    def the_servers_clock_is_set(self, by):
        """Screens hear of it with the next of the requests that they make every minute."""
        self.clock.advance(seconds=by)
        self._told()

    @rule(name=st.sampled_from(WALLS))
    def a_cable_is_pulled_or_put_back(self, name):
        wall = self.walls[name]
        wall.connected = not wall.connected
        if wall.connected:
            wall.fetch(self.hall, self.mono)

    @rule(name=st.sampled_from(WALLS))
    def a_screen_is_switched_off_and_on(self, name):
        """Without the server it has only its resting page; nothing was kept that may go."""
        wall = Wall(name, connected=self.walls[name].connected)
        self.walls[name] = wall
        if wall.connected:
            wall.fetch(self.hall, self.mono)

    @invariant()
    def every_screen_is_right(self):
        with self.hall.read() as snapshot:
            notices = {each.id: each for each in snapshot.session.query(Notice)}
            for wall in self.walls.values():
                seen = wall.seen(self.mono)
                self._nothing_withdrawn(wall, seen, notices)
                if wall.connected:
                    screen = screen_called(snapshot.session, wall.name)
                    assert seen == by_hand(notices.values(), screen, snapshot.now)

    def _nothing_withdrawn(self, wall, seen, notices):
        levels = {wall.held[key].level for key in seen}
        assert len(levels) <= 1, "two levels at once"
        for key, at in self.withdrawn.items():
            unreachable = not wall.connected and wall.heard is not None and wall.heard <= at
            believed = self.mono - wall.heard < TRUSTED if unreachable else False
            if key in seen:
                assert unreachable
                assert believed or notices[key].kind is NoticeKind.BOARD

    def teardown(self):
        if hasattr(self, "hall"):
            self.hall.close()
            self.folder.cleanup()


def by_hand(notices, screen, now) -> set[int]:
    """The ids of the highest level that is to be seen on this screen."""
    shown = [each for each in notices if shows_by_hand(each, now) and each.is_for(screen)]
    for level in (Level.EMERGENCY, Level.NOTICE, Level.ROTATION):
        if top := {each.id for each in shown if each.level is level}:
            return top
    return set()


def test_no_screen_is_ever_wrong(demo_database: Path) -> None:
    Walls.template = demo_database
    run_state_machine_as_test(
        Walls, settings=settings(max_examples=8, stateful_step_count=20, deadline=None)
    )
