"""Jobs of the officer who copies the fingers of a reader, or puts a copy into another one.

A template is never read out otherwise. A finger that was deleted since stays deleted: only what
the register still knows, under the same enrolment, is put back.
"""

from collections.abc import Iterator

from hall.attendance.model import AdoptedReader
from hall.attendance.queries import enrolled
from hall.attendance.reader_jobs import Errand, ReaderJobReport
from hall.attendance.sealed_templates import CopiedFinger, seal
from hall.attendance.trusted_reader import adopted_reader, give_mark, recognise
from hall.events import FingersCopied, FingersRestored, SecurityLevelSet
from hall.machines import Fault, FingerprintReader, MachineUnavailable, TemplateVault
from hall.unit_of_work import Hall


def set_security(level: int, actor: str) -> Errand:
    """How alike a finger has to be, from 1 to 5; read back by the driver."""

    def job(reader: FingerprintReader, hall: Hall) -> Iterator[ReaderJobReport]:
        reader.library()  # meets it, if it was not met yet
        recognise(hall, reader)
        reader.set_security(level)
        with hall.work(actor) as work:
            work.record(SecurityLevelSet(level=level))
        yield ReaderJobReport(library=reader.library())

    return job


def copy_out(password: str, actor: str) -> Errand:
    """Read out every finger that reader and register both know, and seal them with this password.

    The job raises MachineUnavailable, also for a reader on another computer.
    """

    def job(reader: FingerprintReader, hall: Hall) -> Iterator[ReaderJobReport]:
        library = reader.library()
        recognise(hall, reader)
        vault = _vault(reader)
        with hall.read() as snapshot:
            known = [kept for kept in enrolled(snapshot.session) if kept.page in library.pages]
        copies = []
        for finger in known:
            copies.append(
                CopiedFinger(
                    page=finger.page,
                    staff_id=finger.staff_id,
                    enrolled_at=finger.enrolled_at,
                    template=vault.read_out(finger.page),
                )
            )
            yield ReaderJobReport(progress=(len(copies), len(known)))
        sealed = seal(copies, password)
        with hall.work(actor) as work:  # written down before anybody can have it
            work.record(FingersCopied(count=len(copies)))
        yield ReaderJobReport(progress=(len(copies), len(known)), sealed=sealed)

    return job


def put_back(copies: list[CopiedFinger], actor: str) -> Errand:
    """Into the reader that is plugged in now, which becomes this hall's.

    The job raises MachineUnavailable when it does not hold exactly these fingers afterwards, or
    hangs on another computer.
    """

    def job(reader: FingerprintReader, hall: Hall) -> Iterator[ReaderJobReport]:
        pages = reader.library().pages
        vault = _vault(reader)
        wanted = _still_known(hall, copies)
        for page in sorted(pages - {copy.page for copy in wanted}):
            reader.forget(page)  # whoever it is, the register does not know them
            yield ReaderJobReport(progress=(0, len(wanted)))
        for count, copy in enumerate(wanted, start=1):
            vault.put_in(copy.page, copy.template)
            yield ReaderJobReport(progress=(count, len(wanted)))
        library = reader.library()
        if library.pages != {copy.page for copy in wanted}:
            raise MachineUnavailable(Fault.BROKEN, "the library is not what was put into it")
        _trust(hall, reader, actor, restored=len(wanted), of=len(copies))
        yield ReaderJobReport(progress=(len(wanted), len(wanted)), library=library)

    return job


def _vault(reader: FingerprintReader) -> TemplateVault:
    if not isinstance(reader, TemplateVault):  # its cable is elsewhere: nothing crosses the link
        raise MachineUnavailable(Fault.ABSENT, "the reader hangs on another computer")
    return reader


def _still_known(hall: Hall, copies: list[CopiedFinger]) -> list[CopiedFinger]:
    with hall.read() as snapshot:
        fingers = enrolled(snapshot.session)
        now = {(finger.page, finger.staff_id, finger.enrolled_at) for finger in fingers}
    return [copy for copy in copies if (copy.page, copy.staff_id, copy.enrolled_at) in now]


def _trust(hall: Hall, reader: FingerprintReader, actor: str, *, restored: int, of: int) -> None:
    """Marked last: until then a reader that lost its power half filled is nobody's."""
    with hall.read() as snapshot:
        adopted = adopted_reader(snapshot.session)
    ours = adopted is not None and reader.mark == adopted.mark
    mark = reader.mark or "" if ours else give_mark(reader)
    with hall.work(actor) as work:
        if not ours:
            work.session.add(AdoptedReader(mark=mark, adopted_at=work.now))
        work.record(FingersRestored(count=restored, left_out=of - restored))
