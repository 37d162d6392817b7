"""A hall with years of data gets the tables of the line in full: every row, or nothing at all."""

import sqlite3
from contextlib import closing

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import event

from hall import database
from hall.database import open_database
from hall.database_unusable import DatabaseUnusable
from hall.database_versions import MIGRATIONS, bring_up_to_date
from hall.errors import NothingToUndo
from hall.issuing.redeeming import redeem_typed
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries
from hall.line.model import Service, Stay, Ticket, Window
from hall.line.reasons import PauseReason, Priority
from hall.line.undoing import undo
from hall.list_entries import entries
from hall.people.model import Staff
from hall.unit_of_work import Hall
from tests.conftest import MORNING, StoppedClock

pytestmark = pytest.mark.slow

AT = "2025-03-03 01:30:00.000000"
#: What a hall of the first version holds on a busy morning: a number waits, one is being served
#: and may be undone, one is over; with a slip that has yet to be printed.
ROWS = f"""
INSERT INTO staff (id, account, name, role, title, department, password, failures)
  VALUES (3, 'bing', '演示员丙', 'clerk', '', '', 'x', 0);
INSERT INTO service (id, prefix, name, about, position) VALUES (1, 'A', '社保', '', 1);
INSERT INTO service (id, prefix, name, about, position) VALUES (2, 'B', '户籍', '', 2);
INSERT INTO window (id, name, department, position, duty, clerk_id)
  VALUES (1, '1', '社保', 1, 0, 3);
INSERT INTO window_service (window_id, service_id) VALUES (1, 1);
INSERT INTO ticket (id, code, day, sequence, number, service_id, first_service_id, source, state,
                    window_id, calls, issued_at, place, note, stepped_by, stepped_seq, before)
  VALUES
  (1, 'a', '2025-03-03', 1, 'A001', 2, 1, 'kiosk', 'finished', 1, 1, '{AT}', 0.1, '',
   NULL, NULL, NULL),
  (2, 'b', '2025-03-03', 2, 'A002', 1, 1, 'kiosk', 'called', 1, 1, '{AT}', 0.2, '',
   'staff:3', 4,
   '{{"state": "waiting", "ending": [], "place": 0.2, "note": "", "calls": 0, "window_id": null,
      "service_id": 1, "first_called_at": null, "called_at": null, "serving_at": null,
      "closed_at": null, "back_at": null, "unwritten": true}}'),
  (3, 'c', '2025-03-03', 3, 'A003', 1, 1, 'kiosk', 'waiting', NULL, 0, '{AT}', 0.3, '',
   NULL, NULL, NULL);
INSERT INTO stay (id, ticket_id, state, window_id, since, until) VALUES
  (1, 1, 'waiting', NULL, '{AT}', '{AT}'), (2, 1, 'called', 1, '{AT}', '{AT}'),
  (3, 2, 'waiting', NULL, '{AT}', '{AT}'), (4, 2, 'called', 1, '{AT}', NULL);
INSERT INTO slip (id, ticket_id, stage, reprint, wanted_at, changed_at)
  VALUES (1, 1, 'printed', 0, '{AT}', '{AT}'), (2, 3, 'wanted', 0, '{AT}', '{AT}');
"""


def migrate(engine, to):
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as connection:
        # As the program does: tables to which others refer are copied.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            settings.attributes["connection"] = connection
            command.upgrade(settings, to)


@pytest.fixture
def old(tmp_path):
    """The database of the first version, with data."""
    file = tmp_path / "hall.sqlite3"
    engine = database.engine_at(f"sqlite:///{file}")
    migrate(engine, "0001")
    engine.dispose()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript(ROWS)
    return file


def kept(file):
    """Every row of every table that the first version had, in its columns of then."""
    with closing(sqlite3.connect(file)) as connection:
        tables = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            )
        ]
        return {
            table: connection.execute(f"SELECT * FROM {table}").fetchall()
            for table in tables
            if table != "alembic_version"
        }


