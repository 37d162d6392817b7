"""A terminal that pushes: what it is told to do, and what is made of what it sends."""

from datetime import timedelta

from hall.errors import NotFound
from hall.terminals.actions import take_up, terminal_of
from hall.terminals.attlog import NoAttLog, read_attlog
from hall.terminals.model import Terminal
from hall.terminals.set_aside import set_aside, unreadable
from hall.unit_of_work import UnitOfWork

#: A terminal that asks often need not be written down each time.
SEEN_EVERY = timedelta(minutes=1)


def configuration(terminal: Terminal) -> str:
    """Push punches at once, and nothing else: no users, no templates, no photos."""
    return "\n".join(
        (
            f"GET OPTION FROM: {terminal.serial}",
            f"ATTLOGStamp={terminal.stamp}",
            "OPERLOGStamp=9999",
            "ATTPHOTOStamp=9999",
            "ErrorDelay=30",
            "Delay=10",
            "TransTimes=00:00;14:05",
            "TransInterval=1",
            "TransFlag=TransData AttLog",
            "TimeZone=8",
            "Realtime=1",
            "Encrypt=None",
            "",
        )
    )


def seen(work: UnitOfWork, serial: str) -> Terminal:
    """The terminal, and that it was here, noted once a minute. Raises NotFound."""
    terminal = terminal_of(work.session, serial)
    if terminal is None:  # dismissed this very moment
        raise NotFound(terminal=serial)
    if terminal.seen_at is None or not timedelta() <= work.now - terminal.seen_at < SEEN_EVERY:
        terminal.seen_at = work.now
    return terminal


def take_up_push(work: UnitOfWork, serial: str, body: bytes, stamp: str) -> int:
    """Returns how many lines are done with: a line that cannot be read would come for ever.

    What cannot be taken up is set aside with its reason: the terminal never sends it again.
    Raises NotFound for a terminal that was not let in.
    """
    terminal = seen(work, serial)
    try:
        log = read_attlog(body, work.now, timedelta(seconds=terminal.ahead_seconds))
    except NoAttLog:
        set_aside(work, serial, unreadable(body))
        return len(body.splitlines())
    take_up(work, serial, log.rows)
    set_aside(work, serial, log.bad)
    if stamp.isdecimal():
        terminal.stamp = stamp
    return len(log.rows) + len(log.bad)
