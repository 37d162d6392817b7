"""Lists that the office keeps: windows, services, reasons, screens, people. One rule for all.

What no record refers to was mistyped, and may be deleted. What was used is retired: it is offered
to nobody any more, while everything that refers to it still reads; and it may be brought back.
"""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from sqlalchemy import Column, ColumnElement, delete, false, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from hall.base import LARGEST_ID, Base
from hall.errors import Malformed, NotFound, StillInUse
from hall.events import EntryBroughtBack, EntryDeleted, EntryMoved, EntryRetired
from hall.unit_of_work import UnitOfWork

EntryT = TypeVar("EntryT", bound="ListEntry")


class ListEntry(Base):
    """A row of such a list; its order is the office's own."""

    __abstract__ = True
    #: Tables that hold what the office itself entered about an entry: that is no use of it, and
    #: goes with it.
    own_tables: ClassVar[frozenset[str]] = frozenset()

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    in_use: Mapped[bool] = mapped_column(default=True, server_default=true())

    @property
    def name_in_journal(self) -> str:
        """What facts call it; "" for whom only a number may stand there."""
        return self.name

    def did_anything(self, session: Session) -> bool:
        """Whether records name it in another way than by a key."""
        return False


def entries(session: Session, kind: type[EntryT], *, in_use: bool = True) -> Sequence[EntryT]:
    """In the office's order; with ``in_use=False`` those alone that were retired."""
    return session.scalars(
        select(kind).where(kind.in_use.is_(in_use)).order_by(*office_order(kind))
    ).all()


def entry_by_id(session: Session, kind: type[EntryT], entry_id: int) -> EntryT:
    """Also one that was retired. Raises NotFound."""
    found = session.get(kind, entry_id) if 0 < entry_id <= LARGEST_ID else None
    if found is None:
        raise NotFound(entry=entry_id)
    return found


def behind(session: Session, kind: type[ListEntry]) -> int:
    """The position behind all there are."""
    last: int | None = session.scalar(select(func.max(kind.position)))
    return 0 if last is None else last + 1


def put_before(work: UnitOfWork, entry: EntryT, other: EntryT | None) -> None:
    """Let it stand just before another one, or at the end; said twice, it is done once.

    Raises Malformed for a place before itself.
    """
    if other is entry:
        raise Malformed(field="entry")
    kind = type(entry)
    before = work.session.scalars(select(kind).order_by(*office_order(kind))).all()
    order = [row for row in before if row is not entry]
    order.insert(order.index(other) if other else len(order), entry)
    if list(before) == order:
        return
    for position, row in enumerate(order):
        row.position = position
    work.session.flush()
    work.record(EntryMoved(of=type(entry).__tablename__, entry=entry.id, place=entry.position))


def retire(work: UnitOfWork, entry: ListEntry) -> None:
    """Nobody is offered it from now on; nothing for what is retired already."""
    if entry.in_use:
        entry.in_use = False
        work.session.flush()
        work.record(_told(EntryRetired, entry))


def bring_back(work: UnitOfWork, entry: ListEntry) -> None:
    """Offered again, at its old place; nothing for what is in use."""
    if not entry.in_use:
        entry.in_use = True
        work.session.flush()
        work.record(_told(EntryBroughtBack, entry))


def unused(session: Session, kind: type[ListEntry]) -> set[int]:
    """The ids of those that may be deleted."""
    rows = session.scalars(select(kind).where(~_referred_to(kind)))
    return {row.id for row in rows if not row.did_anything(session)}


def delete_unused(work: UnitOfWork, entry: ListEntry) -> None:
    """It was mistyped, and is gone. Raises StillInUse for what any record refers to."""
    kind, gone = type(entry), _told(EntryDeleted, entry)
    free = select(kind.id).where(kind.id == entry.id, ~_referred_to(kind))
    if work.session.scalar(free) is None or entry.did_anything(work.session):
        raise StillInUse(name=entry.name)
    for column in _keys_to(kind):
        if column.table.name in kind.own_tables:
            work.session.execute(delete(column.table).where(column == entry.id))
    work.session.execute(delete(kind).where(kind.id == entry.id))
    work.session.expire_all()
    work.record(gone)


def office_order(kind: type[ListEntry]) -> tuple[InstrumentedAttribute[int], ...]:
    """What a statement orders by to have them as the office put them."""
    return kind.position, kind.id


def _told(
    fact: type[EntryRetired | EntryBroughtBack | EntryDeleted], entry: ListEntry
) -> EntryRetired | EntryBroughtBack | EntryDeleted:
    return fact(of=entry.__tablename__, entry=entry.id, name=entry.name_in_journal)


def _referred_to(kind: type[ListEntry]) -> ColumnElement[bool]:
    used = [
        select(row).where(row.c[column.name] == kind.id).exists()
        for column in _keys_to(kind)
        if column.table.name not in kind.own_tables
        for row in [column.table.alias()]  # its own table too: a window covered by another
    ]
    return or_(false(), *used)


def _keys_to(kind: type[ListEntry]) -> list[Column[int]]:
    """Every column of any table that refers to this one."""
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == kind.__tablename__ for key in column.foreign_keys)
    ]
