"""Which reader this hall trusts: the one that carries its mark.

A reader that somebody put in its place would clock other people in under the pages of ours.
"""

import secrets

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hall.attendance.model import AdoptedReader, Finger
from hall.events import ReaderAdopted
from hall.machines import Fault, FingerprintReader, MachineUnavailable
from hall.unit_of_work import Hall, UnitOfWork

#: In the register, for a reader that has no place for a mark: any such reader passes for it.
UNMARKABLE = "unmarkable"


def adopted_reader(session: Session) -> AdoptedReader | None:
    """The reader adopted last; None before the first."""
    return session.scalar(select(AdoptedReader).order_by(AdoptedReader.id.desc()).limit(1))


def recognise(hall: Hall, reader: FingerprintReader) -> None:
    """Let the first reader in, and after that no other.

    Raises MachineUnavailable with the fault SWAPPED for one without this hall's mark.
    """
    with hall.read() as snapshot:
        adopted = adopted_reader(snapshot.session)
    if adopted is None:
        mark = reader.mark or give_mark(reader)
        with hall.work("fingerprint_reader") as work:
            adopt(work, mark, forgotten=0)
        return
    must_be_adopted(adopted, reader)


def must_be_adopted(adopted: AdoptedReader | None, reader: FingerprintReader) -> None:
    """Every reader passes before the first is adopted.

    Raises MachineUnavailable with the fault SWAPPED for one without this hall's mark.
    """
    mark = UNMARKABLE if reader.mark is None else reader.mark
    if adopted is not None and adopted.mark != mark:
        raise MachineUnavailable(Fault.SWAPPED, f"mark {reader.mark or 'none'}")


def is_trusted(hall: Hall, reader: FingerprintReader) -> bool:
    """Whether it carries this hall's mark; never of one that has no place for a mark."""
    with hall.read() as snapshot:
        adopted = adopted_reader(snapshot.session)
    return adopted is not None and bool(reader.mark) and reader.mark == adopted.mark


def give_mark(reader: FingerprintReader) -> str:
    """Write a new mark into it, if it has a place for one; UNMARKABLE if not.

    Raises MachineUnavailable.
    """
    if reader.mark is None:
        return UNMARKABLE
    mark = secrets.token_hex(8)
    reader.write_mark(mark)
    return mark


def adopt(work: UnitOfWork, mark: str, *, forgotten: int) -> None:
    """Trust the reader with this mark; ``forgotten``: fingers that have to be enrolled again."""
    work.session.add(AdoptedReader(mark=mark, adopted_at=work.now))
    work.record(ReaderAdopted(forgotten=forgotten))


def adopt_another(work: UnitOfWork, mark: str) -> None:
    """An officer trusts another reader: whose finger is at which page is not known any more."""
    forgotten = len(work.session.scalars(select(Finger.page)).all())
    work.session.execute(delete(Finger))
    adopt(work, mark, forgotten=forgotten)
