"""The database: one writer at a time across processes, durable, and of the right version."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

import hall.schema  # noqa: F401 -- so that every table is known
from hall import database, journal
from hall.base import Base
from hall.database import open_database
from hall.database_unusable import DatabaseUnusable
from hall.database_versions import known_versions, version_of
from hall.unit_of_work import Hall
from tests.waiting import PATIENCE_SECONDS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
TAKE_MANY = """
import sys
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.queries import service_by_prefix
from hall.database import open_database
from hall.unit_of_work import Hall

hall = Hall(open_database(sys.argv[1]))
sys.stdin.readline()
for _ in range(int(sys.argv[2])):
    with hall.work(sys.argv[3]) as work:
        print(issue_ticket(work, service_by_prefix(work.session, "A"), TicketRequest("api")).number)
hall.close()
"""


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master")}


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'hall.sqlite3'}"


def test_every_connection_is_durable_and_strict(hall):
    def ask(_):
        with hall._records.engine.connect() as connection:
            return [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("synchronous", "journal_mode", "foreign_keys")
            ]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(8)))

    assert answers == [[2, "wal", 1]] * 8  # 2: FULL


def test_the_migrations_make_exactly_the_tables_of_the_models(url):
    records = open_database(url)

    with records.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        difference = compare_metadata(context, Base.metadata)
        names = set(inspect(connection).get_table_names())
    records.close()

    assert difference == []
    assert names == {*Base.metadata.tables, "alembic_version"}


def test_opening_again_changes_nothing(url, tmp_path):
    open_database(url).close()
    before = (tmp_path / "hall.sqlite3").read_bytes()

    open_database(url).close()

    assert (tmp_path / "hall.sqlite3").read_bytes() == before


def test_a_migration_that_fails_leaves_the_old_tables(url, tmp_path):
    with closing(sqlite3.connect(tmp_path / "hall.sqlite3")) as database, database:
        database.execute("CREATE TABLE slip (obstacle)")  # the last table of the migration

    with pytest.raises(DatabaseUnusable):
        open_database(url)

    assert tables(tmp_path / "hall.sqlite3") == {"slip"}


def test_an_older_program_refuses_a_newer_database(url, tmp_path):
    open_database(url).close()
    with closing(sqlite3.connect(tmp_path / "hall.sqlite3")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(DatabaseUnusable, match="9999"):
        open_database(url)


def test_a_file_that_is_no_database_is_refused(url, tmp_path):
    (tmp_path / "hall.sqlite3").write_bytes(b"no database at all" * 100)

    with pytest.raises(DatabaseUnusable, match="closed"):
        open_database(url)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "var").touch()

    with pytest.raises(DatabaseUnusable, match="no_folder"):
        open_database(f"sqlite:///{tmp_path}/var/hall.sqlite3")


@pytest.mark.parametrize("url", ["nothing://x/y", "sqlite://var/hall.sqlite3"])
def test_an_impossible_url_is_refused(url):
    with pytest.raises(DatabaseUnusable, match="url"):
        open_database(url)


def test_processes_that_open_an_empty_database_together_all_succeed(url):
    opening = (
        "import sys; from hall.database import open_database; open_database(sys.argv[1]).close()"
    )
    processes = [subprocess.Popen([sys.executable, "-c", opening, url], cwd=ROOT) for _ in range(3)]

    assert [process.wait(PATIENCE_SECONDS) for process in processes] == [0, 0, 0]
    records = open_database(url)
    assert version_of(records.engine) == known_versions()[-1]
    records.close()


def test_who_comes_while_the_tables_are_made_waits_longer_than_for_a_unit_of_work(
    url, tmp_path, monkeypatch
):
    monkeypatch.setattr(database, "PATIENCE_SECONDS", 0.05)
    other = sqlite3.connect(tmp_path / "hall.sqlite3", check_same_thread=False)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN IMMEDIATE")
    at_last = Timer(0.5, other.rollback)
    at_last.start()

    records = open_database(url)

    assert version_of(records.engine) == known_versions()[-1]
    records.close()
    at_last.join()
    other.close()


def test_two_processes_writing_at_once_lose_nothing_and_double_nothing(hall, config):
    command = [sys.executable, "-c", TAKE_MANY, config.database_url, "30"]
    processes = [
        subprocess.Popen(
            [*command, name], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in ("token:left", "token:right")
    ]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=PATIENCE_SECONDS)[0].split() for process in processes]

    assert sorted(said[0] + said[1]) == [f"A{n:03d}" for n in range(1, 61)]
    with hall.read() as snapshot:
        assert journal.first_break(snapshot.session) is None


def test_a_database_that_breaks_while_open_is_told_as_such(tmp_path, demo_database):
    file = tmp_path / "hall.sqlite3"
    content = demo_database.read_bytes()
    file.write_bytes(content)
    hall = Hall(open_database(f"sqlite:///{file}"))
    file.write_bytes(content[:4096] + bytes(len(content) - 4096))

    with pytest.raises(DatabaseUnusable, match="broken"), hall.read() as snapshot:
        _ = snapshot.seq
    hall.close()
