"""When this computer's clock was last set by a time source, as systemd-timesyncd tells it.

The kernel (adjtimex) would know it of every time service, but the unit of the hall has
ProtectClock=, which forbids even the question; chrony and ntpd keep their state to themselves.
"""

from datetime import UTC, datetime
from pathlib import Path

#: Touched at each answer of the time source, at most 34 minutes apart; gone when the computer
#: starts. systemd-timesyncd.service(8).
SYNCHRONISED = Path("/run/systemd/timesync/synchronized")


def clock_set_at(file: Path = SYNCHRONISED) -> datetime | None:
    """None where it was never set since the start, or by something that does not tell."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        return None
