"""Opening the database so that units of work cannot overtake one another.

The only file that knows which database it is. Whoever writes holds *the pen*: one writer at a
time, across threads and processes, from the first read to the commit. The journal's chain needs
that anyway, and with it every rule may simply read, decide and write.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import CoreExecuteOptionsParameter
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

MIGRATIONS = Path(__file__).parent / "migrations"
#: Seconds a writer waits for another process; one unit of work takes milliseconds.
PATIENCE_SECONDS = 10
#: Any number will do, as long as every process of the hall uses the same one.
PEN_OF_POSTGRESQL = 20190801

#: SQLite's database, its write-ahead log, and the index of the log.
DATABASE_FILES = ("", "-wal", "-shm")


class RecordsError(Exception):
    """The database cannot be used; the text is a Chinese sentence that says what to do."""


class Records:
    """One open database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # SQLite's own waiting backs off by sleeping and starves the unlucky: threads of one
        # process queue here instead, and only processes meet at the database's lock.
        self._pen = Lock()
        # A page reads several times and must see one moment; SQLite's readers always do.
        self._reading: CoreExecuteOptionsParameter = {"reading": True}
        if engine.dialect.name != "sqlite":
            self._reading = {"reading": True, "isolation_level": "REPEATABLE READ"}
        # Rows stay readable after the commit, for the page that reports on them.
        self._sessions = sessionmaker(engine, expire_on_commit=False)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that holds the pen; committed at the end, or undone if the block raises."""
        with _told_in_words(), self._pen, self._sessions.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that changes nothing, and neither waits for writers nor makes them wait."""
        with _told_in_words(), self._sessions() as session:
            session.connection(execution_options=self._reading)
            yield session

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _told_in_words() -> Iterator[None]:
    """A disk that is full, a file that is damaged or locked for too long: RecordsError."""
    try:
        yield
    except DatabaseError as error:
        if isinstance(error, OperationalError) or type(error) is DatabaseError:
            raise RecordsError(f"数据库出错：{error.orig}。请检查磁盘和数据库文件。") from error
        raise  # a broken rule of ours, such as a number given twice


def open_records(url: str) -> Records:
    """Open the database, bringing its tables up to date. Raises RecordsError."""
    engine = _engine(url)
    try:
        _bring_up_to_date(engine)
    except DatabaseError as error:
        engine.dispose()
        raise RecordsError(f"数据库打不开：{error.orig}。请检查 [database] url 和磁盘。") from error
    except RecordsError:
        engine.dispose()
        raise
    return Records(engine)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.drivername.startswith("sqlite"):
            _make_room_for(parsed.database)
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
        raise RecordsError(f"[database] url 无法使用：{error}。") from error
    return engine


def _make_room_for(database: str | None) -> None:
    if database:
        try:
            Path(database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RecordsError(f"数据库所在的文件夹建不了：{error.strerror}。") from error


def _serialise_writers_of_sqlite(engine: Engine) -> None:
    """Take SQLite's write lock when a unit of work begins, not at its first write.

    Otherwise two clerks pressing "next" together both read the same ticket, and the
    loser fails with "database is locked" only after it has chosen.
    """

    @event.listens_for(engine, "connect")
    def prepare(connection, _record):  # type: ignore[no-untyped-def]
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


def _bring_up_to_date(engine: Engine) -> None:
    known, found = known_versions(), version_of(engine)
    if found == known[-1]:
        return  # the usual start: Alembic is not even imported
    if found is not None and found not in known:
        raise RecordsError(
            f"数据库的版本（{found}）比本程序（{known[-1]}）新，请安装新版程序后再启动。"
        )
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
    """SQLite changes a table by copying it, and would not let go of one that others refer to."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _must_still_refer(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RecordsError("数据库里有找不到来处的记录，没有升级。请用备份恢复（hall restore）。")


def backup_to(url: str, file: Path) -> None:
    """Copy the whole database as it is at one moment. Raises RecordsError."""
    source = _sqlite_file(url)
    if not source.is_file():
        raise RecordsError(f"还没有数据库 {source}，没有内容可以备份。")
    if file.exists():
        raise RecordsError(f"{file} 已经存在，请换一个文件名。")
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(source, timeout=PATIENCE_SECONDS)) as database:
            database.execute("VACUUM INTO ?", (str(unfinished),))
        _move_whole(unfinished, file)
    except (sqlite3.Error, OSError) as error:
        raise RecordsError(f"备份没有成功：{error}。请检查目标文件夹和磁盘。") from error


def restore_from(url: str, file: Path) -> Path | None:
    """Put a backup in the database's place; the old one is kept. Returns where. RecordsError."""
    target = _sqlite_file(url)
    if not file.is_file():
        raise RecordsError(f"找不到备份文件 {file}。")
    _make_room_for(str(target))
    draft = target.with_name(f"{target.name}.restoring")
    try:
        _unlink_database(draft)  # of an attempt that was interrupted
        shutil.copyfile(file, draft)
        must_be_ours(draft, file)
        kept = _put_aside(target)
        _move_whole(draft, target)
    except (sqlite3.Error, OSError) as error:
        raise RecordsError(f"恢复没有成功：{error}。请检查磁盘。") from error
    finally:
        _unlink_database(draft)
    return kept


def must_be_ours(draft: Path, file: Path) -> None:
    """A whole database of this program, brought up to date, in one file without a log beside."""
    engine = _engine(f"sqlite:///{draft}")
    try:
        ours = version_of(engine) is not None
    except DatabaseError:
        ours = False
    finally:
        engine.dispose()
    if not ours:
        raise RecordsError(f"{file} 不是本系统的备份，没有改动。")
    open_records(f"sqlite:///{draft}").close()
    with closing(sqlite3.connect(draft)) as copied:
        whole = copied.execute("PRAGMA quick_check").fetchone() == ("ok",)
        copied.execute("PRAGMA journal_mode = DELETE")
    if not whole:
        raise RecordsError(f"备份文件 {file} 已损坏，没有改动。")


def _put_aside(target: Path) -> Path | None:
    """Keep the old database, with its write-ahead log, under a name of its own."""
    kept = target.with_name(f"{target.name}.before-restore-{time.time_ns() // 1_000_000}")
    for suffix in DATABASE_FILES:
        if (part := Path(f"{target}{suffix}")).exists():
            part.rename(f"{kept}{suffix}")
    return kept if kept.exists() else None


def _move_whole(draft: Path, target: Path) -> None:
    """Onto the disk first, then to its name: a power cut leaves no half file under it."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.rename(target)


def _unlink_database(file: Path) -> None:
    for suffix in DATABASE_FILES:
        Path(f"{file}{suffix}").unlink(missing_ok=True)


def _sqlite_file(url: str) -> Path:
    if not url.startswith("sqlite"):
        raise RecordsError("只有 SQLite 数据库能用本命令备份，PostgreSQL 请用 pg_dump。")
    return Path(make_url(url).database or "")
