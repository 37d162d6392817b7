"""A fingerprint reader elsewhere: its touches arrive by themselves, each with its key."""

from collections.abc import Collection, Iterator

from hall.machines import Enrolling, EnrolStage, TemplateLibrary, Touch
from hall.remote_devices.rpc_channel import RpcChannel


class RemoteReader:
    """Plays FingerprintReader, but for touches: those arrive by themselves, each with its key."""

    def __init__(self, channel: RpcChannel) -> None:
        self._channel = channel

    @property
    def mark(self) -> str | None:
        """As the other side told it last."""
        mark = self._channel.told.get("mark")
        return None if mark is None else str(mark)

    @property
    def note(self) -> str:
        """ "stuck": touches are kept over there, at which this server failed again and again.

        Otherwise what the reader itself has to say.
        """
        return (
            "stuck" if self._channel.told.get("stuck") else str(self._channel.told.get("note", ""))
        )

    def next_touch(self) -> Touch | None:
        """Always None.

        Raises MachineUnavailable when the other side is silent, or told of a fault.
        """
        self._channel.must_be_well()
        return None

    def check(self) -> None:
        """As the other side told it last. Raises MachineUnavailable."""
        self._channel.must_be_well()

    def library(self) -> TemplateLibrary:
        """Asked over there now. Raises MachineUnavailable."""
        told = self._channel.call("library")
        return TemplateLibrary(
            capacity=int(told["capacity"]),
            security_level=int(told["security_level"]),
            pages=frozenset(told["pages"]),
        )

    def enrol(self, captures: int, reserved: Collection[int]) -> Iterator[Enrolling]:
        """One call a step, made over there. Raises MachineUnavailable."""
        self._channel.call("enrol", captures=captures, reserved=sorted(reserved))
        while step := self._channel.call("enrol_step").get("step"):
            yield Enrolling(**{**step, "stage": EnrolStage(step["stage"])})

    def forget(self, page: int) -> None:
        """Deleted and read back over there. Raises MachineUnavailable."""
        self._channel.call("forget", page=page)

    def write_mark(self, mark: str) -> None:
        """Written and read back over there. Raises MachineUnavailable."""
        self._channel.call("write_mark", mark=mark)
        self._channel.told = {**self._channel.told, "mark": mark}

    def lock(self) -> None:
        """The new password is kept over there. Raises MachineUnavailable."""
        self._channel.call("lock")

    def set_security(self, level: int) -> None:
        """From 1 to 5, read back over there. Raises MachineUnavailable."""
        self._channel.call("set_security", level=level)

    def close(self) -> None:
        """The cable is not ours."""
