"""Rounds go on whatever they meet, end at once when called off, and do not fill the log."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.periodic_worker import (
    LONGEST_PAUSE_SECONDS,
    PAUSE_SECONDS,
    TOLD_AGAIN_SECONDS,
    FaultLog,
    PeriodicWorker,
    pause_after,
)
from tests.waiting import PATIENCE_SECONDS


class Heard(logging.Handler):
    """What the log of the rounds has, of each level."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        kept = self.faults if record.exc_info else self.words
        kept.append(record.getMessage())


@contextmanager
def listening() -> Iterator[Heard]:
    heard, log = Heard(), logging.getLogger("hall.periodic_worker")
    log.addHandler(heard)
    level = log.level
    log.setLevel(logging.INFO)
    try:
        yield heard
    finally:
        log.removeHandler(heard)
        log.setLevel(level)


def go_well() -> None:
    pass


def go_wrong() -> None:
    raise OSError("the disk is full")


def go_wrong_elsewhere() -> None:
    raise OSError("the disk is gone")


def meet_a_mistake() -> None:
    raise KeyError(len("a mistake"))


ACTIONS = (go_well, go_wrong, go_wrong_elsewhere, meet_a_mistake)


@given(st.lists(st.sampled_from(ACTIONS), max_size=30))
def test_every_round_is_gone_whatever_the_others_met_and_each_kind_is_told_once(
    script: list[Callable[[], None]],
) -> None:
    gone: list[Callable[[], None]] = []
    done = Event()

    def run_guarded() -> float:
        if len(gone) == len(script):
            done.set()
            return PATIENCE_SECONDS
        gone.append(script[len(gone)])
        gone[-1]()
        return 0

    worker = PeriodicWorker("night watch", run_guarded, pause_seconds=0)
    with listening() as heard:
        worker.start()
        assert done.wait(PATIENCE_SECONDS)
        worker.stop()

    assert gone == script
    assert len(heard.faults) == len(set(script) - {go_well})
    assert len(heard.words) <= len(heard.faults)
    assert bool(heard.words) == bool(heard.faults)


@given(st.integers(1, 10_000), st.floats(0.01, 100))
def test_pauses_grow_to_half_a_minute(failures: int, first: float) -> None:
    pause, following = pause_after(failures, first), pause_after(failures + 1, first)

    assert first <= pause <= following <= max(first, LONGEST_PAUSE_SECONDS)
    assert pause_after(1, first) == first
    assert following >= min(2 * pause, LONGEST_PAUSE_SECONDS)


def test_a_round_that_goes_well_makes_the_next_pause_short_again() -> None:
    script = iter((go_wrong, go_wrong, go_wrong, go_well, go_wrong))

    def run_guarded() -> float:
        next(script)()
        return 0

    worker = PeriodicWorker("night watch", run_guarded, pause_seconds=2)

    assert [worker.run_guarded() for _ in range(5)] == [2, 4, 8, 0, 2]


def caught(meet: Callable[[], None]) -> Exception:
    with pytest.raises((OSError, KeyError)) as caught:
        meet()
    return caught.value


def test_a_fault_that_is_still_there_after_an_hour_is_told_again() -> None:
    told = FaultLog()

    assert told.is_new(caught(go_wrong), 0)
    assert not told.is_new(caught(go_wrong), TOLD_AGAIN_SECONDS)
    assert told.is_new(caught(go_wrong), TOLD_AGAIN_SECONDS + 1)
    assert not told.is_new(caught(go_wrong), TOLD_AGAIN_SECONDS + 2)


@pytest.mark.parametrize("pause", [0.0, 3600.0])
def test_a_stop_comes_in_the_middle_of_a_round_that_waits_and_in_a_long_pause(pause) -> None:
    begun, roused = Event(), Event()

    def run_guarded() -> float:
        begun.set()
        if not pause:
            roused.wait()
        return pause

    worker = PeriodicWorker("night watch", run_guarded, interrupt=roused.set)
    worker.start()
    assert begun.wait(PATIENCE_SECONDS)

    stopping = Thread(target=worker.stop, daemon=True)
    stopping.start()
    stopping.join(PATIENCE_SECONDS)

    assert not stopping.is_alive()
    worker.stop()


def test_nothing_begins_after_the_call_and_what_has_begun_is_waited_for() -> None:
    begun, go_on = Event(), Event()
    gone: list[str] = []

    def run_guarded() -> float:
        begun.set()
        go_on.wait(PATIENCE_SECONDS)
        gone.append("whole")
        return 0

    worker = PeriodicWorker("night watch", run_guarded)
    worker.start()
    assert begun.wait(PATIENCE_SECONDS)
    worker.request_stop()
    assert gone == []
    go_on.set()
    worker.stop()

    assert gone == ["whole"]


def test_whoever_is_woken_comes_at_once() -> None:
    came_by: list[None] = []
    began, came = Event(), Event()

    def run_guarded() -> float:
        came_by.append(None)
        (came if began.is_set() else began).set()
        return 3600

    worker = PeriodicWorker("night watch", run_guarded)
    worker.start()
    assert began.wait(PATIENCE_SECONDS)
    worker.wake()
    assert came.wait(PATIENCE_SECONDS)
    worker.stop()

    assert len(came_by) == 2


def test_rounds_that_never_began_can_be_stopped() -> None:
    PeriodicWorker("night watch", lambda: 0).stop()


def test_what_was_foreseen_is_told_and_left_alone_for_one_pause_however_often() -> None:
    told: list[Exception] = []
    worker = PeriodicWorker(
        "foreseeing", a_disk_that_fails, pause_seconds=2.0, foreseen={OSError: told.append}
    )

    with listening() as heard:
        pauses = [worker.run_guarded() for _ in range(5)]

    assert (pauses, len(told), heard.faults) == ([2.0] * 5, 5, [])


def test_whoever_cannot_be_told_ends_no_worker() -> None:
    def cannot_hear(_error: Exception) -> None:
        raise KeyError("the journal is full")

    worker = PeriodicWorker("unheard", a_disk_that_fails, foreseen={OSError: cannot_hear})

    with listening() as heard:
        assert worker.run_guarded() == PAUSE_SECONDS

    assert len(heard.faults) == 1


def a_disk_that_fails() -> float:
    raise OSError("the disk is full")
