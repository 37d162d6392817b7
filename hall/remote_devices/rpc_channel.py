"""Calls to a machine elsewhere, handed over to the other side one by one."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Condition
from time import monotonic
from typing import Any
from uuid import uuid4

from hall.machines import Fault, MachineUnavailable, NoAnswerYet, PrintInDoubt

#: The other side asks at least so often, or says that it is still at what it was asked: with the
#: pause between two looks at a printer, one that is gone is known to be within 20 s.
SEEN_WITHIN_SECONDS = 9.0
#: So often whoever waits for an answer looks whether anybody is at it.
LOOK_SECONDS = 0.5
TAKEN_WITHIN_SECONDS = 3.0
ANSWER_SECONDS = 10.0

Answer = Mapping[str, Any]


@dataclass(slots=True)
class RemoteCall:
    name: str
    values: Mapping[str, Any]
    id: str = field(default_factory=lambda: uuid4().hex)
    heard_at: float | None = None  # when the other side took it, or last said it is at it
    answer: Answer | None = None

    @property
    def is_taken(self) -> bool:
        return self.heard_at is not None


class RpcChannel:
    """Calls to one machine, handed over to the other side one by one."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._changed = Condition()
        self._waiting: deque[RemoteCall] = deque()
        self._taken: dict[str, RemoteCall] = {}
        self._seen_at: float | None = None
        self._over = False
        self.told: Mapping[str, Any] = {}  # what the other side says of its machine

    @property
    def present(self) -> bool:
        """Whether the other side was heard of within the last 9 s."""
        return self._is_lately(self._seen_at)

    def _is_lately(self, heard_at: float | None) -> bool:
        return heard_at is not None and self._clock() - heard_at < SEEN_WITHIN_SECONDS

    def call(self, name: str, seconds: float = ANSWER_SECONDS, **values: object) -> Answer:
        """Make one call over there, and wait ``seconds`` for its answer.

        Raises MachineUnavailable when it was not made (nobody took it within 3 s), PrintInDoubt
        when the answer says so, and NoAnswerYet when it was taken and no answer came: with
        NO_AGENT as soon as the other side was not heard of for 9 s.
        """
        if not self.present:
            raise MachineUnavailable(Fault.NO_AGENT, "hall devices is not connected")
        call = RemoteCall(name, values)
        with self._changed:
            self._waiting.append(call)
            self._changed.notify_all()
            self._changed.wait_for(lambda: call.is_taken or self._over, TAKEN_WITHIN_SECONDS)
            if not call.is_taken:
                self._waiting.remove(call)
                raise MachineUnavailable(Fault.NO_AGENT, "hall devices took no call")
            self._wait_for_answer(call, seconds)
            self._taken.pop(call.id, None)
        if call.answer is not None:
            return good(call.answer)
        if self._over or self._is_lately(call.heard_at):
            raise NoAnswerYet(Fault.SILENT, "hall devices brought no answer")
        raise NoAnswerYet(Fault.NO_AGENT, "hall devices went away with a call in hand")

    def _wait_for_answer(self, call: RemoteCall, seconds: float) -> None:
        """Also over when nobody is at it any more: a new ``hall devices`` knows nothing of it."""
        until = self._clock() + seconds
        while call.answer is None and not self._over:
            if self._clock() >= until or not self._is_lately(call.heard_at):
                return
            self._changed.wait(LOOK_SECONDS)

    def next_call(self, told: Mapping[str, Any], patience_seconds: float) -> RemoteCall | None:
        """The other side is here, says how its machine is, and asks what there is to do.

        None when there was nothing for ``patience_seconds``.
        """
        with self._changed:
            self.told, self._seen_at = told, self._clock()
            self._changed.wait_for(lambda: bool(self._waiting), patience_seconds)
            self._seen_at = self._clock()
            if not self._waiting:
                return None
            call = self._waiting.popleft()
            call.heard_at, self._taken[call.id] = self._clock(), call
            self._changed.notify_all()
            return call

    def hear(self, call_id: str) -> bool:
        """The other side is still at this call; False where nobody waits for it any more."""
        with self._changed:
            call = self._taken.get(call_id)
            if call is None:
                return False
            call.heard_at = self._seen_at = self._clock()
            return True

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
