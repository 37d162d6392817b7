"""Units of work and the one clock: time that jumps delays dated things, never a number."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from hall import journal
from hall.clock import hall_day, local
from hall.errors import NobodyWaiting, NotAllowed, NotToday
from hall.events import ClockAccepted, ClockDoubted, SettingChanged
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, desk_lists, public_board, queries, visit_steps
from hall.line.figures import figures
from hall.line.finishing import finish
from hall.line.undoing import undo
from hall.settings import change_setting, setting
from hall.slips.actions import want_another

IN_1970 = datetime(1970, 1, 1, tzinfo=UTC)


def take(hall, service="A", key=None):
    with hall.work("kiosk") as work:
        found = queries.service_by_prefix(work.session, service)
        return issue_ticket(work, found, TicketRequest("kiosk", key))


def call(hall, window="1"):
    with hall.work("staff:3") as work:
        return calling.call_next(work, queries.window_by_name(work.session, window))


def at(*moment):
    return datetime(*moment, tzinfo=UTC)


def test_what_is_true_in_one_work_is_seen_by_the_next_look(hall):
    number = take(hall).number

    with hall.read() as snapshot:
        services = queries.window_by_name(snapshot.session, "1").services
        waiting = desk_lists.waiting_for(snapshot.session, snapshot.today, services)
        assert [ticket.number for ticket in waiting] == [number]


def test_a_clock_that_falls_back_does_not_take_the_hall_with_it(hall, clock):
    first = take(hall)

    clock.now = IN_1970
    second = take(hall)

    assert (first.number, second.number) == ("A001", "A002")
    assert second.day == first.day
    assert second.issued_at >= first.issued_at
    assert call(hall).number == "A001"


def test_reading_never_goes_back_before_the_last_fact(hall, clock):
    ticket = take(hall)

    clock.now = IN_1970

    with hall.read() as snapshot:
        assert snapshot.now == ticket.issued_at


def test_a_clock_that_fell_back_is_noticed_and_written_down_at_the_start(hall, clock, facts):
    take(hall)
    clock.advance(hours=-2)

    time = hall.doubt_the_clock()

    assert time.off == timedelta(hours=-2)
    assert facts()[-1] == ClockDoubted(behind_seconds=7200)


@pytest.mark.parametrize("seconds", [0, -60, 3600])
def test_a_clock_that_is_merely_adjusted_is_not_doubted(hall, clock, facts, seconds):
    take(hall)
    before = facts()

    clock.advance(seconds=seconds)

    assert hall.doubt_the_clock().doubt is None
    assert facts() == before


def test_a_manager_may_say_that_the_earlier_time_is_right(hall, clock, facts):
    clock.advance(days=365)
    take(hall)
    clock.advance(days=-365)

    hall.accept_the_clock("staff:1")

    with hall.read() as snapshot:
        assert not snapshot.clock_is_doubted
    assert facts()[-1] == ClockAccepted(corrected_seconds=365 * 24 * 3600)
    assert take(hall).day == hall_day(clock.now)


def test_numbers_begin_again_at_midnight_in_shanghai(hall, clock):
    clock.now = at(2025, 3, 3, 15, 59, 59)  # 23:59:59 on the wall
    late = take(hall)

    clock.advance(seconds=1)
    early = take(hall)

    assert (late.number, early.number) == ("A001", "A001")
    assert early.day - late.day == timedelta(days=1)


@pytest.mark.parametrize("hour", range(24))
def test_called_numbers_stay_on_the_board_at_every_hour_of_the_day(hall, clock, hour):
    clock.now = at(2025, 3, 3, 16) + timedelta(hours=hour)
    take(hall)
    called = call(hall)
    clock.advance(minutes=59)

    with hall.read() as snapshot:
        board = public_board.board(snapshot.session, snapshot.today)

    assert [ticket.number for ticket in board.calls] == [called.number]


def test_yesterdays_people_are_neither_shown_nor_called_nor_counted(hall, clock):
    waiting, called = take(hall, "A"), take(hall, "B")
    call(hall, "2")

    clock.advance(days=1)

    with hall.read() as snapshot:
        board = public_board.board(snapshot.session, snapshot.today)
        assert list(board.calls) == []
        assert {count for _, count in board.waiting} == {0}
        assert figures(snapshot.session, snapshot.today).issued == 0
    with pytest.raises(NobodyWaiting):
        call(hall)
    for step in (
        visit_steps.serve, finish, visit_steps.miss, visit_steps.park, visit_steps.cancel,
        visit_steps.leave, undo, want_another,
    ):  # fmt: skip
        for ticket in (waiting, called):
            with pytest.raises(NotToday), hall.work() as work:
                step(work, queries.ticket_by_id(work.session, ticket.id))


def test_the_year_turns_like_any_night(hall, clock):
    clock.now = at(2025, 12, 31, 15, 59)
    take(hall)

    clock.advance(minutes=2)

    with hall.read() as snapshot:
        assert (snapshot.today.year, local(snapshot.now).hour) == (2026, 0)
    assert take(hall).number == "A001"


def test_a_year_of_53_weeks_and_a_leap_day_are_days_like_others(hall, clock):
    clock.now = at(2028, 2, 28, 16)  # 00:00 on 29 February on the wall

    assert take(hall).day.isoformat() == "2028-02-29"


def test_yesterdays_key_is_free_today(hall, clock):
    yesterday = take(hall, key="k")

    clock.advance(days=1)

    assert take(hall, key="k").id != yesterday.id


def test_who_waits_for_news_hears_it(hall):
    with hall.read() as snapshot:
        seq = snapshot.seq
    assert hall.journal_after(seq, 0) == []

    take(hall)

    assert [row.kind for row in hall.journal_after(seq, 60)] == ["TicketIssued"]


def test_a_database_rule_that_is_broken_undoes_the_whole_work(hall, facts):
    before = facts()

    with pytest.raises(IntegrityError), hall.work() as work:
        work.record(SettingChanged(name="x", value="y"))
        service = queries.service_by_prefix(work.session, "A")
        first = issue_ticket(work, service, TicketRequest("kiosk"))
        second = issue_ticket(work, service, TicketRequest("kiosk"))
        second.sequence = first.sequence

    assert facts() == before


def test_a_part_that_refuses_is_undone_alone_with_what_it_recorded(hall):
    with hall.work() as work:
        change_setting(work, "most_calls", "5")
        with pytest.raises(NotAllowed), work.attempt():
            change_setting(work, "recall_gap_seconds", "20")
            raise NotAllowed
        change_setting(work, "priority_every", "7")

    with hall.read() as snapshot:
        assert setting(snapshot.session, "most_calls") == "5"
        assert setting(snapshot.session, "recall_gap_seconds") == "8"
        assert journal.first_break(snapshot.session) is None
