"""Jobs that delete fingers: with the reader's own proof, and only then from the register."""

from collections.abc import Iterator

from hall.attendance import queries
from hall.attendance.reader_jobs import Errand, ReaderJobReport, must_be_ours
from hall.events import FingerForgotten
from hall.machines import Fault, FingerprintReader, MachineUnavailable
from hall.unit_of_work import Hall


def forget(page: int, actor: str) -> Errand:
    """Delete a template with proof, then strike it from the register.

    The job raises MachineUnavailable, and then the register keeps it.
    """

    def job(reader: FingerprintReader, hall: Hall) -> Iterator[ReaderJobReport]:
        must_be_ours(reader, hall)
        _forget(reader, hall, page, actor)
        yield ReaderJobReport(library=reader.library())

    return job


def forget_person(staff_id: int, actor: str) -> Errand:
    """Delete every finger of somebody who left, or who wants it so no longer.

    The job raises MachineUnavailable; the register keeps what is not proven to be gone, and the
    job may be done again.
    """

    def job(reader: FingerprintReader, hall: Hall) -> Iterator[ReaderJobReport]:
        must_be_ours(reader, hall)
        with hall.read() as snapshot:
            pages = queries.pages_of(snapshot.session, staff_id)
        for done, page in enumerate(pages, start=1):
            _forget(reader, hall, page, actor)
            yield ReaderJobReport(progress=(done, len(pages)))
        yield ReaderJobReport(library=reader.library())

    return job


def forget_unclaimed(reader: FingerprintReader, hall: Hall, page: int) -> None:
    """Delete what an enrolment stored at this page, unless it has become somebody's meanwhile.

    Raises MachineUnavailable when it is not proven to be gone.
    """
    with hall.read() as snapshot:
        claimed = queries.finger_at(snapshot.session, page) is not None
    if not claimed:
        _forget(reader, hall, page, "fingerprint_reader")


def _forget(reader: FingerprintReader, hall: Hall, page: int, actor: str) -> None:
    """What is gone already is gone: a power cut may have come between reader and register."""
    reader.forget(page)
    if page in reader.library().pages:
        raise MachineUnavailable(Fault.BROKEN, f"page {page} is still there")
    with hall.work(actor) as work:
        finger = queries.finger_at(work.session, page)
        work.record(FingerForgotten(page=page, staff_id=finger.staff_id if finger else None))
        if finger:
            work.session.delete(finger)
