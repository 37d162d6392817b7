"""Newcomers join a line that was simulated: exactly as if they had been in it from the start."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hall.wait_forecast.rules.joining import joined
from hall.wait_forecast.rules.simulate import MOST_RUNS, runs_for, simulate
from hall.wait_forecast.rules.values import Floor, WaitingVisitor
from tests.hall.wait_forecast.rules.floors import floors, here, line, punctual, varied

LEARNED = varied()
MANY_ENOUGH = 4000 // MOST_RUNS


@settings(max_examples=100, deadline=None)
@given(floors(), st.lists(st.text("ABCD", max_size=4), max_size=3), st.integers(0, 5))
def test_joining_in_any_portions_is_being_there_from_the_start(floor, rushes, seed):
    here, runs = floor, simulate(floor, LEARNED, seed=seed)

    for rush in rushes:
        first = 900 + len(here.waiting)
        newcomers = [WaitingVisitor(first + place, service) for place, service in enumerate(rush)]
        together = joined(here, runs, newcomers, LEARNED)
        assert together is not None
        here, runs = together

    alike = simulate(here, LEARNED, seed=seed)
    assert {ticket: list(calls) for ticket, calls in runs.calls.items()} == {
        ticket: list(calls) for ticket, calls in alike.calls.items()
    }
    assert list(runs.calls) == list(alike.calls)  # in the order of the line
    assert replace(runs, calls={}) == replace(alike, calls={})


def test_a_line_that_wants_fewer_runs_is_simulated_anew():
    floor = Floor(540, (here("bing", "A"),), line("A" * MANY_ENOUGH))
    runs = simulate(floor, punctual(3))

    assert runs_for(MANY_ENOUGH) == runs.count
    assert joined(floor, runs, [WaitingVisitor(900, "A")], punctual(3)) is None
