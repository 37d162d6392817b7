"""Before an upgrade the database is copied; without a copy there is none."""

import sqlite3
from contextlib import closing

import pytest

from hall.before_upgrade import FOLDER, MOST, copy_before_upgrade
from hall.database import engine_at, open_database
from hall.database_unusable import DatabaseUnusable
from hall.database_versions import known_versions
from tests.hall.test_migrations import migrate

OLD, NEW = known_versions()[-2:]


@pytest.fixture
def old(tmp_path):
    """A database of the version before this one."""
    url = f"sqlite:///{tmp_path / 'hall.sqlite3'}"
    engine = engine_at(url)
    migrate(engine, OLD)
    engine.dispose()
    return tmp_path


def version(file):
    with closing(sqlite3.connect(file)) as records:
        return records.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_the_tables_of_before_lie_beside_the_new_ones(old):
    for _ in range(2):
        open_database(f"sqlite:///{old / 'hall.sqlite3'}", old / "var").close()

    (copy,) = (old / "var" / FOLDER).iterdir()
    assert (version(copy), version(old / "hall.sqlite3")) == (OLD, NEW)


def test_where_there_can_be_no_copy_the_old_tables_stay(old):
    (old / "var").mkdir()
    (old / "var" / FOLDER).touch()

    with pytest.raises(DatabaseUnusable, match="no_upgrade"):
        open_database(f"sqlite:///{old / 'hall.sqlite3'}", old / "var")

    assert version(old / "hall.sqlite3") == OLD


def test_the_last_copies_are_kept_and_what_others_put_there(old):
    for found in range(1000, 1006):
        copy_before_upgrade(old / "hall.sqlite3", old, str(found), "1006")
        (old / FOLDER / "mine.sqlite3").touch()

    assert len(list((old / FOLDER).glob("hall-*.sqlite3"))) == MOST
    assert (old / FOLDER / "mine.sqlite3").exists()
    assert (old / FOLDER / "hall-1005-to-1006.sqlite3").exists()
