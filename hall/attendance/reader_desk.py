"""Where the office hands in an errand for the reader, and sees how it goes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from hall.attendance.errands import Errand, Report
from hall.errors import ReaderBusy
from hall.machines import Enrolling, Fault, FingerprintReader, Library, MachineUnavailable, Stage
from hall.work import Hall

#: Nobody clocks in while a finger is awaited, so it is not awaited for ever.
PATIENCE_SECONDS = 30.0
STEP_SECONDS = 0.1
#: These say that nothing more will follow.
ENDINGS = {Stage.DUPLICATE, Stage.DIFFERENT, Stage.FULL, Stage.STORED}


@dataclass(slots=True)
class Job:
    name: str
    errand: Errand
    about: str = ""  # whom it is about, for the page
    report: Report | None = None
    fault: Fault | None = None
    steps: Iterator[Report] | None = None
    moved_at: float = 0.0
    cancelled: bool = False
    done: bool = False


class ReaderDesk:
    """One errand at a time. The office asks from its threads, the doorkeeper works on its own."""

    def __init__(self, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._patience_seconds = patience_seconds
        self._lock = Lock()
        self.latest: Job | None = None
        self.library: Library | None = None  # as last seen
        self._sealed = b""

    def hand_in(self, name: str, errand: Errand, about: str = "") -> Job:
        """Raises ReaderBusy while another errand is under way."""
        with self._lock:
            if self.latest and not self.latest.done:
                raise ReaderBusy()
            self._sealed = b""  # nobody came for the copy before
            self.latest = Job(name, errand, about)
            return self.latest

    @property
    def has_copy(self) -> bool:
        return bool(self._sealed)

    def take_copy(self) -> bytes:
        """The sealed copy, handed out once; empty when there is none."""
        with self._lock:
            copy, self._sealed = self._sealed, b""
            return copy

    def cancel(self) -> None:
        with self._lock:
            if self.latest:
                self.latest.cancelled = True

    def work_on(self, reader: FingerprintReader, hall: Hall) -> bool:
        """One step of the errand, if there is one. Raises MachineUnavailable."""
        job = self.latest
        if job is None or job.done:
            return False
        if job.steps is None:
            job.steps, job.moved_at = job.errand(reader, hall), monotonic()
        try:
            self._step(job)
        except MachineUnavailable as error:
            job.fault, job.done = error.fault, True
            raise
        except Exception:
            job.fault, job.done = Fault.BROKEN, True
            raise
        return True

    def _step(self, job: Job) -> None:
        if job.cancelled:
            return self._break_off(job, Stage.CANCELLED)
        report = next(job.steps, None) if job.steps else None
        if report is None:
            job.done = True
            return None
        if report.sealed:
            self._sealed, report = report.sealed, replace(report, sealed=b"")
        if report != job.report:
            job.report, job.moved_at = report, monotonic()
        self.library = report.library or self.library
        job.done = bool(report.enrolling and report.enrolling.stage in ENDINGS)
        if monotonic() - job.moved_at > self._patience_seconds:
            self._break_off(job, Stage.GAVE_UP)
        return None

    def _break_off(self, job: Job, stage: Stage) -> None:
        told = job.report.enrolling if job.report and job.report.enrolling else None
        captured, wanted = (told.captured, told.wanted) if told else (0, 0)
        job.report, job.done = Report(Enrolling(stage, captured, wanted)), True
