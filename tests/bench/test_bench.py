"""That the bench runs and prints its table. Never that anything is fast: machines differ."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.figures import in_turns, percentile
from bench.table import HEADINGS, Compared, at_most, not_measured, rendered, verdict

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def bench(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "bench", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def printed():
    done = bench("--quick", "slip", "take", "kiosk")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def table_in(text):
    rows = [[cell.strip() for cell in line.split(" | ")] for line in text.splitlines()]
    return [row for row in rows if len(row) > 1]


def test_the_machine_is_described_before_the_table(printed):
    before = printed.partition(HEADINGS[0] + " ")[0]

    names = re.findall(r"^([A-Za-z ]+):", before, re.MULTILINE)
    assert names[:7] == ["date", "CPU", "kernel", "Python", "SQLite", "filesystem", "load before"]


def test_every_row_has_its_figure_and_every_mark_its_verdict(printed):
    heading, _, *rows = table_in(printed)

    assert tuple(heading) == HEADINGS
    assert {row[0] for row in rows} >= {
        "take over HTTP, committed",
        "requests for one take at the kiosk",
        "slip as bytes, 80 mm",
    }
    for row in rows:
        what, figure, _unit, _ratio, mark, met, *_ = row
        assert what
        assert figure == "not measured" or float(figure.replace(",", "")) >= 0
        assert met in (("yes", "NO") if mark else ("-",))


def test_a_take_is_compared_to_its_unit(printed):
    row = next(row for row in table_in(printed) if row[0] == "take over HTTP, committed")

    assert re.fullmatch(r"\d+\.\d\d U1", row[3])
    assert row[4] == "<= 8 U1"


def test_an_unknown_measurement_is_refused_by_name():
    done = bench("--quick", "nonsense")

    assert done.returncode != 0
    assert "nonsense" in done.stderr


def test_a_missed_mark_is_said_below_the_table():
    slow = Compared(value=30, unit="ms", to=2, named="U1", most=8).row("take")
    light = at_most("page", 100, "KB", 190)

    assert verdict([slow, light]) == "Missed: 1 of 2 marks.\n  take: 15.00 U1 (mark <= 8 U1)"
    assert verdict([light]) == "All 1 marks are met."


def test_what_could_not_be_measured_is_neither_met_nor_missed():
    row = not_measured("sync calls", "strace is not installed")

    assert rendered([row]).splitlines()[-1].split(" | ")[5].strip() == "-"
    assert verdict([row]) == "All 0 marks are met."


def test_percentiles_are_values_that_were_measured():
    assert percentile([5, 1, 4, 2, 3], 0.95) == 5
    assert percentile(list(range(1, 101)), 0.99) == 99


def test_blocks_are_measured_in_turns():
    order = []

    def block(name):
        order.append(name)
        return [1.0]

    assert in_turns(2, lambda: block("a"), lambda: block("b")) == [[1.0, 1.0], [1.0, 1.0]]
    assert order == ["a", "b", "a", "b"]
