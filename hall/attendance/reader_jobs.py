"""What the office asks of the fingerprint reader, step by step.

An job is a generator of reports. The fingerprint worker runs it between two looks at the glass, for
nobody else may hold the reader's cable; between two reports the job can be broken off.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from hall.attendance import queries
from hall.attendance.model import Finger
from hall.attendance.trusted_reader import adopt_another, give_mark, is_trusted, recognise
from hall.events import FingerEnrolled, ReaderLocked
from hall.machines import Enrolling, EnrolStage, FingerprintReader, TemplateLibrary
from hall.unit_of_work import Hall


@dataclass(frozen=True, slots=True)
class ReaderJobReport:
    """How far a job is."""

    enrolling: Enrolling | None = None
    library: TemplateLibrary | None = None
    owner: str = ""  # whose finger a duplicate is
    progress: tuple[int, int] | None = None  # fingers copied, of how many
    is_the_same: bool = False  # nothing was adopted: it is the reader of before
    sealed: bytes = field(default=b"", repr=False)  # the finished copy


Errand = Callable[[FingerprintReader, Hall], Iterator[ReaderJobReport]]


def inspect(reader: FingerprintReader, hall: Hall) -> Iterator[ReaderJobReport]:
    """Look what the reader holds."""
    del hall
    yield ReaderJobReport(library=reader.library())


def must_be_ours(reader: FingerprintReader, hall: Hall) -> None:
    """Raises MachineUnavailable, with the fault SWAPPED for a reader that is not this hall's."""
    reader.library()  # meets it, if it was not met yet
    recognise(hall, reader)


def enrol(staff_id: int, label: str, captures: int, actor: str) -> Errand:
    """Take up a finger; entered in the register once the reader is known to hold it.

    The job raises MachineUnavailable, also for a reader that is not this hall's.
    """

    def job(reader: FingerprintReader, hall: Hall) -> Iterator[ReaderJobReport]:
        must_be_ours(reader, hall)
        with hall.read() as snapshot:
            reserved = queries.reserved_pages(snapshot.session)
        for step in reader.enrol(captures, reserved):
            report = ReaderJobReport(step)
            if step.stage is EnrolStage.STORED and step.page is not None:
                _enter(hall, Finger(page=step.page, staff_id=staff_id, label=label), actor)
                report = replace(report, library=reader.library())
            elif step.stage is EnrolStage.DUPLICATE and step.page is not None:
                report = replace(report, owner=_owner(hall, step.page))
            yield report

    return job


def _enter(hall: Hall, finger: Finger, actor: str) -> None:
    with hall.work(actor) as work:
        finger.enrolled_at = work.now
        work.session.add(finger)
        work.record(FingerEnrolled(page=finger.page, staff_id=finger.staff_id))


def _owner(hall: Hall, page: int) -> str:
    with hall.read() as snapshot:
        finger = queries.finger_at(snapshot.session, page)
        return finger.staff.name if finger else ""


def adopt(actor: str) -> Errand:
    """Trust the reader that is plugged in now; the register of fingers begins anew.

    Nothing changes when it turns out to be the one that this hall trusts. The job raises
    MachineUnavailable.
    """

    def job(reader: FingerprintReader, hall: Hall) -> Iterator[ReaderJobReport]:
        reader.close()
        library = reader.library()  # met anew: no mark of an earlier reading is believed
        if is_trusted(hall, reader):
            yield ReaderJobReport(library=library, is_the_same=True)
            return
        mark = give_mark(reader)
        with hall.work(actor) as work:
            adopt_another(work, mark)
        yield ReaderJobReport(library=reader.library())

    return job


def lock(actor: str) -> Errand:
    """Give it a password that no copy of the database gives away.

    The job raises MachineUnavailable, also for a reader that is not this hall's.
    """

    def job(reader: FingerprintReader, hall: Hall) -> Iterator[ReaderJobReport]:
        must_be_ours(reader, hall)
        reader.lock()
        with hall.work(actor) as work:
            work.record(ReaderLocked())
        yield ReaderJobReport(library=reader.library())

    return job
