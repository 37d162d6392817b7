"""A terminal that pushes: what it is told to do, and what is made of what it sends."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from hall.errors import NotFound
from hall.terminals.actions import terminal_of
from hall.terminals.attlog import AttLog, NoAttLog, read_attlog
from hall.terminals.batches import let_others_write, set_aside_in_batches, take_up_in_batches
from hall.terminals.model import Terminal
from hall.terminals.set_aside import unreadable
from hall.terminals.terminal_clock import JUMPED, LONGEST_ON_ITS_WAY, is_told_late
from hall.unit_of_work import Hall, UnitOfWork

#: A terminal that asks often need not be written down each time.
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TerminalPush:
    """What one terminal sent at once."""

    serial: str
    body: bytes
    stamp: str  # up to where it has pushed with this, in its own count


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
    away = None if terminal.seen_at is None else work.now - terminal.seen_at
    if away is None or not timedelta() <= away < SEEN_EVERY:
        terminal.seen_at = work.now
    if away is None or not timedelta() <= away < LONGEST_ON_ITS_WAY:
        terminal.in_touch_since = work.now
    return terminal


def take_up_push(
    hall: Hall,
    actor: str,
    push: TerminalPush,
    between: Callable[[], object] = let_others_write,
) -> int:
    """Returns how many lines are done with: a line that cannot be read would come for ever.

    What cannot be taken up is set aside with its reason: the terminal never sends it again. A
    month at once is taken up in batches, and ``between`` is done after each: broken off, nothing
    is answered, and the terminal sends it all again. Raises NotFound for a terminal that was not
    let in.
    """
    log = _read(hall, push)
    lines = log.bad if log else unreadable(push.body)
    take_up_in_batches(hall, actor, push.serial, log.rows if log else (), between)
    set_aside_in_batches(hall, actor, push.serial, lines, between)
    with hall.work(actor) as work:
        terminal = seen(work, push.serial)
        if log and push.stamp.isdecimal():
            terminal.stamp = push.stamp
    return len(log.rows) + len(lines) if log else len(push.body.splitlines())


def _read(hall: Hall, push: TerminalPush) -> AttLog | None:
    """None for what is no log at all. Nobody waits for the reading of a long one."""
    with hall.read() as snapshot:
        terminal = terminal_of(snapshot.session, push.serial)
        now = None if snapshot.clock_is_doubted else snapshot.now
    if terminal is None:
        raise NotFound(terminal=push.serial)
    try:
        log = read_attlog(push.body, now, timedelta(seconds=terminal.ahead_seconds))
    except NoAttLog:
        return None
    return log if now is None else _without_jumps(log, now, terminal)


def _without_jumps(log: AttLog, now: datetime, terminal: Terminal) -> AttLog:
    """Between one push and the next its clock may have jumped: then a punch comes too late."""
    since = terminal.in_touch_since
    if since is None or terminal.seen_at is None or now - terminal.seen_at >= LONGEST_ON_ITS_WAY:
        return log  # it was away until now
    rows = (
        replace(row, set_aside=JUMPED)
        if not row.set_aside and is_told_late(row.at, now, since)
        else row
        for row in log.rows
    )
    return replace(log, rows=tuple(rows))
