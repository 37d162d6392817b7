"""Punches open and close windows as the office has set it: once, never over somebody's head."""

import random
from collections import Counter
from contextlib import suppress
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from hall.attendance.actions import answer_touch
from hall.attendance.model import Finger
from hall.attendance.punch_windows import unopened_windows
from hall.attendance.punching import ToldPunch, write_punches
from hall.attendance.remote_touches import arrive
from hall.attendance.silent_windows import close_silent_windows
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays
from hall.clock import HALL_ZONE
from hall.errors import NobodyWaiting
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, seating
from hall.line.finishing import finish
from hall.line.model import Ticket
from hall.line.unattended import unattended
from hall.machines import Touch
from hall.people.queries import staff_by_id
from hall.settings import change_setting
from tests.conftest import MORNING
from tests.hall.attendance.office_times import FOUR

BING, DING = 3, 4
TODAY = MORNING.date()
SURE = 100


@pytest.fixture
def windows(hall, clock):
    """Two clerks keep four slots; nobody sits anywhere. Where each of them sat last."""
    clock.now = MORNING.replace(hour=0, minute=0)  # 8:00
    with hall.work() as work:
        change_setting(work, "punch_window", "open")
        change_setting(work, "silent_window_minutes", "60")
        group = add_group(work, "机关")
        days = UseDays(TODAY - timedelta(days=9), weekdays=None)
        use_timetable(work, add_timetable(work, "四次", FOUR), group, days)
        for number, staff_id in enumerate((BING, DING)):
            clerk = staff_by_id(work.session, staff_id)
            join_group(work, clerk, group, TODAY - timedelta(days=9))
            work.session.add(Finger(page=500 + staff_id, staff_id=staff_id, enrolled_at=work.now))
            seating.sit_down(work, queries.windows(work.session)[number], clerk)
        for window in queries.windows(work.session):
            if window.clerk:
                seating.stand_up(work, window)
        return {BING: queries.windows(work.session)[0].name,
                DING: queries.windows(work.session)[1].name}  # fmt: skip


def clock_shows(clock, moment):
    clock.now = datetime.combine(TODAY, time.fromisoformat(moment), HALL_ZONE)


def touch(hall, staff_id=BING):
    with hall.work("fingerprint_reader") as work:
        answer_touch(work, Touch(500 + staff_id, SURE))


def seats(hall):
    with hall.read() as snapshot:
        return {
            window.clerk_id: window.name
            for window in queries.windows(snapshot.session)
            if window.clerk_id is not None
        }


def sit(hall, window, staff_id):
    with hall.work(f"staff:{staff_id}") as work:
        here = queries.window_by_name(work.session, window)
        seating.sit_down(work, here, staff_by_id(work.session, staff_id))


def take(hall, window):
    with hall.work("kiosk") as work:
        service = queries.window_by_name(work.session, window).services[0]
        issue_ticket(work, service, TicketRequest("kiosk"))


def call(hall, window, staff_id=BING):
    with hall.work(f"staff:{staff_id}") as work:
        return calling.call_next(work, queries.window_by_name(work.session, window))


def test_who_comes_is_seated_where_they_sat_last_and_goes_with_the_punch_out(hall, clock, windows):
    clock_shows(clock, "08:25")
    touch(hall)
    assert seats(hall) == {BING: windows[BING]}

    clock_shows(clock, "12:01")
    touch(hall)
    assert seats(hall) == {}


@pytest.mark.parametrize("mode", ["off", "offer"])
def test_unless_the_office_has_set_it_nobody_is_seated_or_sent_away(hall, clock, windows, mode):
    with hall.work() as work:
        change_setting(work, "punch_window", mode)
    clock_shows(clock, "08:25")
    touch(hall)
    assert seats(hall) == {}

    sit(hall, windows[BING], BING)
    clock_shows(clock, "12:01")
    touch(hall)
    clock_shows(clock, "14:00")
    assert close_silent_windows(hall) == 0
    assert seats(hall) == {BING: windows[BING]}


