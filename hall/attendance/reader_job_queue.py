"""Where the office hands in a job for the reader, and sees how it goes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from hall.attendance.reader_jobs import Errand, ReaderJobReport
from hall.attendance.unclaimed_fingers import UnclaimedFingers
from hall.errors import ReaderBusy
from hall.machines import (
    ENROL_ENDINGS,
    Enrolling,
    EnrolStage,
    Fault,
    FingerprintReader,
    MachineUnavailable,
    TemplateLibrary,
)
from hall.unit_of_work import Hall

#: Nobody clocks in while a finger is awaited, so it is not awaited for ever.
PATIENCE_SECONDS = 30.0
STEP_SECONDS = 0.1


@dataclass(slots=True)
class ReaderJob:
    name: str
    job: Errand
    about: str = ""  # whom it is about, for the page
    report: ReaderJobReport | None = None
    fault: Fault | None = None
    steps: Iterator[ReaderJobReport] | None = None
    moved_at: float = 0.0
    cancelled: bool = False
    done: bool = False


class ReaderJobQueue:
    """One job at a time: the office asks from its threads, the reader's worker does it."""

    def __init__(self, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._patience_seconds = patience_seconds
        self._lock = Lock()
        self.latest: ReaderJob | None = None
        self.library: TemplateLibrary | None = None  # as last seen
        self._sealed = b""
        self.unclaimed = UnclaimedFingers()

    def hand_in(self, name: str, job: Errand, about: str = "") -> ReaderJob:
        """Raises ReaderBusy while another job is under way."""
        with self._lock:
            if self.latest and not self.latest.done:
                raise ReaderBusy()
            self._sealed = b""  # nobody came for the copy before
            self.latest = ReaderJob(name, job, about)
            return self.latest

    @property
    def has_copy(self) -> bool:
        """Whether a sealed copy waits to be taken; the next job throws it away."""
        return bool(self._sealed)

    def take_copy(self) -> bytes:
        """The sealed copy, handed out once; empty when there is none."""
        with self._lock:
            copy, self._sealed = self._sealed, b""
            return copy

    def cancel(self) -> None:
        """Break the job off before its next step; nothing when there is none."""
        with self._lock:
            if self.latest:
                self.latest.cancelled = True

    def work_on(self, reader: FingerprintReader, hall: Hall) -> bool:
        """One step of the job; False when there is none. What an earlier one left goes first.

        Raises MachineUnavailable, which ends the job.
        """
        if self.unclaimed.pages:
            self.library = self.unclaimed.delete(reader, hall)
            return True
        job = self.latest
        if job is None or job.done:
            return False
        if job.steps is None:
            job.steps, job.moved_at = job.job(reader, hall), monotonic()
        try:
            self._step(job, reader)
        except MachineUnavailable as error:
            self.unclaimed.note(job.report, reader)
            job.fault, job.done = error.fault, True
            raise
        except Exception:
            job.fault, job.done = Fault.BROKEN, True
            raise
        return True

    def _step(self, job: ReaderJob, reader: FingerprintReader) -> None:
        if job.cancelled:
            return self._break_off(job, reader, EnrolStage.CANCELLED)
        report = next(job.steps, None) if job.steps else None
        if report is None:
            job.done = True
            return None
        if report.sealed:
            self._sealed, report = report.sealed, replace(report, sealed=b"")
        if report != job.report:
            job.report, job.moved_at = report, monotonic()
        self.library = report.library or self.library
        job.done = bool(report.enrolling and report.enrolling.stage in ENROL_ENDINGS)
        if monotonic() - job.moved_at > self._patience_seconds:
            self._break_off(job, reader, EnrolStage.GAVE_UP)
        return None

    def _break_off(self, job: ReaderJob, reader: FingerprintReader, stage: EnrolStage) -> None:
        self.unclaimed.note(job.report, reader)
        told = job.report.enrolling if job.report and job.report.enrolling else None
        captured, wanted = (told.captured, told.wanted) if told else (0, 0)
        job.report, job.done = ReaderJobReport(Enrolling(stage, captured, wanted)), True
        job.steps = None  # nobody holds it any more: the reader looks for punches again
