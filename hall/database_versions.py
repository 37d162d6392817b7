"""Which version the tables in a database have, and bringing them up to date."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from hall.database_unusable import DatabaseUnusable

MIGRATIONS = Path(__file__).parent / "migrations"
#: A large hall on a slow disk upgrades for minutes; who comes second waits for the tables.
LONGEST_UPGRADE_SECONDS = 900


def known_versions() -> list[str]:
    """The migrations of this program, oldest first; the file name starts with the version."""
    return sorted(file.name.split("_")[0] for file in MIGRATIONS.glob("versions/[0-9]*.py"))


def version_of(engine: Engine) -> str | None:
    """The version of the tables in the database; None when it is empty."""
    with engine.connect().execution_options(reading=True) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def bring_up_to_date(
    engine: Engine, before: Callable[[str, str], object] = lambda found, wanted: None
) -> None:
    """All steps or none; ``before`` is called with the versions when there is something to do.

    Raises DatabaseUnusable for tables newer than this program, and what ``before`` raises.
    """
    known, found = known_versions(), version_of(engine)
    if found == known[-1]:
        return  # the usual start: Alembic is not even imported
    if found is not None and found not in known:
        raise DatabaseUnusable("newer", found=found, known=known[-1])
    if found is not None:
        before(found, known[-1])
    _migrate(engine)


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with (
        engine.connect() as connection,
        _tables_may_be_copied(connection),
        connection.begin(),  # all steps or none: a power cut leaves the old tables
    ):
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        _must_still_refer(connection)


@contextmanager
def _tables_may_be_copied(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by copying it, and would not let go of one that others refer to.

    Another process may be at it already: what is there is asked after its last step.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    (usual_wait_ms,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute("PRAGMA foreign_keys = OFF")
    driver.execute(f"PRAGMA busy_timeout = {LONGEST_UPGRADE_SECONDS * 1000}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA busy_timeout = {usual_wait_ms}")
        driver.execute("PRAGMA foreign_keys = ON")


def _must_still_refer(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise DatabaseUnusable("dangling")
