"""The records before an upgrade, and how they come back."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import records
from records import Places

from hall.failed_upgrade import failed_upgrade

WHEN = "2026-12-01T00:00:00+00:00"
REASON = {"from": "1.0-aa", "to": "2.0-bb", "why": "timeout", "said": "x", "at": WHEN}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    config = tmp_path / "config.toml"
    config.write_text('[database]\nurl = "sqlite:///a/hall.sqlite3"\n[storage]\nfolder = "a"\n')
    (tmp_path / "a").mkdir()
    run(
        tmp_path / "a" / "hall.sqlite3",
        "PRAGMA journal_mode=WAL",
        "CREATE TABLE alembic_version (version_num TEXT)",
        "INSERT INTO alembic_version VALUES ('0001')",
        "CREATE TABLE ticket (id INTEGER)",
        "INSERT INTO ticket VALUES (1)",
    )
    return Places(config)


def run(database: Path, *statements: str) -> list[tuple]:
    with closing(sqlite3.connect(database, isolation_level=None)) as opened:
        return [row for statement in statements for row in opened.execute(statement)]


def tickets(places: Places) -> list[tuple]:
    return run(places.database, "SELECT id FROM ticket")


def test_a_database_that_the_new_version_changed_is_as_before(places):
    records.copy(places)
    run(
        places.database,
        "UPDATE alembic_version SET version_num = '0002'",
        "ALTER TABLE ticket RENAME COLUMN id TO number",
    )

    records.restore(places, json.dumps(REASON))

    assert tickets(places) == [(1,)]
    aside = places.copy.with_name(records.KEPT_ASIDE)
    assert run(aside, "SELECT number FROM ticket") == [(1,)]


def test_numbers_given_meanwhile_stay_where_no_table_was_changed(places):
    records.copy(places)
    run(places.database, "INSERT INTO ticket VALUES (2)")

    records.restore(places, json.dumps(REASON))

    assert tickets(places) == [(1,), (2,)]


def test_to_restore_twice_does_no_harm(places):
    records.copy(places)
    run(places.database, "UPDATE alembic_version SET version_num = '0002'")
    records.restore(places, json.dumps(REASON))
    run(places.database, "INSERT INTO ticket VALUES (2)")

    records.restore(places, json.dumps(REASON))

    assert tickets(places) == [(1,), (2,)]


def test_a_damaged_database_is_not_copied_so_that_no_upgrade_begins(places):
    with places.database.open("r+b") as file:
        file.seek(0)
        file.write(b"no database")

    with pytest.raises(sqlite3.Error):
        records.copy(places)
    assert not places.copy.exists()


def test_the_copy_of_an_earlier_upgrade_is_not_taken_for_this_one(places):
    records.copy(places)
    places.database.unlink()

    records.copy(places)

    assert not places.copy.exists()


def test_the_office_reads_what_the_package_wrote_until_an_upgrade_is_well(places):
    records.restore(places, json.dumps(REASON))
    told = failed_upgrade(places.storage)
    assert told is not None
    assert (told.wanted, told.in_use, told.why) == ("2.0", "1.0", "timeout")

    records.settled(places)
    assert failed_upgrade(places.storage) is None
