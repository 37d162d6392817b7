"""A machine without a browser says so; in continuous integration it may not pass."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TESTS = """
import pytest

def test_plain():
    pass

@pytest.mark.browser
def test_in_a_browser():
    pass
"""
#: None of the plugins that happen to be installed: they would take most of the time.
QUICK = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
SETTINGS = "[pytest]\nmarkers = browser: drives a real Chromium\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "test_two.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text(SETTINGS)
    return tmp_path


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run pytest where no program can be found, so that there is no browser either."""
    ours = {
        name: value for name, value in os.environ.items() if name not in ("CI", "PYTEST_ADDOPTS")
    }
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.browser_plugin", *arguments],
        cwd=project,
        env={**ours, **QUICK, "PATH": str(project), "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_missing_browser_is_counted_and_the_rest_runs(project: Path) -> None:
    done = run(project)

    assert done.returncode == 0
    assert "1 passed, 1 deselected" in done.stdout
    assert "没有 Chromium，1 项浏览器测试没有运行。" in done.stdout
    assert "sudo apt-get install chromium" in done.stdout


def test_a_missing_browser_fails_continuous_integration(project: Path) -> None:
    done = run(project, CI="true")

    assert done.returncode == 1
    assert "1 项浏览器测试没有运行。持续集成中这算失败。" in done.stdout


def test_browser_tests_nobody_asked_for_are_not_missed(project: Path) -> None:
    done = run(project, "-m", "not browser", CI="true")

    assert done.returncode == 0
    assert "没有 Chromium" not in done.stdout


def test_with_a_browser_all_run_and_nothing_is_said(project: Path) -> None:
    browser = project / "chromium"
    browser.touch(mode=0o755)

    done = run(project, CI="true")

    assert done.returncode == 0
    assert "2 passed" in done.stdout
    assert "Chromium" not in done.stdout
