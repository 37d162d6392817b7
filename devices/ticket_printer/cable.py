"""What every cable of a printer does. It moves bytes, each time within a bounded time.

A plain MachineUnavailable means that nothing went out; CutShort that something may have.
"""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

MessageT = TypeVar("MessageT")
Read = Callable[[bytes], Iterable[MessageT]]

SEND_SECONDS = 5.0  # without a byte taken


class Cable(Protocol):
    def send(self, data: bytes) -> None:
        """Return when all bytes are out. Raises MachineUnavailable, CutShort."""

    def ask(self, request: bytes, read: Read[MessageT], timeout_seconds: float) -> MessageT | None:
        """The first whole message that ``read`` finds in the answer; None for silence.

        ``read`` is fed every byte that came since the connection was made, each once.
        """

    def rest(self) -> None:
        """The job is done: let others at the printer, where that is the custom."""
