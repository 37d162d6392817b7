"""What was mistyped and never used is deleted; whatever a record refers to stays."""

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from hall.base import Base
from hall.errors import StillInUse
from hall.events import PriorityDeleted, ServiceDeleted, WindowDeleted
from hall.line.model import Priority, Service, Window, window_service
from hall.unit_of_work import UnitOfWork

#: What the office itself ticked; that is no use.
TICKED = window_service.name


def used_ids(session: Session, name: str) -> set[int]:
    """Of the rows of this table ("window", "service", "priority"): those that records refer to."""
    found: set[int] = set()
    for column in _columns_that_name(name):
        found |= set(session.scalars(select(column).where(column.is_not(None)).distinct()))
    return found


def _columns_that_name(name: str) -> list[Column[int]]:
    return [
        column
        for table in Base.metadata.sorted_tables
        if table.name != TICKED
        for column in table.columns
        if any(key.column.table.name == name for key in column.foreign_keys)
    ]


def delete_window(work: UnitOfWork, window: Window) -> None:
    """A window that no record refers to and where nobody sits. Raises StillInUse."""
    _must_be_unused(work, window.id, window.name, Window.__tablename__)
    if window.clerk_id is not None or window.desk_id is not None:
        raise StillInUse(name=window.name)
    window.services = []
    work.session.flush()
    work.session.delete(window)
    work.record(WindowDeleted(window=window.name))


def delete_service(work: UnitOfWork, service: Service) -> None:
    """A service that no number was ever taken for, nor anything refers to. Raises StillInUse."""
    _must_be_unused(work, service.id, service.name, Service.__tablename__)
    service.windows = []
    work.session.flush()
    work.session.delete(service)
    work.record(ServiceDeleted(service=service.prefix))


def delete_reason(work: UnitOfWork, reason: Priority) -> None:
    """A reason with which no number was ever taken. Raises StillInUse."""
    _must_be_unused(work, reason.id, reason.name, Priority.__tablename__)
    work.session.delete(reason)
    work.record(PriorityDeleted(priority_id=reason.id))


def _must_be_unused(work: UnitOfWork, row_id: int, name: str, table: str) -> None:
    if row_id in used_ids(work.session, table):
        raise StillInUse(name=name)
