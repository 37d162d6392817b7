"""Pages and pictures that were put on the shelf before anybody measured their lines: done once
each, a few at a time, in the process that draws uploads, so that no part of one cuts a line.
"""

from collections.abc import Sequence

from sqlalchemy import JSON, or_, select, update
from sqlalchemy.orm import Session

from hall.notices.media_store import MediaStore
from hall.notices.model import NoticeFile
from hall.notices.uploads import LineMeasures, measure_again
from hall.unit_of_work import Hall

#: Half a second each; the caretaker has other things to do.
MOST_A_TURN = 30


def measure_older_pages(hall: Hall, media_store: MediaStore) -> int:
    """Returns how many files were measured: 0 once there are none left.

    Slow, so no work is begun before all of this turn are measured. What is missing on the shelf
    waits until it is there; what cannot be read is noted as having no lines, and not tried again.
    """
    with hall.read() as snapshot:
        unmeasured = _unmeasured(snapshot.session)
    found = [(name, path) for name in unmeasured if (path := media_store.path(name))]
    measured = {name: measure_again(path) for name, path in found[:MOST_A_TURN]}
    if measured:
        with hall.work() as work:
            for name, measures in measured.items():
                _note(work.session, name, measures)
    return len(measured)


#: A column that nobody wrote, or one that None was written into.
_IS_UNMEASURED = or_(NoticeFile.cuts.is_(None), NoticeFile.cuts == JSON.NULL)


def _unmeasured(session: Session) -> Sequence[str]:
    pictures = NoticeFile.name.endswith(".webp")
    return session.scalars(
        select(NoticeFile.name)
        .where(_IS_UNMEASURED, pictures)
        .group_by(NoticeFile.name)
        .order_by(NoticeFile.name)
    ).all()


def _note(session: Session, name: str, measures: LineMeasures) -> None:
    """In every notice that shows this file."""
    session.execute(
        update(NoticeFile)
        .where(NoticeFile.name == name, _IS_UNMEASURED)
        .values(cuts=measures.cuts, letter_rows=measures.letter_rows)
    )
