"""Tests marked ``browser`` need a real Chromium; where there is none, this counts them aloud.

They are left out, named in the last lines of the report, and with CI=true the run fails: a
browser that is missing there would otherwise hide every page that broke.
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tools.chromium import INSTALL, find_chromium

FLAGS = [
    "--autoplay-policy=no-user-gesture-required",  # as deploy/display-browser.sh does
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # there is no internet
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]

LEFT_OUT = pytest.StashKey[int]()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests: Playwright allows only one at a time."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.hookimpl(trylast=True)  # after -m and -k: tests that nobody asked for are not missed
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if find_chromium():
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    config.stash[LEFT_OUT] = len(left_out)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.config.stash.get(LEFT_OUT, 0) and in_ci():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if missing := config.stash.get(LEFT_OUT, 0):
        verdict = "持续集成中这算失败。" if in_ci() else ""
        terminalreporter.section("浏览器测试")
        terminalreporter.line(f"没有 Chromium，{missing} 项浏览器测试没有运行。{verdict}")
        terminalreporter.line(f"安装命令：{INSTALL}")


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}
