"""What every table of the hall shares."""

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import Date, DateTime, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

#: Larger numbers than the database can keep are of nothing that exists.
LARGEST_ID = 2**63 - 1


class Moment(TypeDecorator[datetime]):
    """A time with a zone. SQLite forgets zones, so moments are kept in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """A moment with a zone as UTC without one."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What was kept, with its zone again."""
        return value.replace(tzinfo=UTC) if value else None


class EnumColumn(TypeDecorator[StrEnum]):
    """One word of a fixed set, kept as itself: readable in the database, on every database."""

    impl = String(16)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Its word. Raises ValueError for one that is not of the set."""
        return None if value is None else str(self.kind(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The member of this word. Raises ValueError for one this version does not know."""
        return None if value is None else self.kind(value)


class Base(DeclarativeBase):
    """Every table of the hall."""

    type_annotation_map = {datetime: Moment, date: Date}
    # Constraints with names can be changed by a later migration, on any database.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
