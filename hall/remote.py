"""Machines whose cable is in another computer: played here by whoever speaks for them there.

``hall devices`` on that computer asks for the next call, makes it on the real driver, and brings
the answer. A call that nobody took was surely not made; one that was taken and not answered is
in doubt, and is never made again by itself.
"""

import json
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from threading import Condition
from time import monotonic
from typing import Any
from uuid import uuid4

from hall.machines import (
    Enrolling,
    Fault,
    Library,
    MachineUnavailable,
    Paper,
    PrintInDoubt,
    Proof,
    Sheet,
    Slip,
    Stage,
    Touch,
)

SEEN_WITHIN_SECONDS = 15.0  # the other side asks at least so often
TAKEN_WITHIN_SECONDS = 3.0
ANSWER_SECONDS = 10.0
PRINT_SECONDS = 90.0  # a long sheet on a slow cable

Answer = Mapping[str, Any]


@dataclass(slots=True)
class Call:
    name: str
    values: Mapping[str, Any]
    id: str = field(default_factory=lambda: uuid4().hex)
    taken: bool = False
    answer: Answer | None = None


class Exchange:
    """Calls to one machine, handed over to the other side one by one."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: deque[Call] = deque()
        self._taken: dict[str, Call] = {}
        self._seen_at: float | None = None
        self.told: Mapping[str, Any] = {}  # what the other side says of its machine

    @property
    def present(self) -> bool:
        return self._seen_at is not None and monotonic() - self._seen_at < SEEN_WITHIN_SECONDS

    def call(self, name: str, seconds: float = ANSWER_SECONDS, **values: object) -> Answer:
        """Raises MachineUnavailable when it was not made, PrintInDoubt when it may have been."""
        if not self.present:
            raise MachineUnavailable(Fault.ABSENT, "hall devices is not connected")
        call = Call(name, values)
        with self._changed:
            self._waiting.append(call)
            self._changed.notify_all()
            if not self._changed.wait_for(lambda: call.taken, TAKEN_WITHIN_SECONDS):
                self._waiting.remove(call)
                raise MachineUnavailable(Fault.ABSENT, "hall devices took no call")
            self._changed.wait_for(lambda: call.answer is not None, seconds)
            self._taken.pop(call.id, None)
        if call.answer is None:
            raise PrintInDoubt(Fault.SILENT, "hall devices brought no answer")
        return _good(call.answer)

    def next_call(self, told: Mapping[str, Any], patience_seconds: float) -> Call | None:
        """The other side is here, says how its machine is, and asks what there is to do."""
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

    def must_be_well(self) -> None:
        if not self.present:
            raise MachineUnavailable(Fault.ABSENT, "hall devices is not connected")
        _good(self.told)


def _good(answer: Answer) -> Answer:
    """The answer itself, or what went wrong over there."""
    if fault := answer.get("fault"):
        kind = PrintInDoubt if answer.get("in_doubt") else MachineUnavailable
        known = Fault(fault) if fault in list(Fault) else Fault.BROKEN
        raise kind(known, str(answer.get("detail", "")))
    return answer


class RemotePrinter:
    """Plays TicketPrinter."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def print(self, page: Slip | Sheet) -> Proof:
        answer = self._exchange.call("print", PRINT_SECONDS, page=page_as_json(page))
        return Proof(answer["proof"])

    def check(self) -> Paper:
        self._exchange.must_be_well()
        return Paper(self._exchange.told.get("paper", Paper.UNKNOWN))


class RemoteReader:
    """Plays FingerprintReader, but for touches: those arrive by themselves, each with its key."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    @property
    def mark(self) -> str | None:
        mark = self._exchange.told.get("mark")
        return None if mark is None else str(mark)

    def next_touch(self) -> Touch | None:
        self._exchange.must_be_well()
        return None

    def library(self) -> Library:
        told = self._exchange.call("library")
        return Library(
            capacity=int(told["capacity"]),
            security_level=int(told["security_level"]),
            pages=frozenset(told["pages"]),
        )

    def enrol(self, captures: int, reserved: Collection[int]) -> Iterator[Enrolling]:
        self._exchange.call("enrol", captures=captures, reserved=sorted(reserved))
        while step := self._exchange.call("enrol_step").get("step"):
            yield Enrolling(**{**step, "stage": Stage(step["stage"])})

    def forget(self, page: int) -> None:
        self._exchange.call("forget", page=page)

    def write_mark(self, mark: str) -> None:
        self._exchange.call("write_mark", mark=mark)
        self._exchange.told = {**self._exchange.told, "mark": mark}

    def lock(self) -> None:
        self._exchange.call("lock")

    def close(self) -> None:
        """The cable is not ours."""


def page_as_json(page: Slip | Sheet) -> dict[str, Any]:
    if isinstance(page, Sheet):
        return {"kind": "sheet", "sheet": json.loads(page.as_json())}
    return {"kind": "slip", "slip": {**asdict(page), "issued_at": page.issued_at.isoformat()}}
