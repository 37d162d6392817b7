"""A connection of gunicorn's that knows whose it is, and that nobody waits for at its close."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from gunicorn.workers.gthread import TConn

from server.lingering_close import LingeringCloses
from web.limits import IDLE_OF_A_DEVICE


class Connection(TConn):  # type: ignore[misc]
    def __init__(self, closes: LingeringCloses, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._closes = closes
        #: The own source of the enrolled device that has asked something on it; "" before that.
        self.device = ""

    def close(self, graceful: bool = False) -> None:  # noqa: FBT001, FBT002 -- gunicorn's
        if graceful:
            self._closes.begin(self.sock)
        else:
            super().close()


def idle_at(address: str, connections: Iterable[Connection]) -> list[Connection]:
    """Those of an address, in their order, but for the newest few of every enrolled device there:
    phones behind the same router do not push them out."""
    reserved: Counter[str] = Counter()
    found = []
    for connection in reversed([each for each in connections if each.client[0] == address]):
        reserved[connection.device] += 1
        if not connection.device or reserved[connection.device] > IDLE_OF_A_DEVICE:
            found.append(connection)
    return found[::-1]
