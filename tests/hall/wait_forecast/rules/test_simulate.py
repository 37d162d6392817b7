"""The forward simulation: who may be called by whom, and when nobody is."""

from dataclasses import replace
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from hall.wait_forecast.rules.relevant_floor import bearing_on
from hall.wait_forecast.rules.simulate import Runs, simulate
from hall.wait_forecast.rules.values import (
    CurrentVisit,
    Floor,
    MinuteSpan,
    Officer,
    OfficerPresence,
    WaitingVisitor,
    longest_wait,
)
from tests.hall.wait_forecast.rules.floors import (
    AFTERNOON,
    DAY,
    MORNING,
    floors,
    here,
    line,
    punctual,
    varied,
)

LEARNED = varied()


def calls_of(runs: Runs) -> list[float]:
    return [call for calls in runs.calls.values() for call in calls]


@settings(max_examples=60, deadline=None)
@given(floors(), st.integers(0, 5))
def test_the_same_seed_gives_the_same_runs(floor, seed):
    assert simulate(floor, LEARNED, seed=seed) == simulate(floor, LEARNED, seed=seed)


@settings(max_examples=60, deadline=None)
@given(floors())
def test_everybody_is_called_later_than_now_and_by_somebody_able_within_their_hours(floor):
    runs = simulate(floor, LEARNED)

    for waiting in floor.waiting:
        able = [each for each in floor.officers if waiting.service in each.skills]
        for call in runs.calls[waiting.ticket]:
            assert call >= floor.now
            in_hours = any(span.begins <= call < span.ends for each in able for span in each.spans)
            assert call == inf or in_hours


@settings(max_examples=60, deadline=None)
@given(floors(), st.sampled_from("ABC"))
def test_nobody_is_called_for_what_no_officer_can_do(floor, service):
    unskilled = tuple(replace(each, skills=each.skills - {service}) for each in floor.officers)
    runs = simulate(replace(floor, officers=unskilled), LEARNED)

    for waiting in floor.waiting:
        assert waiting.service != service or set(runs.calls[waiting.ticket]) == {inf}


@settings(max_examples=60, deadline=None)
@given(floors(), st.data())
def test_only_what_bears_on_a_ticket_needs_simulating(floor, data):
    if not floor.waiting:
        return
    ticket = data.draw(st.sampled_from(floor.waiting)).ticket

    alone = simulate(floor, LEARNED, until=ticket)

    assert list(alone.calls[ticket]) == list(simulate(floor, LEARNED).calls[ticket])
    assert len(bearing_on(floor, ticket).waiting) <= len(floor.waiting)


@settings(max_examples=60, deadline=None)
@given(floors(), st.sampled_from("ABC"))
def test_who_comes_later_delays_nobody_and_is_foreseen(floor, service):
    newcomer = WaitingVisitor(999, service)

    before = simulate(floor, LEARNED)
    after = simulate(replace(floor, waiting=(*floor.waiting, newcomer)), LEARNED)

    assert all(after.calls[ticket] == calls for ticket, calls in before.calls.items())
    assert list(after.calls[999]) == before.last(floor.officers, service)


@settings(max_examples=80, deadline=None)
@given(
    services=st.text("AB", min_size=1, max_size=30),
    officers=st.integers(1, 4),
    place=st.integers(0, 30),
    now=st.floats(540, 700),
)
def test_one_more_person_ahead_makes_nobody_earlier(services, officers, place, now):
    """Officers who can do the same, at the same hours. With differing skills it is not so:
    whoever takes the one officer early leaves the other free for the next."""
    alike = tuple(here(str(number), "AB") for number in range(officers))
    waiting = line(services)
    place = min(place, len(waiting))
    more = (*waiting[:place], WaitingVisitor(500, "A"), *waiting[place:])
    learned = replace(LEARNED, habits=punctual(1).habits)

    before = simulate(Floor(now, alike, waiting), learned)
    after = simulate(Floor(now, alike, more), learned)

    for ticket, calls in before.calls.items():
        pairs = zip(calls, after.calls[ticket], strict=True)
        assert all(earlier <= later + 1e-9 for earlier, later in pairs)


