"""What fails once and then passes is named, what fails twice is red; only browsers try twice."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TESTS = """
import time
from pathlib import Path

import pytest

def fails(times):
    tries = Path(__file__).with_suffix(f".{times}")
    so_far = len(tries.read_text()) if tries.exists() else 0
    tries.write_text("x" * (so_far + 1))
    assert so_far >= times, f"try {so_far + 1}"
"""
ONCE = "@pytest.mark.browser\ndef test_once():\n    fails(1)\n"
TWICE = "@pytest.mark.browser\ndef test_twice():\n    fails(2)\n"
PLAIN = "def test_plain():\n    fails(1)\n"
FINE = "@pytest.mark.browser\ndef test_fine():\n    pass\n"
BROKEN_SETTING = """
@pytest.fixture
def setting():
    fails(1)
@pytest.mark.browser
def test_set_up(setting):
    pass
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # twice as fast
    pytester.makeini("[pytest]\nmarkers = browser: drives a real Chromium\nfilterwarnings = error")

    def run(*tests: str, workers: int = 0, long_seconds: float = 10) -> pytest.RunResult:
        for number, test in enumerate(tests):
            pytester.makepyfile(**{f"test_{number}": TESTS + test})
        options = (
            "-n",
            str(workers),
            "--long-seconds",
            str(long_seconds),
            "--figures",
            "figures.json",
        )
        names = ("tests.unsteady", "xdist.plugin", "pytest_rerunfailures")
        plugins = [part for name in names for part in ("-p", name)]
        return pytester.runpytest_subprocess(*plugins, *options)

    return run


def figures(pytester: pytest.Pytester) -> dict[str, object]:
    return json.loads((pytester.path / "figures.json").read_text())


def test_what_passes_at_the_second_try_is_green_counted_and_named(run, pytester) -> None:
    done = run(ONCE, FINE)

    assert done.ret == 0
    done.assert_outcomes(passed=2)
    done.stdout.fnmatch_lines(["不稳定*：1 项。", "  test_0.py::test_once  AssertionError: try 1"])
    assert figures(pytester) == {"passed": 2, "failed": [], "unsteady": ["test_0.py::test_once"]}


def test_many_processes_tell_the_same_and_what_fails_twice_is_red(run, pytester) -> None:
    done = run(ONCE, TWICE, PLAIN, FINE, BROKEN_SETTING, workers=2)

    assert done.ret == pytest.ExitCode.TESTS_FAILED
    done.stdout.fnmatch_lines(["不稳定*：2 项。"])
    assert figures(pytester) == {
        "passed": 3,
        "failed": ["test_1.py::test_twice", "test_2.py::test_plain"],
        "unsteady": ["test_0.py::test_once", "test_4.py::test_set_up"],
    }


def test_what_takes_long_without_a_reason_is_named_and_stays_green(run) -> None:
    reason = "@pytest.mark.slow_because('it counts to a million')\n"
    known = f"{reason}def test_known():\n    pass\n"
    done = run("def test_long():\n    pass\n", known, workers=1, long_seconds=0)

    assert done.ret == 0
    done.stdout.fnmatch_lines(["超过 0 秒而没有写明原因：1 项。", "  test_0.py::test_long * 秒"])
    done.stdout.no_fnmatch_line("  test_1.py::test_known*")
