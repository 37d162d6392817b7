"""Chinese sorted as a dictionary does it: by pinyin, on any database."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String, cast, collate
from sqlalchemy.orm import Session

from hall.catalogue.search.readings import usual_reading

#: PostgreSQL has an order of its own for Chinese; SQLite is given ours.
COLLATIONS = {"sqlite": "pinyin", "postgresql": "zh-x-icu"}


def by_pinyin(session: Session, text: Any) -> ColumnElement[str]:
    """What a statement of this session orders by."""
    connection = session.connection()
    dialect = connection.dialect.name
    if dialect == "sqlite":
        kept = connection.connection.driver_connection
        assert kept is not None
        kept.create_collation(COLLATIONS[dialect], compared)
    return collate(cast(text, String), COLLATIONS[dialect])


def compared(one: str, other: str) -> int:
    """Below, equal to or above 0, as a collation wants it."""
    before, after = reading_key(one), reading_key(other)
    return (before > after) - (before < after)


@lru_cache(maxsize=20_000)
def reading_key(text: str) -> tuple[tuple[str, str], ...]:
    """By how each character is read, then by the character: 李 before 刘, 刘 before 张."""
    return tuple((usual_reading(letter).casefold(), letter) for letter in text)