@settings(max_examples=40, deadline=None)
@given(services=st.text("AB", min_size=1, max_size=30), place=st.integers(0, 30))
def test_so_it_is_with_one_officer_a_service_whatever_their_hours(services, place):
    officers = (here("first", "A"), Officer("second", frozenset("B"), (AFTERNOON,)))
    waiting = line(services)
    place = min(place, len(waiting))
    more = (*waiting[:place], WaitingVisitor(500, "B"), *waiting[place:])

    before = simulate(Floor(600, officers, waiting), LEARNED)
    after = simulate(Floor(600, officers, more), LEARNED)

    for ticket, calls in before.calls.items():
        pairs = zip(calls, after.calls[ticket], strict=True)
        assert all(earlier <= later + 1e-9 for earlier, later in pairs)


def test_a_visit_begun_before_lunch_is_finished_and_the_next_waits_for_its_end():
    runs = simulate(Floor(715, (here("one", "A"),), line("AAA")), punctual(10))

    assert [set(calls) for calls in runs.calls.values()] == [{715}, {810}, {820}]


def test_a_visit_that_reaches_beyond_lunch_delays_the_afternoon():
    runs = simulate(Floor(715, (here("one", "A"),), line("AA")), punctual(120))

    assert set(runs.calls[2]) == {835}


def test_nobody_is_called_after_closing():
    runs = simulate(Floor(1005, (here("one", "A"),), line("AAA")), punctual(10))

    assert [set(calls) for calls in runs.calls.values()] == [{1005}, {1015}, {inf}]


def test_who_is_able_serves_and_who_is_not_stays_idle():
    officers = (here("passports", "A"), here("land", "B"))

    runs = simulate(Floor(600, officers, line("AAB")), punctual(10))

    assert [set(calls) for calls in runs.calls.values()] == [{600}, {610}, {600}]
    assert set(runs.free["land"]) == {610}


def test_an_officer_who_left_does_not_come_back_before_the_next_span():
    gone = Officer("one", frozenset("A"), DAY, OfficerPresence.GONE)
    overdue = replace(gone, presence=OfficerPresence.EXPECTED)

    assert min(simulate(Floor(545, (gone,), line("A")), LEARNED).calls[1]) >= AFTERNOON.begins
    assert min(simulate(Floor(545, (overdue,), line("A")), LEARNED).calls[1]) < MORNING.ends


def test_a_visit_under_way_that_reaches_into_lunch_is_the_last_before_it():
    busy = here("one", "A", visit=CurrentVisit("A", None, since=700))

    runs = simulate(Floor(715, (busy,), line("A")), punctual(30))

    assert set(runs.calls[1]) == {AFTERNOON.begins}


def test_an_officer_who_is_not_due_yet_is_waited_for():
    later = Officer("one", frozenset("A"), (MORNING, MinuteSpan(870, 960)))

    runs = simulate(Floor(800, (later,), line("AA")), punctual(10))

    assert [set(calls) for calls in runs.calls.values()] == [{870}, {880}]


def test_a_visit_far_longer_than_usual_ends_after_now():
    stuck = here("one", "A", visit=CurrentVisit("A", None, since=540))

    runs = simulate(Floor(700, (stuck,), line("A")), punctual(5))

    assert all(call > 700 for call in runs.calls[1])


def test_the_order_of_calling_can_be_another():
    def latest_first(waiting, officer):
        return longest_wait(waiting, officer)[::-1]

    runs = simulate(Floor(600, (here("one", "A"),), line("AAA")), punctual(10), order=latest_first)

    assert [set(calls) for calls in runs.calls.values()] == [{620}, {610}, {600}]


def test_an_empty_hall_without_officers_is_no_trouble():
    runs = simulate(Floor(600, (), ()), LEARNED)

    assert calls_of(runs) == []
    assert set(runs.last((), "A")) == {inf}
    assert runs.honest
