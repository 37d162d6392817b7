"""What became of each job: on disk here, so that a job is printed once, and known when asked.

begun    a file with nothing in it yet: the power may have failed while it printed
ended    the answer that was brought, or will be
"""

import json
from pathlib import Path
from typing import Any

from hall.durable_files import write_whole
from hall.machines import Fault

MOST_KEPT = 2_000  # weeks of slips; the server asks within minutes
BEGUN = {"fault": Fault.OFF_LINE, "detail": "interrupted here", "in_doubt": True}


class PrintJobs:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)

    def known(self, job: str) -> dict[str, Any] | None:
        """How it ended, or that nobody knows; None for one that was never begun.

        Raises ValueError for what cannot name a job, as all methods here do: 1 to 80 hexadecimal
        digits and hyphens.
        """
        file = self._file(job)
        try:
            told = json.loads(file.read_text())
        except FileNotFoundError:
            return None
        except ValueError:  # begun, and cut short by a power failure
            return BEGUN
        return told if isinstance(told, dict) else BEGUN

    def begin(self, job: str) -> None:
        """Note before printing that it may be out. Forgets all but the latest 2000 jobs.

        Raises OSError when the note cannot be written: then the job must not be printed.
        """
        self._write(job, None)
        for old in sorted(self._folder.glob("*.job"), key=_age)[:-MOST_KEPT]:
            old.unlink(missing_ok=True)

    def end(self, job: str, answer: dict[str, Any]) -> None:
        """Keep the answer, to be given again whenever the server asks. Raises OSError."""
        self._write(job, answer)

    def forget(self, job: str) -> None:
        """It was surely not printed: the next try is its first."""
        self._file(job).unlink(missing_ok=True)

    def _write(self, job: str, answer: dict[str, Any] | None) -> None:
        write_whole(self._file(job), json.dumps(answer).encode())

    def _file(self, job: str) -> Path:
        if not job or len(job) > 80 or set(job) - set("0123456789abcdef-"):
            raise ValueError("no name of a job")
        return self._folder / f"{job}.job"


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0
