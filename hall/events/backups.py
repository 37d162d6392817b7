"""Facts of backups: made and opened, copied, failed, removed by the rule, taken away."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class BackupMade(Event):
    """A backup that was opened again and found whole."""

    file: str  # its name
    folder: str
    size_bytes: int
    sha256: str
    rows: int
    seq: int  # of the journal's last row in it
    missing_files: int = 0  # of notices, lost or broken in the hall itself


@dataclass(frozen=True)
class BackupCopied(Event):
    """To a second folder, or a stick."""

    file: str
    folder: str


@dataclass(frozen=True)
class BackupFailed(Event):
    """``reason`` is a PlaceState of hall.backups.places, or a reason of DatabaseUnusable."""

    folder: str
    reason: str
    detail: str = ""


@dataclass(frozen=True)
class BackupsRemoved(Event):
    """Those that the rule of 7 days, 4 weeks and 12 months keeps no longer."""

    folder: str
    files: list[str]


@dataclass(frozen=True)
class StickFound(Event):
    """A stick with the folder for backups was plugged in."""

    folder: str


@dataclass(frozen=True)
class StickPrepared(Event):
    """Somebody made that folder on it."""

    folder: str


@dataclass(frozen=True)
class BackupDownloaded(Event):
    """Somebody took a backup away through the browser; ``actor`` says who."""

    file: str
