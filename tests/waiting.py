"""The one way to wait, with the one patience: a busy machine is no failure.

Nobody waits for time to pass: ``wait_until`` waits for what is to happen, and that nothing happens
is known from something that came later (a fact behind it in the journal, the next message), or
from a stopped clock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TypeVar

Found = TypeVar("Found")

PATIENCE_SECONDS = 60.0
PATIENCE_MS = PATIENCE_SECONDS * 1000
PAUSE_SECONDS = 0.01


class Patience:
    """For a loop of another's making: ``check`` fails once it has lasted too long."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._ends_at = monotonic() + PATIENCE_SECONDS

    def check(self) -> None:
        assert monotonic() < self._ends_at, f"it never happened: {self._what}"


@dataclass
class StoppedSeconds:
    """In the place of ``monotonic``: goes on only when told."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def pause() -> None:
    sleep(PAUSE_SECONDS)


def wait_until(
    condition: Callable[[], Found], what: str = "", *, meanwhile: Callable[[], object] = pause
) -> Found:
    """What the condition finds, once that is something; ``meanwhile`` happens between its looks."""
    patience = Patience(what or getattr(condition, "__name__", "what was waited for"))
    while not (found := condition()):
        patience.check()
        meanwhile()
    return found
