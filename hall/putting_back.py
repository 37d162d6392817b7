"""Putting back one thing of what was forgotten, as it was when it was sealed.

A row that was deleted is written again; of one whose words alone were forgotten only those are.
What is there again is never overwritten. It is as old as it was: unless the office first keeps such
things longer, the next run forgets it again.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Date, inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapper

from hall.base import Base, EnumColumn, Moment
from hall.errors import NotFound, ThereAgain
from hall.events import DataPutBack
from hall.sealed_remains import SealedRemains, table_of
from hall.unit_of_work import Hall, UnitOfWork

#: Where the row stays, and what of it is forgotten.
WORDS: Mapping[str, Collection[str]] = MappingProxyType(
    {
        "ticket": ("note", "before"),
        "rating": ("words",),
        "opinion": ("words", "telephone", "code", "link", "request_key"),
    }
)
#: … and what says that it is.
MARKED = "forgotten_at"


def put_back(hall: Hall, remains: SealedRemains, name: str, key: str, *, actor: str) -> None:
    """The row with this key, as the file of this name has it; of several columns "1/2".

    Raises NotFound for another file or key, ThereAgain where it stands in the hall again, or what
    it belongs to does not any more.
    """
    table = table_of(name)
    rows = remains.opened(hall, name, actor)
    mapper = _mapper_of(table)
    found = [row for row in rows if _key(mapper, row) == key]
    if not found:
        raise NotFound(file=name, key=key)
    values = {
        attribute.key: _as_it_was(attribute.columns[0].type, found[0][attribute.key])
        for attribute in mapper.column_attrs
        if attribute.key in found[0]
    }
    with hall.work(actor) as work:
        try:
            with work.session.begin_nested():
                _write(work, mapper, values)
        except IntegrityError as error:
            raise ThereAgain(key=key) from error
        work.record(DataPutBack(table=table, key=key, file=name))


def _write(work: UnitOfWork, mapper: Mapper[Base], values: dict[str, Any]) -> None:
    table = mapper.class_.__tablename__
    identity = tuple(values[str(column.key)] for column in mapper.primary_key)
    there = work.session.get(mapper.class_, identity)
    if there is None:
        work.session.add(mapper.class_(**values))
    elif table not in WORDS or any(getattr(there, word) for word in WORDS[table]):
        raise ThereAgain(key="/".join(map(str, identity)))
    else:
        for word in (*WORDS[table], MARKED):
            if word in values:
                setattr(there, word, values[word])
    work.session.flush()


def _mapper_of(table: str) -> Mapper[Base]:
    """Raises NotFound for a table that this version does not know."""
    for mapper in Base.registry.mappers:
        if getattr(mapper.class_, "__tablename__", None) == table:
            found: Mapper[Base] = inspect(mapper.class_)
            return found
    raise NotFound(table=table)


def _key(mapper: Mapper[Base], row: Mapping[str, Any]) -> str:
    return "/".join(str(row.get(str(column.key))) for column in mapper.primary_key)


def _as_it_was(kind: object, value: Any) -> Any:
    """What JSON could not hold, from what stands there for it."""
    if value is None:
        return None
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return kind.kind(value) if isinstance(kind, EnumColumn) else value
