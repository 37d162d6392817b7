"""What years of tickets and a large catalogue cost."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from bench.aging import age, fill_catalogue
from bench.figures import Block, for_a_while, in_turns, p50, percentile
from bench.run import Run
from bench.served import DATABASE, Served, take_many
from bench.table import Compared, TableRow, at_most
from bench.wire import HttpConnection

OLD, VERY_OLD = 100_000, 1_000_000
ITEMS = 10_000
WORD_SECONDS = 0.5
#: One and two characters, the beginning of a code, an everyday word, one item alone, nothing,
#: initials, the beginning of a reading, a question.
WORDS = (
    "社", "社保", "BENCH-47", "医保卡", "第4711号", "龘", "s", "shbx", "shehuib", "医保怎么交钱",
)  # fmt: skip


def old_tickets(run: Run) -> Iterator[TableRow]:
    """A new hall and an old one side by side."""
    yield from _compared(run, run.size(OLD, 2_000), 1.15)
    if run.long:
        yield from _compared(run, VERY_OLD, 1.3)


def _compared(run: Run, count: int, most: float) -> Iterator[TableRow]:
    size, rounds = run.size(40, 5), run.size(6, 2)
    folder = _copied(run)
    age(folder / DATABASE, count)
    with (
        run.served() as new_hall,
        run.served(folder=folder) as old_hall,
        new_hall.line() as to_new,
        old_hall.line() as to_old,
    ):
        for hall in (new_hall, old_hall):
            take_many(hall, size, "warm")
        new_takes, old_takes, new_calls, old_calls = in_turns(
            rounds,
            _takes(new_hall, to_new, size),
            _takes(old_hall, to_old, size),
            _calls(new_hall, to_new, size),
            _calls(old_hall, to_old, size),
        )
    for what, new, old in (("take", new_takes, old_takes), ("call-next", new_calls, old_calls)):
        compared = Compared(value=p50(old), unit="ms p50", to=p50(new), named="empty", most=most)
        yield compared.row(f"{what} with {count:,} old tickets", f"{len(old)} each, in turns")


def _copied(run: Run) -> Path:
    folder = run.empty_folder()
    shutil.copytree(run.demo_database.folder, folder)
    return folder


def _takes(served: Served, line: HttpConnection, size: int) -> Block:
    turns = iter(range(1_000_000))
    return lambda: [
        line.timed(served.take("A", f"take-{next(turns)}"), 201)[0] for _ in range(size)
    ]


def _calls(served: Served, line: HttpConnection, size: int) -> Block:
    return lambda: [line.timed(served.call_next())[0] for _ in range(size)]


def search(run: Run) -> Iterator[TableRow]:
    """Several words among ten thousand items: the slowest of them, and all of them together."""
    size, rounds = run.size(10, 3), run.size(4, 1)
    folder = _copied(run)
    fill_catalogue(folder / DATABASE, run.size(ITEMS, 200))
    with run.served(folder=folder) as served, served.line() as line:

        def asking(word: str) -> Block:
            request = served.get(f"/api/v1/items?q={quote(word)}")
            line.timed(request)  # warm
            return lambda: for_a_while(lambda: line.timed(request)[0], size, WORD_SECONDS)

        pings, *times = in_turns(
            rounds, lambda: run.ping.milliseconds(size), *(asking(word) for word in WORDS)
        )
    slowest = max(times, key=p50)
    what = f"search in {run.size(ITEMS, 200):,} items, slowest word"
    word = WORDS[times.index(slowest)]
    sample = f"{len(slowest)} of each of {len(WORDS)} words; {len(word)} characters"
    yield run.in_u1(slowest, pings, most=50).row(what, sample)
    every = [milliseconds for word in times for milliseconds in word]
    what = f"search in {run.size(ITEMS, 200):,} items, p95 over HTTP"
    yield at_most(what, percentile(every, 0.95), "ms", 10, len(every))
