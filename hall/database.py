"""Opening the database so that units of work cannot overtake one another.

Nothing but this and database_versions.py knows which database it is. Whoever writes holds *the
write lock*: one writer at a time, across threads and processes, from the first read to the commit.
The journal's chain needs that anyway, and with it every rule may simply read, decide and write.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import CoreExecuteOptionsParameter
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from hall.before_upgrade import copy_before_upgrade
from hall.change_records.watching import watch
from hall.database_presence import OpenedFile, file_of, must_be_this_hall
from hall.database_unusable import DatabaseUnusable
from hall.database_versions import bring_up_to_date
from hall.disk_room import DiskState, room_at

#: Seconds a writer waits for another process; one unit of work takes milliseconds.
PATIENCE_SECONDS = 10
#: Any number will do, as long as every process of the hall uses the same one.
PEN_OF_POSTGRESQL = 20190801


class Database:
    """One open database."""

    def __init__(self, engine: Engine, storage: Path | None = None) -> None:
        self.engine = engine
        file = file_of(str(engine.url))
        self._file = OpenedFile(file, storage) if file else None
        self._folder = file.parent if file else None
        # SQLite's own waiting backs off by sleeping and starves the unlucky: threads of one
        # process queue here instead, and only processes meet at the database's lock.
        self._pen = Lock()
        # A page reads several times and must see one moment; SQLite's readers always do.
        self._reading: CoreExecuteOptionsParameter = {"reading": True}
        if engine.dialect.name != "sqlite":
            self._reading = {"reading": True, "isolation_level": "REPEATABLE READ"}
        # Rows stay readable after the commit, for the page that reports on them.
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._writers = sessionmaker(engine, expire_on_commit=False)
        watch(self._writers)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session with the write lock; committed at the end, or undone if the block raises.

        Raises DatabaseUnusable when the disk is full, the file damaged or not there any more, or
        another process keeps the lock for more than 10 s.
        """
        with _told_in_words(), self._pen:
            self._must_be_there()
            self._must_have_room()
            with self._writers.begin() as session:
                yield session
            self._must_be_there()  # or it was written into a file that has no name any more

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that changes nothing, and neither waits for writers nor makes them wait.

        Raises DatabaseUnusable as ``writing``.
        """
        self._must_be_there()
        with _told_in_words(), self._sessions() as session:
            session.connection(execution_options=self._reading)
            yield session

    def _must_be_there(self) -> None:
        if self._file is not None:
            self._file.must_be_there()

    def _must_have_room(self) -> None:
        """Before SQLite finds out in the middle: reading needs a little room too."""
        if self._folder is not None and room_at(self._folder).state is DiskState.FULL:
            raise DatabaseUnusable("disk_full", folder=self._folder)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


@contextmanager
def _told_in_words() -> Iterator[None]:
    """A disk that is full, a file that is damaged or locked for too long: DatabaseUnusable."""
    try:
        yield
    except DatabaseError as error:
        if isinstance(error, OperationalError) or type(error) is DatabaseError:
            raise DatabaseUnusable("broken", error=error.orig) from error
        raise  # a broken rule of ours, such as a number given twice


def open_database(url: str, storage: Path | None = None) -> Database:
    """Open the database, bringing its tables up to date.

    Before that they are copied into the ``storage`` folder (hall/before_upgrade.py). Raises
    DatabaseUnusable, also for tables of a newer version than this program, and for a database
    that is not the one which this ``storage`` folder knows.
    """
    engine = engine_at(url)
    try:
        if storage is not None:
            must_be_this_hall(url, storage)
        bring_up_to_date(engine, partial(_keep_a_copy, file_of(url), storage))
    except DatabaseError as error:
        engine.dispose()
        raise DatabaseUnusable("closed", error=error.orig) from error
    except DatabaseUnusable:
        engine.dispose()
        raise
    return Database(engine, storage)


def _keep_a_copy(file: Path | None, storage: Path | None, found: str, wanted: str) -> None:
    if file is not None and storage is not None:
        copy_before_upgrade(file, storage, found, wanted)


def engine_at(url: str) -> Engine:
    """Opens nothing yet, but makes SQLite's folder.

    Raises DatabaseUnusable for a URL that cannot be used.
    """
    try:
        parsed = make_url(url)
        if parsed.drivername.startswith("sqlite"):
            make_room_for(parsed.database)
            engine = create_engine(
                url,
                connect_args={"timeout": PATIENCE_SECONDS},
                pool_size=20,
                hide_parameters=True,  # what somebody typed must not reach the log with an error
            )
            _serialise_writers_of_sqlite(engine)
        else:
            engine = create_engine(url, pool_size=20, pool_pre_ping=True, hide_parameters=True)
            _serialise_writers_of_postgresql(engine)
    except (ArgumentError, ImportError) as error:
        raise DatabaseUnusable("url", error=error) from error
    return engine


def make_room_for(database: str | None) -> None:
    """The folder in which it is to lie. Raises DatabaseUnusable when it cannot be made."""
    if database:
        try:
            Path(database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnusable("no_folder", error=error.strerror) from error


def _serialise_writers_of_sqlite(engine: Engine) -> None:
    """Take SQLite's write lock when a unit of work begins, not at its first write.

    Otherwise two clerks pressing "next" together both read the same ticket, and the
    loser fails with "database is locked" only after it has chosen.
    """

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # a number told is a number on disk

    @event.listens_for(engine, "begin")
    def take_the_pen(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _serialise_writers_of_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def take_the_pen(connection: Connection) -> None:
        if not connection.get_execution_options().get("reading", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({PEN_OF_POSTGRESQL})")
