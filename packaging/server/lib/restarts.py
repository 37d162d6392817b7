"""How long a server that keeps failing is left alone before it starts again.

systemd before version 254 knows one pause only; after a good minute the count begins anew.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

LONGEST_PAUSE_SECONDS = 30.0
GOOD_AFTER_SECONDS = 60.0
WELL = "success"


@dataclass(frozen=True)
class Restarts:
    failures: int = 0  # in a row
    up_since: float = 0.0  # steady seconds; 0: it has not answered yet


def pause_seconds(restarts: Restarts) -> float:
    """0 after a first failure, then 2, 4, 8 … and 30 at most."""
    if restarts.failures < 2:
        return 0.0
    return min(2.0 ** min(restarts.failures - 1, 10), LONGEST_PAUSE_SECONDS)


def after_end(restarts: Restarts, result: str, now: float) -> Restarts:
    """``result`` is systemd's SERVICE_RESULT; ``now`` in steady seconds."""
    if result == WELL:
        return Restarts()
    was_good = 0 < restarts.up_since <= now - GOOD_AFTER_SECONDS
    return Restarts(failures=1 if was_good else restarts.failures + 1)


def read(file: Path) -> Restarts:
    try:
        return Restarts(**json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Restarts()


def write(file: Path, restarts: Restarts) -> None:
    """In memory only (/run): after a power cut nothing has failed yet."""
    file.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(restarts)), "utf-8")
