"""A statement is compiled to SQL once a process, not once a database.

SQLAlchemy keeps what it compiled with each engine, and a thousand tests have an engine of their
own, for the same statements: a fifth of their time went there. So that one engine finds what
another compiled, all dialects count as one.
"""

from typing import Any, ClassVar

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite


class CompilesOnce(SQLiteDialect_pysqlite):
    supports_statement_cache = True
    compiled: ClassVar[dict[Any, Any]] = {}

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=cls.compiled)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite", __name__, CompilesOnce.__name__)