def columns(file):
    with closing(sqlite3.connect(file)) as connection:
        return {
            table: [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
            for table in kept(file)
        }


def ask(file, question):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(question).fetchall()


#: Columns that a version since took away, with what stood in them.
GONE = {"before", "failures", "closed_until"}


def test_every_row_is_there_afterwards(old):
    before, then = kept(old), columns(old)
    open_database(f"sqlite:///{old}").close()

    for table, rows in before.items():
        names = ", ".join(f'"{each}"' for each in then[table] if each not in GONE)
        its = [
            tuple(value for name, value in zip(then[table], row, strict=True) if name not in GONE)
            for row in rows
        ]
        assert ask(old, f"SELECT {names} FROM {table}") == its, table
    assert ask(old, "PRAGMA foreign_key_check") == []
    assert ask(old, "PRAGMA integrity_check") == [("ok",)]


def test_what_is_new_has_a_value_in_every_old_row(old):
    hall = Hall(open_database(f"sqlite:///{old}"), StoppedClock())

    with hall.read() as snapshot:
        tickets = snapshot.session.query(Ticket).order_by(Ticket.id).all()
        stays = snapshot.session.query(Stay).order_by(Stay.id).all()
        reasons = [reason.name for reason in entries(snapshot.session, Priority)]
        pauses = [pause.name for pause in entries(snapshot.session, PauseReason)]
        kept = [len(entries(snapshot.session, kind)) for kind in (Service, Window, Staff)]
    hall.close()

    assert [(each.further, each.help, each.party_id) for each in tickets] == [([], False, None)] * 3
    assert [each.service_id for each in stays] == [2, 2, 1, 1]  # where the number was last
    assert [each.passed for each in stays] == [None] * 4
    assert pauses == ["去复印", "临时开会", "用餐", "交接班", "设备故障"]
    assert kept == [2, 1, 1]  # nothing was retired before there was such a thing
    assert reasons == ["军人及退役军人", "残疾人", "老年人", "孕妇"]


def test_the_morning_goes_on_after_the_upgrade(old):
    hall = Hall(open_database(f"sqlite:///{old}"), StoppedClock(MORNING))
    with hall.work("staff:3") as work:
        # A step of before the upgrade is no more undone; the next one is.
        with pytest.raises(NothingToUndo):
            undo(work, queries.ticket_by_id(work.session, 2))
        service = queries.service_by_prefix(work.session, "A")
        assert issue_ticket(work, service, TicketRequest("counter")).number == "A004"
    with hall.work("staff:3") as work:
        window = queries.window_by_name(work.session, "1")
        called = calling.call_next(work, window)
        assert (called.number, window.clerk.may_choose) == ("A003", True)
    with hall.work("staff:3") as work:
        undo(work, queries.ticket_by_id(work.session, 3))
        states = [str(each.state) for each in work.session.query(Ticket).order_by(Ticket.id)]
    hall.close()

    assert states == ["finished", "called", "waiting", "waiting"]


def test_an_upgrade_that_fails_at_its_end_leaves_the_old_tables(old):
    with closing(sqlite3.connect(old)) as connection:
        connection.execute(
            "CREATE TRIGGER trouble BEFORE UPDATE ON stay BEGIN SELECT RAISE(ABORT, 'x'); END"
        )
    before, then = kept(old), columns(old)

    with pytest.raises(DatabaseUnusable):
        open_database(f"sqlite:///{old}")

    assert (kept(old), columns(old)) == (before, then)
    assert ask(old, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_a_row_that_refers_to_nothing_stops_the_upgrade(old):
    """Copied tables are not checked while they are copied; so all are, before the commit."""
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("UPDATE slip SET ticket_id = 99")
    before = kept(old)

    with pytest.raises(DatabaseUnusable, match="dangling"):
        open_database(f"sqlite:///{old}")

    assert kept(old) == before


def test_years_of_visits_are_not_copied(old):
    """Only the paper's table is written anew: the others just get more columns."""
    said = []
    engine = database.engine_at(f"sqlite:///{old}")
    event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))

    bring_up_to_date(engine)
    engine.dispose()

    copied = {each.split("_alembic_tmp_")[1].split()[0] for each in said if "_alembic_tmp_" in each}
    assert "slip" in copied
    assert copied.isdisjoint({"ticket", "stay", "journal"})


#: Made on the 3rd for the afternoon, before slips kept more than the service.
RETURN_SLIP = f"""
INSERT INTO return_slip (code, link, day, half, opens, closes, service_id, made_at, place)
  VALUES ('123456', 'x', '2025-03-03', 'afternoon', '2025-03-03 06:30:00.000000',
          '2025-03-03 09:30:00.000000', 1, '{AT}', 0.4);
"""


def test_a_return_slip_of_before_is_for_one_person_and_one_service(old):
    engine = database.engine_at(f"sqlite:///{old}")
    migrate(engine, "0017")
    engine.dispose()
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(RETURN_SLIP)
    clock = StoppedClock()
    hall = Hall(open_database(f"sqlite:///{old}"), clock)
    clock.advance(hours=5)

    ticket = redeem_typed(hall, "kiosk", "123456")

    assert (ticket.party_id, ticket.priority_id, ticket.further) == (None, None, [])
    hall.close()
