"""Runs the suite three times while other processes burn every core, and prints what came of it.

A test that is right on a quiet machine only is wrong: ``make test-steady`` finds it. Arguments go
to pytest, for a part of the suite: ``make test-steady ARGS="tests/journeys -k chaos"``.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.burner import busy_cores

RUNS = 3


@dataclass(frozen=True)
class SuiteRun:
    passed: int
    failed: Sequence[str]
    unsteady: Sequence[str]
    seconds: float
    exit_status: int


def main(for_pytest: Sequence[str]) -> int:
    runs: list[SuiteRun] = []
    with busy_cores(os.cpu_count() or 1):
        for _ in range(RUNS):
            runs.append(run_once(for_pytest))
            print(table(runs), flush=True)
    return max(run.exit_status for run in runs)


def run_once(for_pytest: Sequence[str]) -> SuiteRun:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        program = [sys.executable, "-m", "tools.run_tests", f"--figures={file}", *for_pytest]
        began = time.monotonic()
        exit_status = subprocess.run(program, check=False).returncode
        seconds = time.monotonic() - began
        empty = {"passed": 0, "failed": [], "unsteady": []}
        figures = json.loads(file.read_text(encoding="utf-8")) if file.exists() else empty
    return SuiteRun(**figures, seconds=seconds, exit_status=exit_status)


def table(runs: Sequence[SuiteRun]) -> str:
    lines = ["", "遍  通过  失败  不稳定  秒数"]
    for number, run in enumerate(runs, 1):
        figures = (f"{run.passed:>6}", f"{len(run.failed):>4}", f"{len(run.unsteady):>6}")
        lines.append(f"{number:<2}{''.join(figures)}{run.seconds:>8.0f}")
        lines += [f"    失败：{name}" for name in run.failed]
        lines += [f"    不稳定：{name}" for name in run.unsteady]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
