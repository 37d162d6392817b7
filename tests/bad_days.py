"""The table of bad days: what happened, how often, and how it ended.

A row comes from the ``bad_day`` fixture, called where all of it was found right, or stands above a
test, wherever that lies: ``@pytest.mark.bad_day("时钟退一小时", "…")``. ``make chaos`` runs both,
and whatever else lies in tests/faults.
"""

from collections import Counter
from collections.abc import Callable

import pytest

BAD_DAY = "bad_day"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "bad_day(what, ending): a row in the table of make chaos")


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for row in item.iter_markers(BAD_DAY):
            what, ending = row.args
            item.user_properties.append((BAD_DAY, (what, 1, ending)))
        if item.path.parent.name == "faults":
            item.add_marker(BAD_DAY)


@pytest.fixture
def bad_day(request: pytest.FixtureRequest) -> Callable[[str, int, str], None]:
    """Writes a row of the table."""

    def ended(*row: object) -> None:
        request.node.user_properties.append((BAD_DAY, row))

    return ended


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Other processes tell theirs with the reports of their tests."""
    times: Counter[tuple[str, str]] = Counter()
    for report in terminalreporter.getreports("passed"):
        for key, row in report.user_properties:
            if key == BAD_DAY:
                what, count, ending = row
                times[what, ending] += count
    if times:
        terminalreporter.section("坏日子")
        for (what, ending), count in times.items():
            terminalreporter.line(f"{what}，{count} 次：{ending}")
