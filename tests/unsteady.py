"""A browser test that fails is run once more; if it passes then, the last lines of the run name it.

Browsers, unlike everything else here, live by a clock that no test can stop altogether. What fails
twice is red. Named as well is what took long without a reason beside it: ``slow_because``.
"""

import json
from pathlib import Path

import pytest

SLOW_BECAUSE = "slow_because"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--figures", type=Path, help="write passed, failed and unsteady here")
    parser.addoption("--long-seconds", type=float, default=10, help="longer needs a reason")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{SLOW_BECAUSE}(reason): why it may take so long")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
        if reason := item.get_closest_marker(SLOW_BECAUSE):
            item.user_properties.append((SLOW_BECAUSE, reason.args[0]))  # told to other processes


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    unsteady = _unsteady(terminalreporter)
    terminalreporter.section("可靠与快慢")
    terminalreporter.line(f"不稳定（先失败，重来一次才通过）：{len(unsteady)} 项。")
    for report in unsteady:
        terminalreporter.line(f"  {report.nodeid}  {_what_failed(report)}")
    longest = config.getoption("long_seconds")
    if slow := _slow(terminalreporter, longest):
        terminalreporter.line(f"超过 {longest:g} 秒而没有写明原因：{len(slow)} 项。")
        for test, seconds in sorted(slow.items(), key=lambda each: -each[1]):
            terminalreporter.line(f"  {test}  {seconds:.1f} 秒")
    if file := config.getoption("figures"):
        file.write_text(json.dumps(_figures(terminalreporter, unsteady)), encoding="utf-8")


def _reports(reporter: pytest.TerminalReporter, *kinds: str) -> list[pytest.TestReport]:
    return [
        report
        for kind in kinds
        for report in reporter.stats.get(kind, [])
        if isinstance(report, pytest.TestReport)
    ]


def _unsteady(reporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    """The first failures of those that passed afterwards."""
    red = {report.nodeid for report in _reports(reporter, "failed", "error")}
    return [report for report in _reports(reporter, "rerun") if report.nodeid not in red]


def _what_failed(report: pytest.TestReport) -> str:
    lines = [line[1:].strip() for line in report.longreprtext.splitlines() if line[:1] == "E"]
    return lines[0] if lines else ""


def _slow(reporter: pytest.TerminalReporter, longest: float) -> dict[str, float]:
    """Seconds of the tests that are slow for no reason. What is set up is shared by many, and no
    fault of the first of them."""
    return {
        report.nodeid: report.duration
        for report in _reports(reporter, "passed", "failed")
        if report.duration > longest and SLOW_BECAUSE not in dict(report.user_properties)
    }


def _figures(
    reporter: pytest.TerminalReporter, unsteady: list[pytest.TestReport]
) -> dict[str, object]:
    return {
        "passed": len(_reports(reporter, "passed")),
        "failed": sorted({report.nodeid for report in _reports(reporter, "failed", "error")}),
        "unsteady": sorted(report.nodeid for report in unsteady),
    }
