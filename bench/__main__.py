"""python -m bench [NAME …] [--quick | --long]: measure, print one table, say what was missed."""

import shutil
import signal
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic
from types import FrameType

from bench import machine
from bench.measures import MEASUREMENTS
from bench.run import Run
from bench.table import TableRow, not_measured, rendered, verdict

#: One measurement that hangs must not hold up the others.
LONGEST_SECONDS = 120
LONGEST_SECONDS_LONG = 900


class TooLong(Exception):
    """A measurement did not come to its end."""


def main() -> int:
    options = _options()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    signal.signal(signal.SIGALRM, _give_up)
    folder = Path(mkdtemp(prefix="hall-bench-"))
    run = Run(folder, quick=options.quick, long=options.long)
    start = monotonic()
    try:
        for name, value in machine.facts(folder):
            print(f"{name + ':':<13}{value}", flush=True)
        if machine.is_busy():
            print("Others are busy on this machine: trust ratios and counts, not ms and seconds.")
        rows, failed = _measured(run, options.names or list(MEASUREMENTS))
    finally:
        run.close()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"\n{rendered(rows)}\n\n{verdict(rows)}")
    print(f"{monotonic() - start:.0f} seconds in all.")
    return 1 if failed else 0


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="small samples: only proves it works")
    size.add_argument("--long", action="store_true", help="also with 1,000,000 old tickets")
    options = parser.parse_args()
    if unknown := set(options.names) - MEASUREMENTS.keys():
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(MEASUREMENTS)}")
    return options


def _measured(run: Run, names: list[str]) -> tuple[list[TableRow], bool]:
    rows: list[TableRow] = []
    failed = False
    for name in names:
        start = monotonic()
        print(f"measuring {name} …", file=sys.stderr, end="", flush=True)
        try:
            rows += _rows_of(run, name)
        except (Exception, TooLong) as error:  # the others are still worth measuring
            rows.append(not_measured(name, f"failed: {type(error).__name__}: {error}"[:200]))
            failed = True
        print(f" {monotonic() - start:.1f} s", file=sys.stderr, flush=True)
    return rows, failed


def _rows_of(run: Run, name: str) -> Iterator[TableRow]:
    signal.alarm(LONGEST_SECONDS_LONG if run.long else LONGEST_SECONDS)
    try:
        yield from MEASUREMENTS[name](run)
    finally:
        signal.alarm(0)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit("stopped")


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise TooLong("took too long")


if __name__ == "__main__":
    sys.exit(main())
