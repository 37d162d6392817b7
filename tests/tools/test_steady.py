"""The burning ends with whoever wanted it, and the table tells each run."""

import os

from tools.burner import burn, busy_cores
from tools.steady import SuiteRun, table


def test_every_core_is_busy_inside_and_nobody_is_left_afterwards() -> None:
    with busy_cores(2) as burners:
        assert [burner.poll() for burner in burners] == [None, None]

    assert None not in [burner.poll() for burner in burners]


def test_it_ends_by_itself_when_its_time_is_over_or_its_parent_is_gone() -> None:
    burn(os.getppid(), at_most_seconds=0)
    burn(parent=0, at_most_seconds=3600)


def test_each_run_is_a_line_with_its_names_below() -> None:
    runs = [
        SuiteRun(4450, (), (), 480.4, 0),
        SuiteRun(4448, ("test_red",), ("test_doubtful",), 900.0, 1),
    ]

    assert table(runs).splitlines()[1:] == [
        "遍  通过  失败  不稳定  秒数",
        "1   4450   0     0     480",
        "2   4448   1     1     900",
        "    失败：test_red",
        "    不稳定：test_doubtful",
    ]
