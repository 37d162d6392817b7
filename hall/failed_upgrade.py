"""An upgrade that failed, as the package wrote it down when it put the old version back.

``packaging/server/lib/records.py`` writes the file into the storage folder, and takes it away after
the next upgrade that is well.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE = "upgrade-failed.json"
#: The trees' names are versions, with a dash and what they were made of behind them.
AFTER_VERSION = "-"


@dataclass(frozen=True, slots=True)
class FailedUpgrade:
    wanted: str  # the version that is not in use
    in_use: str
    at: datetime  # by the server's clock
    why: str  # systemd's word for how it ended (timeout, exit-code, signal …), or "copy"
    said: str  # its last words, for who mends it


def failed_upgrade(storage: Path) -> FailedUpgrade | None:
    """None where the last one was well, or there was none."""
    try:
        told = json.loads((storage / FILE).read_text("utf-8"))
        return FailedUpgrade(
            wanted=_version(told["to"]),
            in_use=_version(told["from"]),
            at=datetime.fromisoformat(told["at"]),
            why=str(told["why"]),
            said=str(told["said"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _version(tree: str) -> str:
    return str(tree).rpartition(AFTER_VERSION)[0] or str(tree)
