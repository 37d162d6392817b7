"""An upgrade on trial: what to do before each start of the server, as a pure rule.

    wanted --copied, switched--> trial --it answers--> settled
                                   | ends twice, or for two minutes does not answer
                                   v
                                 back --records and program as before--> failed

Each stage is on the disk before anything is done for it, and doing it twice does no harm: the power
may fail at any moment, and the next start goes on.
"""

import json
import os
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

#: Attempts of a new version, and seconds since the first, after which the old one comes back.
#: systemd ends an attempt that does not answer after 120 s (TimeoutStartSec=).
MOST_ATTEMPTS, MOST_SECONDS = 2, 100


class Stage(StrEnum):
    NONE = "none"
    WANTED = "wanted"
    TRIAL = "trial"
    BACK = "back"
    SETTLED = "settled"
    FAILED = "failed"


class Step(StrEnum):
    """What the start does first."""

    NOTHING = "nothing"
    BEGIN = "begin"  # copy the records, then switch
    AGAIN = "again"  # the same version once more
    GO_BACK = "go_back"  # records and program as they were


@dataclass(frozen=True)
class Trial:
    """``old`` and ``new`` are names of trees in the folder of versions."""

    stage: Stage = Stage.NONE
    old: str = ""
    new: str = ""
    attempts: int = 0
    began: float = 0.0  # seconds since 1970
    why: str = ""  # systemd's word for how the last attempt ended, or "copy"
    said: str = ""  # the last that it said


def step_before_start(trial: Trial, now: float) -> Step:
    """By the stage that the last start left behind; ``now`` in seconds since 1970."""
    if trial.stage is Stage.WANTED:
        return Step.BEGIN
    if trial.stage is Stage.BACK:
        return Step.GO_BACK
    if trial.stage is not Stage.TRIAL:
        return Step.NOTHING
    is_over = trial.attempts >= MOST_ATTEMPTS or now - trial.began >= MOST_SECONDS
    return Step.GO_BACK if is_over else Step.AGAIN


def attempted(trial: Trial, now: float) -> Trial:
    """One attempt more, which begins now."""
    began = trial.began if trial.stage is Stage.TRIAL else now
    return replace(trial, stage=Stage.TRIAL, attempts=trial.attempts + 1, began=began)


def read(file: Path) -> Trial:
    """Nothing under way where there is no file, or one that nobody can read."""
    try:
        told = json.loads(file.read_text("utf-8"))
        return Trial(**{**told, "stage": Stage(told["stage"])})
    except (OSError, ValueError, TypeError, KeyError):
        return Trial()


def write(file: Path, trial: Trial) -> None:
    """On the disk when this returns."""
    file.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8") as out:
        json.dump(asdict(trial), out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
