"""From where a terminal may push: its serial number stands on its back, for all to read.

What came from elsewhere is kept in memory, for the office to look at: a stranger writes nothing.
"""

from collections.abc import Sequence

from hall.errors import NotFound
from hall.events import TerminalAddressConfirmed
from hall.plain_text import plain
from hall.terminals.actions import terminal_of
from hall.unit_of_work import UnitOfWork

LONGEST_ADDRESS = 45  # of IPv6, as it is written out
MOST_ASKED_FROM = 5


class RefusedAddresses:
    """The latest addresses from where each admitted terminal was asked for, and refused."""

    def __init__(self) -> None:
        self._asked_from: dict[str, list[str]] = {}

    def note(self, serial: str, address: str) -> None:
        """For the serial of a terminal that is let in: there are few."""
        others = [known for known in self.of(serial) if known != address]
        self._asked_from[serial] = [*others, address][-MOST_ASKED_FROM:]

    def of(self, serial: str) -> Sequence[str]:
        """The latest last."""
        return self._asked_from.get(serial, ())

    def forget(self, serial: str) -> None:
        """The office has decided."""
        self._asked_from.pop(serial, None)


def confirm_address(work: UnitOfWork, serial: str, address: str) -> None:
    """From now on it may push from there alone; said twice, it is done once.

    Raises NotFound for a terminal that was not let in, Malformed for what can be no address.
    """
    terminal = terminal_of(work.session, serial)
    if terminal is None:
        raise NotFound(terminal=serial)
    address = plain(address, field="address", longest=LONGEST_ADDRESS, shortest=1)
    if terminal.address != address:
        terminal.address = address
        work.record(TerminalAddressConfirmed(serial=serial, address=address))
