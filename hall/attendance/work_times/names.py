"""Names of groups and timetables: the office tells them apart by nothing else."""

from sqlalchemy import select

from hall.errors import AlreadyThere
from hall.list_entries import EntryT
from hall.plain_text import plain
from hall.unit_of_work import UnitOfWork

LONGEST_NAME = 20
LONGEST_NOTE = 40


def free_name(work: UnitOfWork, kind: type[EntryT], name: str, own: EntryT | None) -> str:
    """As it will be kept. Raises Malformed for none or one over 20 characters, AlreadyThere for
    that of another one."""
    kept = plain(name, field="name", longest=LONGEST_NAME, shortest=1)
    with work.session.no_autoflush:
        other = work.session.scalar(select(kind).where(kind.name == kept))
    if other is not None and other is not own:
        raise AlreadyThere()
    return kept
