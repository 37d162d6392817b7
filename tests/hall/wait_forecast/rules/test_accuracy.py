"""The whole of it against a made-up hall; `python -m bench.forecast` is the long version."""

import re
import sys
from statistics import fmean

import pytest

from bench.forecast.__main__ import main
from bench.forecast.arrivals import crowded_hall, forecast_the_last
from bench.forecast.score import Errors, ForecastText, share
from bench.forecast.season import season
from bench.forecast.wired import wired
from bench.forecast.world import world

pytestmark = pytest.mark.slow

HALL = 2  # no seed of the final table
DAYS = 20


@pytest.fixture(scope="module")
def lived():
    errors, said = Errors(), ForecastText()
    season(world(HALL), HALL, DAYS, [(errors, said)])
    return errors, said


def test_ours_is_at_most_half_as_wrong_as_the_simple_rules(lived):
    ours, *others = (fmean(values) for values in lived[0].everybody.values())

    assert ours < 0.5 * min(others)


def test_it_is_the_timetable_that_does_it(lived):
    everybody = lived[0].everybody

    timeless = fmean(everybody["ours without the timetable"])

    assert fmean(everybody["ours"]) < 0.5 * timeless


def test_at_most_holds_about_as_often_as_it_should(lived):
    said = lived[1]

    assert 0.7 < share(said.held) < 0.93
    assert share(said.at_once) > 0.95


def functions_called_with(waiting: int) -> int:
    """How many of them one forecast takes: the same on every machine, however busy."""
    hall, visits = crowded_hall(waiting)
    calls: list[None] = []

    def note(_frame: object, event: str, _argument: object) -> None:
        if event == "call":
            calls.append(None)

    sys.setprofile(note)
    try:
        forecast_the_last(hall, visits)
    finally:
        sys.setprofile(None)
    return len(calls)


def test_the_work_of_a_forecast_grows_no_faster_than_the_line():
    with_one_hundred, with_two_hundred = functions_called_with(100), functions_called_with(200)

    assert with_two_hundred < 1.5 * with_one_hundred  # half as many runs do: MOST_RUNS
    assert functions_called_with(400) < 3 * with_two_hundred


def test_the_table_is_printed(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["bench.forecast", "--seeds", "8-9", "--days", "6"])

    main()

    printed = capsys.readouterr().out
    assert "last to enter service" in printed
    assert "with 200 waiting" in printed


def test_through_a_real_halls_tables_it_is_as_good():
    told = wired(HALL, 2)

    wired_error, simple = (
        float(re.search(rf"{which} +([\d.]+)", told)[1]) for which in ("wired", "simple rule")
    )
    assert wired_error < 0.5 * simple