def taken_by_another(hall, clock, windows):
    sit(hall, windows[BING], DING)
    return {DING: windows[BING]}


def seated_elsewhere(hall, clock, windows):
    sit(hall, windows[DING], BING)
    return {BING: windows[DING]}


def clock_doubted(hall, clock, windows):
    clock.jump(days=3)
    return {}


def out_of_every_slot(hall, clock, windows):
    clock_shows(clock, "10:30")
    return {}


@pytest.mark.parametrize(
    "before", [taken_by_another, seated_elsewhere, clock_doubted, out_of_every_slot]
)
def test_a_punch_that_seats_nobody(hall, clock, windows, before):
    clock_shows(clock, "08:25")
    left = before(hall, clock, windows)
    touch(hall)

    assert seats(hall) == left


def test_what_is_told_late_or_set_aside_or_by_a_terminal_opens_nothing(hall, clock, windows):
    clock_shows(clock, "08:30")
    with hall.work("agent") as work:
        arrive(work, "one", Touch(500 + BING, SURE), timedelta(minutes=3), None)
    with hall.work() as work:
        for way, set_aside in (("terminal", ""), ("pin", "hall_clock")):
            told = ToldPunch(staff_id=DING, at=work.now, way=way, set_aside=set_aside)
            write_punches(work, [told])

    assert seats(hall) == {}


def test_a_punch_a_few_seconds_later_does_nothing_again(hall, clock, windows):
    clock_shows(clock, "08:25")
    touch(hall)
    with hall.work(f"staff:{BING}") as work:
        seating.stand_up(work, queries.window_by_name(work.session, windows[BING]))
    clock.advance(seconds=20)
    touch(hall)

    assert seats(hall) == {}


def test_with_somebody_in_hand_the_window_stays_open(hall, clock, windows):
    clock_shows(clock, "08:25")
    touch(hall)
    with hall.work() as work:  # another desk could go on with it: nobody would be stranded
        other = queries.window_by_name(work.session, windows[DING])
        other.services = list(queries.window_by_name(work.session, windows[BING]).services)
    sit(hall, windows[DING], DING)
    take(hall, windows[BING])
    ticket = call(hall, windows[BING])
    clock_shows(clock, "12:01")
    touch(hall)

    assert seats(hall) == {BING: windows[BING], DING: windows[DING]}
    with hall.read() as snapshot:
        assert queries.ticket_by_id(snapshot.session, ticket.id).state == ticket.state


def test_with_somebody_waiting_whom_only_this_window_calls_it_stays_open(hall, clock, windows):
    clock_shows(clock, "08:25")
    touch(hall)
    take(hall, windows[BING])
    clock_shows(clock, "12:01")
    touch(hall)
    assert seats(hall) == {BING: windows[BING]}

    clock_shows(clock, "13:30")
    assert close_silent_windows(hall) == 0
    assert seats(hall) == {BING: windows[BING]}


def test_a_long_silence_closes_a_window_and_any_press_is_a_sign_of_life(hall, clock, windows):
    clock_shows(clock, "08:25")
    touch(hall)
    clock.advance(minutes=59)
    assert close_silent_windows(hall) == 0

    take(hall, windows[BING])
    with hall.work(f"staff:{BING}") as work:
        finish(work, calling.call_next(work, queries.window_by_name(work.session, windows[BING])))
    clock.advance(minutes=59)
    assert close_silent_windows(hall) == 0

    clock.advance(minutes=2)
    assert close_silent_windows(hall) == 1
    assert close_silent_windows(hall) == 0  # twice is once
    assert seats(hall) == {}


def test_neither_a_doubted_clock_nor_an_accepted_one_is_a_silence(hall, clock, windows):
    clock_shows(clock, "08:25")
    touch(hall)
    clock.jump(hours=30)
    assert close_silent_windows(hall) == 0

    hall.accept_the_clock("staff:1")
    assert close_silent_windows(hall) == 0
    clock.advance(minutes=61)
    assert close_silent_windows(hall) == 1


