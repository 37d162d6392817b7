"""A clock that cannot be right closes no hall and makes nothing forgotten: every rule that asks
the time goes through 1970, 2000, an hour back, and a year ahead."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from hall.database import open_database
from hall.errors import ClockImpossible, ClockInDoubt
from hall.events import ClockAccepted, ClockAgreed, ClockDoubted
from hall.hours import actions as hours
from hall.hours.queries import standings
from hall.hours.timetable import Half
from hall.id_cards.actions import forget_old_numbers, some_are_over
from hall.id_cards.model import TicketCard
from hall.issuing.redeeming import redeem
from hall.issuing.return_slips import make_return_slip
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries
from hall.line.closing import close_past_days
from hall.opinions.retention import forget_old_opinions
from hall.proof_of_play.proving import prove, prove_what_is_over
from hall.proof_of_play.retention import forget_old_exposures
from hall.settings import change_setting
from hall.unit_of_work import Hall
from tests.conftest import MORNING, StoppedClock

MIDNIGHT = datetime(2025, 3, 3, 15, 59, 30, tzinfo=UTC)


def to(year: int):
    return lambda clock: clock.set_to(datetime(year, 1, 4, 19, tzinfo=UTC))


JUMPS = {
    "1970": to(1970),
    "2000": to(2000),
    "an hour back": lambda clock: clock.jump(hours=-1),
    "an hour ahead": lambda clock: clock.jump(hours=1),
    "a night ahead": lambda clock: clock.jump(hours=17),
    "a year ahead": lambda clock: clock.jump(days=365, hours=10),
    "three years ahead": lambda clock: clock.jump(days=3 * 365),
}
IN_CHINESE = dict(
    zip(
        JUMPS,
        ("到 1970 年", "到 2000 年", "退一小时", "进一小时", "进一夜", "进一年", "进三年"),
        strict=True,
    )
)
GOES_ON = "照常取号叫号，不关门，不删、不作证，等人看一眼"


@pytest.fixture(
    params=[
        pytest.param(jump, marks=pytest.mark.bad_day(f"开着时时钟{IN_CHINESE[jump]}", GOES_ON))
        for jump in JUMPS
    ]
)
def doubted(request, hall, clock):
    """A hall that keeps its hours, has given one number, and whose clock then jumps."""
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
        hours.set_quota(work, queries.service_by_prefix(work.session, "B"), Half.MORNING, 1)
    take(hall, "A")
    take(hall, "B")
    JUMPS[request.param](clock)
    return hall


def take(hall: Hall, service: str = "A", source: str = "kiosk"):
    with hall.work("kiosk") as work:
        found = queries.service_by_prefix(work.session, service)
        return issue_ticket(work, found, TicketRequest(source))


@pytest.mark.parametrize("source", ["kiosk", "api"])
def test_numbers_are_given_out_and_go_on_with_the_day(doubted, source):
    ticket = take(doubted, source=source)

    assert ticket.number == "A002"


def test_every_service_says_that_it_is_open(doubted):
    with doubted.read() as snapshot:
        found = standings(snapshot, queries.services(snapshot.session))

    assert all(status.takeable and not status.late for status in found.values())


def test_a_number_that_was_given_out_by_the_half_day_is_not_refused(doubted):
    assert take(doubted, "B").number == "B002"


def test_people_are_called_and_called_again(doubted, clock):
    with doubted.work("staff:3") as work:
        window = queries.window_by_name(work.session, "1")
        ticket = calling.call_next(work, window)
    clock.advance(minutes=1)

    with doubted.work("staff:3") as work:
        calling.recall(work, queries.ticket_by_id(work.session, ticket.id))


def test_nothing_is_forgotten(doubted, clock):
    with doubted.work() as work:
        ticket = work.session.scalars(select(queries.Ticket)).first()
        yesterday = (MORNING - timedelta(days=1)).date()
        work.session.add(TicketCard(ticket_id=ticket.id, number="x", until=yesterday))

    with doubted.read() as snapshot:
        assert not some_are_over(snapshot)
    with doubted.work() as work:
        forget_old_numbers(work)
        assert work.session.scalar(select(TicketCard.number)) == "x"
    assert forget_old_opinions(doubted) == 0
    assert forget_old_exposures(doubted) == 0


def test_nothing_is_proved(doubted):
    assert prove_what_is_over(doubted, None, "大厅") == []
    with pytest.raises(ClockInDoubt):
        prove(doubted, None, 1, "大厅")


def test_a_return_slip_is_redeemed_whatever_day_it_seems_to_be(hall, clock):
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
    clock.now = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)  # eight in the evening
    with hall.work("kiosk") as work:
        slip = make_return_slip(
            work, queries.service_by_prefix(work.session, "A"), TicketRequest("kiosk", "k")
        )
    clock.jump(hours=-3)

    with hall.work("kiosk") as work:
        assert redeem(work, work.session.merge(slip)).number == "A001"


@pytest.mark.parametrize("jump", ["an hour back", "a night ahead", "a year ahead"])
def test_one_press_mends_everything(hall, clock, facts, jump):
    take(hall)
    JUMPS[jump](clock)
    hall.doubt_the_clock()
    before = clock.now

    hall.accept_the_clock("staff:1")

    with hall.read() as snapshot:
        assert not snapshot.clock_is_doubted
        assert snapshot.now == before
    assert isinstance(facts()[-1], ClockAccepted)
    hall.doubt_the_clock()
    assert isinstance(facts()[-1], ClockAccepted)


@pytest.mark.parametrize("year", [1970, 2000])
def test_a_time_that_cannot_be_is_not_accepted(hall, clock, year):
    take(hall)
    to(year)(clock)

    with pytest.raises(ClockImpossible):
        hall.accept_the_clock("staff:1")

    with hall.read() as snapshot:
        assert snapshot.clock_is_doubted


def test_a_row_that_was_written_while_the_clock_ran_ahead_closes_nothing(hall, clock, config):
    """The server was started with a clock that stood ahead, and then set right."""
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
    clock.advance(days=3, hours=12)
    take(hall, source="counter")
    clock.jump(days=-3, hours=-12)

    assert take(hall).number == "A002"
    hall.accept_the_clock("staff:1")
    assert take(hall).number == "A001"  # of today again


def test_it_is_written_down_once_for_each_jump(hall, clock, facts):
    take(hall)
    clock.jump(hours=2)

    for _ in range(3):
        hall.doubt_the_clock()
    clock.jump(hours=-2)
    hall.doubt_the_clock()
    clock.jump(hours=-2)
    hall.doubt_the_clock()

    told = [fact for fact in facts() if isinstance(fact, ClockDoubted)]
    assert told == [ClockDoubted(0, 7200), ClockDoubted(7200, 0)]


@pytest.mark.bad_day("开着时时钟退了，又过半夜", "新的一天从 001 号起")
def test_midnight_turns_the_day_although_the_clock_is_doubted(hall, clock):
    clock.now = MIDNIGHT
    assert take(hall).number == "A001"
    clock.jump(hours=-5)
    clock.advance(minutes=1)

    assert take(hall).number == "A001"
    with hall.read() as snapshot:
        assert snapshot.now == MIDNIGHT + timedelta(minutes=1)


def test_a_restart_does_not_believe_what_the_last_run_doubted(hall, clock, config):
    take(hall)
    clock.jump(days=-2)
    again = Hall(open_database(config.database_url), StoppedClock(clock.now))

    with again.read() as snapshot:
        assert snapshot.clock_is_doubted
        assert snapshot.now == MORNING
    again.close()


def restarted(clock, config) -> Hall:
    return Hall(open_database(config.database_url), StoppedClock(clock.now))


@pytest.mark.parametrize(
    "jump",
    [
        pytest.param(jump, marks=pytest.mark.bad_day(f"启动时时钟{IN_CHINESE[jump]}", ending))
        for jump, ending in {
            "1970": GOES_ON,
            "an hour back": GOES_ON,
            "three years ahead": GOES_ON,
            "an hour ahead": "和关了一小时一样，号接着取",
        }.items()
    ],
)
def test_a_server_that_is_started_with_another_time_goes_on_with_the_day(hall, clock, config, jump):
    take(hall)
    JUMPS[jump](clock)
    again = restarted(clock, config)
    again.doubt_the_clock()

    with again.read() as snapshot:  # an hour ahead is what an hour without power is, too
        assert snapshot.clock_is_doubted == (jump != "an hour ahead")
    assert close_past_days(again) == 0
    assert take(again).number == "A002"
    again.close()


@pytest.mark.bad_day("关着时过了半夜", "新的一天从 001 号起，昨天没办完的收好")
def test_a_server_that_was_off_at_midnight_begins_a_new_day(hall, clock, config):
    take(hall)
    clock.jump(hours=24)
    again = restarted(clock, config)

    with again.read() as snapshot:
        assert not snapshot.clock_is_doubted
    assert close_past_days(again) == 1
    assert take(again).number == "A001"
    again.close()


def test_a_server_that_is_started_three_years_ahead_forgets_and_closes_nothing(hall, clock, config):
    ticket = take(hall)
    with hall.work() as work:
        work.session.add(TicketCard(ticket_id=ticket.id, number="x", until=MORNING.date()))
    clock.jump(days=3 * 365)

    again = restarted(clock, config)
    again.doubt_the_clock()

    with again.work() as work:
        forget_old_numbers(work)
        assert work.session.scalar(select(TicketCard.number)) == "x"
    assert close_past_days(again) == 0
    assert take(again).number == "A002"
    again.accept_the_clock("staff:1")
    assert close_past_days(again) == 2
    again.close()


def test_a_clock_that_ran_an_hour_ahead_is_still_doubted_after_a_restart(hall, clock, config):
    take(hall)
    clock.jump(hours=17)
    hall.doubt_the_clock()

    again = restarted(clock, config)

    with again.read() as snapshot:
        assert snapshot.clock_is_doubted
    assert close_past_days(again) == 0
    again.close()


@pytest.mark.parametrize("mended", [lambda clock: clock.jump(hours=-17), None])
def test_a_clock_that_is_right_again_leaves_no_doubt_behind(hall, clock, config, facts, mended):
    take(hall)
    clock.jump(hours=17)
    hall.doubt_the_clock()

    if mended:
        mended(clock)
        hall.doubt_the_clock()
        assert isinstance(facts()[-1], ClockAgreed)
    else:
        hall.accept_the_clock("staff:1")
    clock.advance(hours=60)
    again = restarted(clock, config)

    with again.read() as snapshot:
        assert not snapshot.clock_is_doubted
    again.close()
