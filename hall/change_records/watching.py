"""Seeing what a unit of work changes: the watched tables before its first change, and at its end.

A table is read only when something in it is about to change, so a unit that touches none pays
nothing. Actions need not know of it, and a new one cannot forget it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Table, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker

from hall.base import Base
from hall.change_records.model import KeptChange, Rows
from hall.change_records.watched_tables import WATCHED

#: By table, then by entry, as it was before this unit of work; in the session's own memory.
BEFORE = "watched_before"


def watch(sessions: sessionmaker[Session]) -> None:
    """Let every session of this maker note what was there before it changes."""
    event.listen(sessions, "before_flush", _before_flush)
    event.listen(sessions, "do_orm_execute", _before_statement)


def changes_in(session: Session) -> list[KeptChange]:
    """What differs now from before this unit of work; without who did it, and when."""
    session.flush()
    before: dict[str, dict[str, Rows]] = session.info.pop(BEFORE, {})
    found = []
    for table, was in before.items():
        now = _entries(session, table)
        for entry in sorted({*was, *now}):
            old, new = was.get(entry, []), now.get(entry, [])
            if old != new and entry not in WATCHED[table].secret_entries:
                found.append(KeptChange(thing=table, entry=entry, before=old, after=new))
    return found


def rows_of(session: Session, table: str, entry: str) -> Rows:
    """How a thing of a watched table stands now; no rows where it is not there."""
    return _entries(session, table).get(entry, [])


def _before_flush(session: Session, _context: object, _instances: object) -> None:
    _note(session, _about_to_change(session))


def _before_statement(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        table = getattr(state.statement, "table", None)
        _note(state.session, [getattr(table, "name", "")])


def _note(session: Session, tables: Iterable[str]) -> None:
    before = session.info.setdefault(BEFORE, {})
    for table in tables:
        if table in WATCHED and table not in before:
            before[table] = _entries(session, table)


def _about_to_change(session: Session) -> Iterator[str]:
    for row in (*session.new, *session.deleted):
        yield from _tables_of(row)
    for row in session.dirty:
        if type(row).__table__.name in WATCHED:
            yield from _changed_tables(row)


def _tables_of(row: Any) -> Iterator[str]:
    mapper = inspect(type(row))
    yield mapper.local_table.name
    yield from (link.secondary.name for link in mapper.relationships if _is_named(link.secondary))


def _changed_tables(row: Any) -> Iterator[str]:
    """A column that nobody keeps, such as who sits at the window, is no change."""
    state, mapper = inspect(row), inspect(type(row))
    watched = WATCHED[mapper.local_table.name]
    kept = {column.key for column in mapper.column_attrs} - watched.unkept
    if any(state.attrs[name].history.has_changes() for name in kept):
        yield mapper.local_table.name
    for link in mapper.relationships:
        if _is_named(link.secondary) and state.attrs[link.key].history.has_changes():
            yield link.secondary.name


def _is_named(table: Any) -> bool:
    return isinstance(table, Table)


def _entries(session: Session, name: str) -> dict[str, Rows]:
    """Past the session's objects: as the table is, before what is about to be written."""
    table, watched = Base.metadata.tables[name], WATCHED[name]
    kept = [column for column in table.columns if column.name not in watched.unkept]
    found: dict[str, Rows] = {}
    for row in session.connection().execute(select(*kept)).mappings():
        values = {name: _plain(value) for name, value in row.items()}
        entry = "/".join(str(values.pop(part) or "") for part in watched.key)
        found.setdefault(entry, []).append(values)
    return {entry: sorted(rows, key=repr) for entry, rows in found.items()}


def _plain(value: object) -> object:
    """As JSON keeps it."""
    if value is None or isinstance(value, bool | int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
