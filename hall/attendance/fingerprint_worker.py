"""The fingerprint reader's own thread: looks at the glass again and again, and clocks people."""

from hall.attendance.actions import answer_touch
from hall.attendance.reader_job_queue import STEP_SECONDS, ReaderJobQueue
from hall.attendance.trusted_reader import recognise
from hall.machine_watch import MachineWatch
from hall.machines import FingerprintReader, MachineUnavailable, NotedReader
from hall.periodic_worker import PeriodicWorker
from hall.unit_of_work import Hall

#: Between two looks. The glass is asked often, so that a touch is answered at once.
LOOK_SECONDS = 0.01
#: How long to leave a reader alone that does not answer; then it is opened afresh.
PAUSE_SECONDS = 2.0
NO_READER = object()


class FingerprintWorker(PeriodicWorker):
    def __init__(
        self,
        hall: Hall,
        reader: FingerprintReader,
        watch: MachineWatch,
        pause_seconds: float = PAUSE_SECONDS,
        desk: ReaderJobQueue | None = None,
    ) -> None:
        super().__init__(
            "fingerprint reader",
            self._look_once,
            pause_seconds=pause_seconds,
            foreseen={MachineUnavailable: watch.fails},
        )
        self.desk = desk or ReaderJobQueue()
        self._trusted: object = NO_READER  # the mark of the reader that was recognised last
        self._hall = hall
        self._reader = reader
        self._watch = watch

    def _look_once(self) -> float:
        """Look at the glass and answer, or go on with a job; seconds until the next."""
        if self.desk.work_on(self._reader, self._hall):
            return STEP_SECONDS
        touch = self._reader.next_touch()
        if self._reader.mark != self._trusted:  # met for the first time, or met anew
            recognise(self._hall, self._reader)
            self._trusted = self._reader.mark
        self._watch.works(self._note())
        if touch:
            with self._hall.work("fingerprint_reader") as work:
                answer_touch(work, touch)
        return LOOK_SECONDS

    def _note(self) -> str:
        return self._reader.note if isinstance(self._reader, NotedReader) else ""
