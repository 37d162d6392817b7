"""Every test waits through one helper, and none asserts how long anything took."""

import re
from pathlib import Path

import pytest

from tests import waiting
from tests.waiting import StoppedSeconds, wait_until

TESTS = Path(__file__).parent
#: Sleeping, asking the clock that only measures, and patience of another's own.
FORBIDDEN = re.compile(
    r"\bsleep\(|wait_for_timeout|\bmonotonic\b|perf_counter|\btimeout=(?!PATIENCE)|thread_time"
)
#: The one helper; this list; the browser that lives on, and a midnight that is waited out.
EXCEPTIONS = {
    "waiting.py": 5,
    "test_waiting.py": 2,
    "journeys/conftest.py": 2,
    "deploy/test_screen_survives.py": 2,  # reported, as "within 10 s" asks; nothing depends on it
    "hall/wait_forecast/test_keeping.py": 1,  # a night of the hall's own clock
    "devices/ticket_printer/test_connect.py": 1,  # a part of an address
    "devices/fingerprint_reader/scripted_module.py": 2,  # a clock that only goes faster
}


def test_nobody_waits_in_another_way() -> None:
    found = {
        str(file.relative_to(TESTS)): len(lines)
        for file in sorted(TESTS.rglob("*.py"))
        if (lines := [line for line in file.read_text().splitlines() if FORBIDDEN.search(line)])
    }

    assert {name: lines for name, lines in found.items() if lines > EXCEPTIONS.get(name, 0)} == {}


def test_what_is_found_is_given_back_as_soon_as_it_is_there() -> None:
    found = iter(["", "", "there"])

    assert wait_until(lambda: next(found), meanwhile=lambda: None) == "there"


def test_what_never_happens_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = StoppedSeconds()
    monkeypatch.setattr(waiting, "monotonic", seconds)

    def hours_go_by() -> None:
        seconds.now += 3600

    with pytest.raises(AssertionError, match="the paper comes"):
        wait_until(lambda: None, "the paper comes", meanwhile=hours_go_by)
