"""Waiting out an answer that is owed: the one to a question whose time ran out may still come.

Taken for the answer to the next question it would say something of another finger, or show
another person's card; and every answer after it would belong to the question before.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from devices.link import SerialLink
from hall.machines import Fault, MachineUnavailable

#: No answer was understood in time: it may still come.
UNANSWERED = {Fault.SILENT, Fault.GARBLED}
#: So many times as long as the machine may take, a line that does not fall quiet is waited for.
MOST_QUIET_WAITS = 4


class LateAnswers:
    """Of one cable, on which every question has its answer before the next is asked."""

    def __init__(self, link: SerialLink) -> None:
        self._link = link
        self._owed_seconds = 0.0  # how long the answer to a timed-out question may still take

    @contextmanager
    def expected_within(self, seconds: float) -> Iterator[None]:
        """Around a question, which is asked on a quiet line. Raises MachineUnavailable."""
        self.wait_out()
        try:
            yield
        except MachineUnavailable as error:
            if error.fault in UNANSWERED:
                self._owed_seconds = max(self._owed_seconds, seconds)
            raise

    def wait_out(self) -> None:
        """Until nothing has come for as long as the answer may take; at once when none is owed.

        Raises MachineUnavailable.
        """
        seconds, self._owed_seconds = self._owed_seconds, 0.0
        if seconds:
            self._link.drain(seconds, seconds * MOST_QUIET_WAITS)

    def forget(self) -> None:
        """Nothing late can be understood any more, as at another speed."""
        self._owed_seconds = 0.0
