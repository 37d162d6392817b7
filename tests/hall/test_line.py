"""The line: every number once, in order, to one window, whatever is pressed in whatever order."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import event

from hall import events, journal
from hall.errors import (
    CalledEnough,
    KeyReused,
    Malformed,
    NobodyWaiting,
    NotYours,
    RuleBroken,
    TooSoon,
    WindowPaused,
)
from hall.events import TicketCalled, TicketFinished, TicketIssued, WindowTaken
from hall.issuing.tickets import LONGEST_KEY, TicketRequest, issue_ticket
from hall.line import calling, desk_lists, queries, seating, visit_steps
from hall.line.figures import figures
from hall.line.finishing import finish
from hall.line.model import Ticket
from hall.line.ticket_life import TicketState
from hall.line.undoing import undo
from hall.people.queries import staff_by_account
from hall.settings import change_setting

STEPS = {
    "recall": calling.recall,
    "serve": visit_steps.serve,
    "finish": finish,
    "miss": visit_steps.miss,
    "return": visit_steps.return_to_line,
    "park": visit_steps.park,
    "resume": visit_steps.resume,
    "undo": undo,
}


def take(hall, service="A", key=None, source="kiosk"):
    with hall.work("kiosk") as work:
        found = queries.service_by_prefix(work.session, service)
        return issue_ticket(work, found, TicketRequest(source, key))


def call(hall, window="1"):
    with hall.work("staff:3") as work:
        return calling.call_next(work, queries.window_by_name(work.session, window))


def step(hall, name, ticket):
    with hall.work("staff:3") as work:
        return STEPS[name](work, queries.ticket_by_id(work.session, ticket.id))


def test_thirty_two_people_taking_at_once_get_thirty_two_numbers(hall):
    with ThreadPoolExecutor(32) as people:
        numbers = list(people.map(lambda _: take(hall).number, range(64)))

    assert sorted(numbers) == [f"A{n:03d}" for n in range(1, 65)]


def test_two_windows_pressing_next_together_get_two_visitors(hall):
    numbers = [take(hall).number for _ in range(20)]

    with ThreadPoolExecutor(4) as clerks:
        called = list(clerks.map(lambda n: call(hall, "16"[n % 2]).number, range(20)))

    assert sorted(called) == numbers
    with pytest.raises(NobodyWaiting):
        call(hall)


def test_the_same_key_pressed_by_many_at_once_is_one_ticket(hall, facts):
    with ThreadPoolExecutor(16) as taps:
        tickets = list(taps.map(lambda _: take(hall, key="tap").id, range(16)))

    assert len(set(tickets)) == 1
    assert sum(isinstance(fact, TicketIssued) for fact in facts()) == 1


@pytest.mark.parametrize(("service", "source"), [("B", "kiosk"), ("A", "counter")])
def test_a_key_for_something_else_is_refused_and_nothing_is_written(hall, facts, service, source):
    take(hall, "A", "key")
    before = facts()

    with pytest.raises(KeyReused):
        take(hall, service, "key", source)

    assert facts() == before


@pytest.mark.parametrize("key", ["", "x" * (LONGEST_KEY + 1)])
def test_a_key_that_cannot_be_kept_is_refused(hall, key):
    with pytest.raises(Malformed):
        take(hall, key=key)


def test_numbers_go_on_beyond_999(hall):
    with hall.work() as work:
        service = queries.service_by_prefix(work.session, "A")
        ticket = issue_ticket(work, service, TicketRequest("kiosk"))
        ticket.sequence, ticket.number = 999, "A999"

    assert [take(hall).number for _ in range(2)] == ["A1000", "A1001"]


def test_the_longest_waiting_of_several_services_comes_first(hall):
    for service in "DAFDA":
        take(hall, service)

    assert [call(hall, "6").number for _ in range(5)] == ["D001", "A001", "F001", "D002", "A002"]


def test_calling_the_next_finishes_the_visit_in_hand(hall, facts):
    take(hall), take(hall)
    call(hall)

    call(hall)

    finished, called = facts()[-2:]
    assert isinstance(finished, TicketFinished)
    assert (finished.number, called.number) == ("A001", "A002")


def test_calling_an_empty_line_leaves_the_visit_in_hand(hall, facts):
    take(hall)
    visit = call(hall)
    before = facts()

    with pytest.raises(NobodyWaiting):
        call(hall)

    assert facts() == before
    with hall.read() as snapshot:
        assert queries.ticket_by_id(snapshot.session, visit.id).state is TicketState.CALLED


def test_each_recall_counts_its_turn(hall, facts, clock):
    take(hall)
    ticket = call(hall)

    step(hall, "recall", ticket)
    clock.advance(seconds=8)
    step(hall, "recall", ticket)

    assert [fact.turn for fact in facts() if isinstance(fact, TicketCalled)] == [1, 2, 3]


def test_who_missed_the_call_comes_back_to_the_same_window(hall, clock):
    take(hall)
    ticket = step(hall, "miss", call(hall, "6"))
    with hall.read() as snapshot:
        window = queries.window_by_name(snapshot.session, "6")
        assert [
            t.number for t in desk_lists.missed_at(snapshot.session, snapshot.today, window)
        ] == ["A001"]
    clock.advance(seconds=8)

    back = step(hall, "recall", ticket)

    assert (back.state, back.window.name) == (TicketState.CALLED, "6")


def test_whoever_comes_back_takes_the_place_of_the_visit_in_hand(hall, clock):
    for _ in range(2):
        take(hall)
    missed = step(hall, "miss", call(hall, "6"))
    in_hand = call(hall, "6")
    clock.advance(seconds=8)

    back = step(hall, "recall", missed)

    with hall.read() as snapshot:
        window = queries.window_by_name(snapshot.session, "6")
        here = [each.number for each in queries.at_window(snapshot.session, snapshot.today, window)]
        assert here == [back.number]
        assert snapshot.session.get(Ticket, in_hand.id).state is TicketState.FINISHED
    assert back.closed_at is None


def test_a_ticket_at_another_window_is_not_ours(hall):
    take(hall)
    ticket = call(hall, "6")

    with hall.read() as snapshot, pytest.raises(NotYours):
        calling.must_be_at(
            queries.ticket_by_id(snapshot.session, ticket.id),
            queries.window_by_name(snapshot.session, "1"),
        )


def test_a_clerk_sits_at_one_window_and_takes_it_over(hall, facts):
    def sit(account, window):
        with hall.work() as work:
            clerk = staff_by_account(work.session, account)
            seating.sit_down(work, queries.window_by_name(work.session, window), clerk)
            return clerk.id

    first = sit("bing", "1")
    sit("bing", "2")
    second = sit("ding", "2")
    sit("ding", "2")

    taken = [fact for fact in facts() if isinstance(fact, WindowTaken)]
    assert taken == [
        WindowTaken("1", first), WindowTaken("1", None), WindowTaken("2", first),
        WindowTaken("2", second),
    ]  # fmt: skip


def test_the_figures_of_the_day_add_up(hall, clock):
    for _ in range(4):
        take(hall)
    clock.advance(minutes=10)
    call(hall)
    clock.advance(minutes=20)
    step(hall, "miss", call(hall))

    with hall.read() as snapshot:
        of_the_day = figures(snapshot.session, snapshot.today)

    assert (of_the_day.issued, of_the_day.waiting, of_the_day.finished, of_the_day.missed) == (
        4,
        2,
        1,
        1,
    )
    assert of_the_day.mean_wait_seconds == 20 * 60
    assert of_the_day.longest_wait_seconds == 30 * 60


def test_every_refusal_of_a_step_leaves_no_fact(hall, facts):
    ticket = take(hall)
    before = facts()

    for name in STEPS:
        with pytest.raises(RuleBroken):
            step(hall, name, ticket)

    assert facts() == before
    with hall.read() as snapshot:
        assert journal.first_break(snapshot.session) is None


# Coming back, calling again, pausing.


def number_of(hall, window="1"):
    with hall.read() as snapshot:
        here = queries.window_by_name(snapshot.session, window)
        return [
            each.number
            for each in desk_lists.waiting_for(snapshot.session, snapshot.today, here.services)
        ]


def test_who_missed_the_call_stands_three_places_behind(hall):
    for _ in range(7):
        take(hall)
    missed = step(hall, "miss", call(hall))

    step(hall, "return", missed)

    assert number_of(hall) == ["A002", "A003", "A004", "A001", "A005", "A006", "A007"]


def test_who_comes_back_later_does_not_push_away_who_came_back_before(hall):
    for _ in range(8):
        take(hall)
    first = step(hall, "miss", call(hall))
    second = step(hall, "miss", call(hall))

    step(hall, "return", first)
    step(hall, "return", second)

    assert number_of(hall) == ["A003", "A004", "A005", "A001", "A002", "A006", "A007", "A008"]


def test_a_short_line_is_joined_at_its_end_before_whoever_comes_next(hall):
    take(hall), take(hall)
    missed = step(hall, "miss", call(hall))

    step(hall, "return", missed)
    take(hall)

    assert number_of(hall) == ["A002", "A001", "A003"]


def test_a_transfer_keeps_the_place_of_the_first_number(hall):
    take(hall, "B")
    for service in "AAB":
        take(hall, service)
    ticket = call(hall, "2")

    with hall.work("staff:3") as work:
        to = queries.service_by_prefix(work.session, "A")
        visit_steps.transfer(
            work, queries.ticket_by_id(work.session, ticket.id), to, " 缺一张照片 "
        )

    assert number_of(hall) == ["B001", "A001", "A002"]
    again = call(hall)
    assert (again.number, again.state, again.note) == ("B001", TicketState.CALLED, "缺一张照片")


def test_a_transfer_to_where_one_is_already_is_refused(hall):
    ticket = take(hall)

    with pytest.raises(Malformed), hall.work() as work:
        to = queries.service_by_prefix(work.session, "A")
        visit_steps.transfer(work, queries.ticket_by_id(work.session, ticket.id), to)


def test_a_recall_waits_for_whoever_is_getting_up_and_ends_some_time(hall, clock):
    take(hall)
    ticket = call(hall)
    step(hall, "recall", ticket)
    with pytest.raises(TooSoon) as refused:
        step(hall, "recall", ticket)
    assert refused.value.details["seconds"] == 8

    clock.advance(seconds=7.5)
    with pytest.raises(TooSoon) as refused:
        step(hall, "recall", ticket)
    assert refused.value.details["seconds"] == 1
    clock.advance(seconds=0.5)
    step(hall, "recall", ticket)
    clock.advance(minutes=5)

    with pytest.raises(CalledEnough):
        step(hall, "recall", ticket)
    assert step(hall, "recall", step(hall, "miss", ticket)).calls == 1  # called anew


def waits(facts):
    return [fact.wait_seconds for fact in facts() if isinstance(fact, TicketCalled)]


def test_a_number_that_was_missed_meanwhile_is_not_called_sooner_for_it(hall, facts, clock):
    take(hall)
    missed = step(hall, "miss", call(hall))
    clock.advance(seconds=3)

    assert step(hall, "recall", missed).calls == 1

    assert waits(facts) == [0, 5]


def test_between_two_calls_of_a_number_lies_the_gap_however_hasty_the_clerk(hall, facts, clock):
    take(hall)
    ticket = call(hall)
    called_at = []
    for seconds in (0.5, 7.5, 20):  # half a second after the call, as soon as one may, at leisure
        clock.advance(seconds=seconds)
        with hall.work("staff:1") as work:
            change_setting(work, "most_calls", "9")
        called_at.append(step(hall, "recall", ticket).called_at)

    assert waits(facts) == [0, 7.5, 8, 0]
    gaps = [later - sooner for sooner, later in itertools.pairwise(called_at)]
    assert min(gaps) >= timedelta(seconds=8)


def test_a_number_that_stands_in_line_again_is_not_called_sooner_for_it(hall, facts, clock):
    take(hall)
    step(hall, "return", step(hall, "miss", call(hall)))
    clock.advance(seconds=2)

    call(hall)

    assert waits(facts) == [0, 6]


def test_a_repeat_that_was_undone_does_not_count(hall, facts, clock):
    take(hall)
    ticket = call(hall)
    step(hall, "undo", step(hall, "recall", ticket))
    clock.advance(seconds=8)

    step(hall, "recall", ticket)

    assert waits(facts) == [0, 8, 0]


def test_where_the_halls_time_was_set_back_nobody_waits_an_hour_to_be_called(hall, facts, clock):
    take(hall)
    ticket = call(hall)
    with hall.work() as work:
        queried = queries.ticket_by_id(work.session, ticket.id)
        queried.called_at = work.now + timedelta(hours=1)

    step(hall, "recall", ticket)

    assert waits(facts) == [0, 0]


def test_both_limits_of_recalling_are_settings(hall):
    with hall.work() as work:
        change_setting(work, "most_calls", "1")
    take(hall)

    with pytest.raises(CalledEnough):
        step(hall, "recall", call(hall))


def test_one_is_served_while_another_is_parked(hall):
    take(hall), take(hall)
    away = step(hall, "park", step(hall, "serve", call(hall)))

    other = step(hall, "serve", call(hall))
    back = step(hall, "resume", away)

    assert (other.number, back.state) == ("A002", TicketState.SERVING)
    with hall.read() as snapshot:
        assert snapshot.session.get(Ticket, other.id).state is TicketState.FINISHED


@pytest.mark.parametrize("minutes", [-1, 24 * 60])
def test_a_parked_visitor_comes_back_today(hall, clock, minutes):
    take(hall)
    ticket = call(hall)

    with pytest.raises(Malformed), hall.work() as work:
        there = queries.ticket_by_id(work.session, ticket.id)
        visit_steps.park(work, there, "", clock.now + timedelta(minutes=minutes))


@pytest.mark.parametrize("note", ["x" * 101, "\x00", "\ue000"])
def test_a_note_that_cannot_be_shown_is_refused(hall, note):
    take(hall)
    ticket = call(hall)

    with pytest.raises(Malformed), hall.work() as work:
        visit_steps.park(work, queries.ticket_by_id(work.session, ticket.id), note)


def test_marks_that_nobody_sees_are_left_out_of_a_note_like_anywhere_else(hall):
    take(hall)
    ticket = call(hall)

    with hall.work() as work:
        there = queries.ticket_by_id(work.session, ticket.id)
        visit_steps.park(work, there, "去\u202e复印\n 再来")
        assert there.note == "去复印 再来"


def test_nobody_is_called_to_a_window_that_pauses(hall, facts, clock):
    def pause(reason):
        with hall.work("staff:3") as work:
            seating.pause(work, queries.window_by_name(work.session, "1"), reason)

    ticket = take(hall)
    missed = step(hall, "miss", call(hall, "1"))
    take(hall)
    pause(" 去复印 ")
    pause("去复印")
    clock.advance(seconds=8)
    before = facts()

    for action in (lambda: call(hall), lambda: step(hall, "recall", missed)):
        with pytest.raises(WindowPaused):
            action()
    assert facts() == before
    assert before[-1] == events.WindowPaused("1", "去复印")
    assert before[-2] != before[-1]

    with hall.work("staff:3") as work:
        seating.reopen(work, queries.window_by_name(work.session, "1"))
    assert call(hall).number == "A002"
    assert ticket.number == "A001"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 21, "\x00"])
def test_a_pause_without_a_reason_that_can_be_shown_is_refused(hall, reason):
    with pytest.raises(Malformed), hall.work() as work:
        seating.pause(work, queries.window_by_name(work.session, "1"), reason)


def test_only_who_waits_for_a_service_of_the_window_is_chosen(hall):
    ticket = take(hall, "B")

    with pytest.raises(NotYours), hall.work() as work:
        here = queries.window_by_name(work.session, "1")
        calling.call(work, queries.ticket_by_id(work.session, ticket.id), here)


def test_taking_a_number_asks_the_database_no_more_than_before(hall):
    said = []
    engine = hall._records.engine
    take(hall)
    event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))

    take(hall, key="k")

    tickets = [each for each in said if "ticket" in each or "journal" in each or "slip" in each]
    assert len(tickets) == 6, tickets  # tail, same key, highest, ticket, slip, fact