def test_a_window_that_pauses_says_so_and_is_not_silent(hall, clock, windows):
    clock_shows(clock, "08:25")
    touch(hall)
    with hall.work(f"staff:{BING}") as work:
        seating.pause(work, queries.window_by_name(work.session, windows[BING]), "开会")
    clock.advance(hours=3)

    assert close_silent_windows(hall) == 0


def offered(hall):
    with hall.read() as snapshot:
        return [(one.clerk.id, one.window.name) for one in unopened_windows(snapshot)]


def test_an_offer_stands_until_they_have_sat_down_once(hall, clock, windows):
    with hall.work() as work:
        change_setting(work, "punch_window", "offer")
    clock_shows(clock, "08:25")
    assert offered(hall) == []
    touch(hall)
    assert offered(hall) == [(BING, windows[BING])]

    sit(hall, windows[BING], DING)
    assert offered(hall) == []
    with hall.work() as work:
        seating.stand_up(work, queries.window_by_name(work.session, windows[BING]))
    clock.advance(minutes=1)
    sit(hall, windows[BING], BING)
    with hall.work() as work:
        seating.stand_up(work, queries.window_by_name(work.session, windows[BING]))
    assert offered(hall) == []


def test_nobody_is_offered_a_window_by_a_punch_told_late(hall, clock, windows):
    with hall.work() as work:
        change_setting(work, "punch_window", "offer")
    clock_shows(clock, "08:35")
    with hall.work("agent") as work:
        arrive(work, "one", Touch(500 + BING, SURE), timedelta(minutes=5), None)

    assert offered(hall) == []


def life(hall):
    """Every visit with its state and window, and who is on nobody's desk."""
    with hall.read() as snapshot:
        every = snapshot.session.scalars(select(Ticket))
        visits = {one.id: (one.state, one.window_id) for one in every}
        lost = unattended(snapshot.session, snapshot.today, snapshot.now)
        return visits, {one.ticket.id for one in lost}


def late(hall, staff_id, key):
    with hall.work("agent") as work:
        arrive(work, key, Touch(500 + staff_id, SURE), timedelta(minutes=9), None)


def press(hall, act, staff_id, window):
    """What a clerk does, where it can be done."""
    seat = seats(hall).get(staff_id)
    if act == "sit" and seat is None:
        sit(hall, window, staff_id)
    elif act == "take":
        take(hall, window)
    elif act in ("call", "finish") and seat:
        with suppress(NobodyWaiting), hall.work(f"staff:{staff_id}") as work:
            here = queries.window_by_name(work.session, seat)
            in_hand = queries.at_window(work.session, work.today, here)
            if in_hand and act == "finish":
                finish(work, in_hand[0])
            elif not in_hand and act == "call":
                calling.call_next(work, here)


def in_nobodys_name(hall, act, staff_id, key):
    """What happens without anybody saying anything about a window."""
    if act == "touch":
        touch(hall, staff_id)
    elif act == "late":
        late(hall, staff_id, key)
    else:
        close_silent_windows(hall)


PRESSED = ("take", "call", "finish", "sit")
BY_ITSELF = ("touch", "touch", "late", "silence")


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_nobody_is_seated_twice_and_no_visit_is_lost(hall, clock, windows, seed):
    """A punch, late, doubled or in its time, and a silence change no visit, and strand nobody."""
    chance = random.Random(seed)
    for step in range(40):
        clock.advance(seconds=chance.choice((0, 5, 70, 600, 1500)))
        staff_id, other = chance.sample((BING, DING), 2)
        press(hall, chance.choice(PRESSED), staff_id, windows[other])
        visits, lost = life(hall)
        in_nobodys_name(hall, chance.choice(BY_ITSELF), staff_id, f"{step}")
        visits_then, lost_then = life(hall)
        assert visits_then == visits
        assert lost_then <= lost
        with hall.read() as snapshot:
            taken = Counter(one.clerk_id for one in queries.windows(snapshot.session))
        assert {taken[BING], taken[DING]} <= {0, 1}
