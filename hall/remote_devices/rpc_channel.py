"""Calls to a machine elsewhere, handed over to the other side one by one."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Condition
from time import monotonic
from typing import Any
from uuid import uuid4

from hall.machines import Fault, MachineUnavailable, NoAnswerYet, PrintInDoubt

SEEN_WITHIN_SECONDS = 15.0  # the other side asks at least so often
TAKEN_WITHIN_SECONDS = 3.0
ANSWER_SECONDS = 10.0

Answer = Mapping[str, Any]


@dataclass(slots=True)
class RemoteCall:
    name: str
    values: Mapping[str, Any]
    id: str = field(default_factory=lambda: uuid4().hex)
    taken: bool = False
    answer: Answer | None = None


class RpcChannel:
    """Calls to one machine, handed over to the other side one by one."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: deque[RemoteCall] = deque()
        self._taken: dict[str, RemoteCall] = {}
        self._seen_at: float | None = None
        self._over = False
        self.told: Mapping[str, Any] = {}  # what the other side says of its machine

    @property
    def present(self) -> bool:
        """Whether the other side asked within the last 15 s."""
        return self._seen_at is not None and monotonic() - self._seen_at < SEEN_WITHIN_SECONDS

    def call(self, name: str, seconds: float = ANSWER_SECONDS, **values: object) -> Answer:
        """Make one call over there, and wait ``seconds`` for its answer.

        Raises MachineUnavailable when it was not made (nobody took it within 3 s), NoAnswerYet when
        it was taken and no answer came, PrintInDoubt when the answer says so.
        """
        if not self.present:
            raise MachineUnavailable(Fault.NO_AGENT, "hall devices is not connected")
        call = RemoteCall(name, values)
        with self._changed:
            self._waiting.append(call)
            self._changed.notify_all()
            self._changed.wait_for(lambda: call.taken or self._over, TAKEN_WITHIN_SECONDS)
            if not call.taken:
                self._waiting.remove(call)
                raise MachineUnavailable(Fault.NO_AGENT, "hall devices took no call")
            self._changed.wait_for(lambda: call.answer is not None or self._over, seconds)
            self._taken.pop(call.id, None)
        if call.answer is None:
            raise NoAnswerYet(Fault.SILENT, "hall devices brought no answer")
        return good(call.answer)

    def next_call(self, told: Mapping[str, Any], patience_seconds: float) -> RemoteCall | None:
        """The other side is here, says how its machine is, and asks what there is to do.

        None when there was nothing for ``patience_seconds``.
        """
        with self._changed:
            self.told, self._seen_at = told, monotonic()
            self._changed.wait_for(lambda: bool(self._waiting), patience_seconds)
            self._seen_at = monotonic()
            if not self._waiting:
                return None
            call = self._waiting.popleft()
            call.taken, self._taken[call.id] = True, call
            self._changed.notify_all()
            return call

    def bring(self, call_id: str, answer: Answer) -> bool:
        """False for a call that nobody waits for any more."""
        with self._changed:
            call = self._taken.get(call_id)
            if call is None:
                return False
            call.answer = answer
            self._changed.notify_all()
            return True

    def hang_up(self) -> None:
        """The server stops: whoever waits for an answer will ask for it after the restart."""
        with self._changed:
            self._over = True
            self._changed.notify_all()

    def must_be_well(self) -> None:
        """Raises MachineUnavailable when the other side is silent, or told of a fault."""
        if not self.present:
            raise MachineUnavailable(Fault.NO_AGENT, "hall devices is not connected")
        good(self.told)


def good(answer: Answer) -> Answer:
    """The answer itself.

    Raises MachineUnavailable or PrintInDoubt for what went wrong over there.
    """
    if fault := answer.get("fault"):
        kind = PrintInDoubt if answer.get("in_doubt") else MachineUnavailable
        known = Fault(fault) if fault in list(Fault) else Fault.BROKEN
        raise kind(known, str(answer.get("detail", "")))
    return answer
