"""A fingerprint reader elsewhere: its touches arrive by themselves, each with its key."""

from collections.abc import Collection, Iterator

from hall.machines import Enrolling, Library, Stage, Touch
from hall.remote.exchange import Exchange


class RemoteReader:
    """Plays FingerprintReader, but for touches: those arrive by themselves, each with its key."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    @property
    def mark(self) -> str | None:
        mark = self._exchange.told.get("mark")
        return None if mark is None else str(mark)

    @property
    def note(self) -> str:
        """Touches are kept over there, at which this server failed again and again."""
        return "stuck" if self._exchange.told.get("stuck") else ""

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

    def set_security(self, level: int) -> None:
        self._exchange.call("set_security", level=level)

    def close(self) -> None:
        """The cable is not ours."""
