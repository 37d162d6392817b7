"""The journal: any change to what was written shows; a fact is written with what makes it true."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hall import journal
from hall.database import open_database
from hall.events import KINDS, SettingChanged, TicketIssued, read_back
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.queries import service_by_prefix
from hall.settings import change_setting, setting
from hall.unit_of_work import Hall
from tests.conftest import StoppedClock

FACTS = 12
COLUMNS = ("at", "actor", "kind", "details", "previous", "hash")
OTHER = {
    "at": st.sampled_from(["2025-03-03 01:30:00.000001", "1970-01-01 00:00:00.000000", "?", 7]),
    "actor": st.sampled_from(["staff:1", "", b"\x00"]),
    "kind": st.sampled_from(["TicketIssued", "settingchanged", ""]),
    "details": st.sampled_from(['{"name": "x", "value": "0"}', "{}", "[]", "not JSON", b"\xff"]),
    "previous": st.sampled_from(["0" * 64, "", "f" * 64]),
    "hash": st.sampled_from(["0" * 64, "", "f" * 64]),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A database with twelve facts in its journal."""
    file = tmp_path_factory.mktemp("journal") / "hall.sqlite3"
    hall = Hall(open_database(f"sqlite:///{file}"), StoppedClock())
    for value in range(FACTS):
        with hall.work("installer") as work:
            work.record(SettingChanged(name="纸", value=str(value)))
    hall.close()
    return file


def break_after(folder, written, *statements):
    file = folder / f"{uuid4().hex}.sqlite3"
    file.write_bytes(written.read_bytes())
    with closing(sqlite3.connect(file)) as database, database:
        for statement, values in statements:
            assert database.execute(statement, values).rowcount == 1
    records = open_database(f"sqlite:///{file}")
    with records.reading() as session:
        found = journal.first_break(session)
    records.close()
    return found


anywhere = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@anywhere
@given(seq=st.integers(1, FACTS), data=st.data())
def test_a_changed_row_is_found(tmp_path, written, seq, data):
    column = data.draw(st.sampled_from(COLUMNS))
    value = data.draw(OTHER[column])
    if (seq, column, value) == (1, "previous", "0" * 64):
        return  # as it was

    found = break_after(
        tmp_path, written, (f"UPDATE journal SET {column} = ? WHERE seq = ?", (value, seq))
    )

    assert found is not None
    assert found.seq == seq


@anywhere
@given(seq=st.integers(1, FACTS - 1))
def test_a_removed_row_is_found(tmp_path, written, seq):
    found = break_after(tmp_path, written, ("DELETE FROM journal WHERE seq = ?", (seq,)))

    assert found is not None
    assert found.seq == seq + 1


@anywhere
@given(pair=st.sets(st.integers(1, FACTS), min_size=2, max_size=2))
def test_two_rows_in_each_others_place_are_found(tmp_path, written, pair):
    first, second = sorted(pair)
    move = "UPDATE journal SET seq = ? WHERE seq = ?"

    found = break_after(
        tmp_path,
        written,
        *((move, places) for places in ((99, first), (first, second), (second, 99))),
    )

    assert found is not None
    assert found.seq == first


def hashed_anew(written, of, **changed) -> str:
    """What a forger who knows the recipe would write as the hash of a changed row."""
    with closing(sqlite3.connect(written)) as database:
        names = ("previous", "seq", "at", "actor", "kind", "details")
        question = f"SELECT {', '.join(names)} FROM journal WHERE seq = ?"
        row = dict(zip(names, database.execute(question, (of,)).fetchone(), strict=True))
    at = datetime.fromisoformat(row["at"]).replace(tzinfo=UTC)
    return journal.fingerprint(
        **{**row, "at": at, "details": json.loads(row["details"]), **changed}
    )


@anywhere
@given(seq=st.integers(1, FACTS - 1))
def test_a_changed_row_that_was_hashed_anew_is_found_at_the_next(tmp_path, written, seq):
    forged = hashed_anew(written, seq, actor="nobody")

    found = break_after(
        tmp_path,
        written,
        ("UPDATE journal SET actor = 'nobody', hash = ? WHERE seq = ?", (forged, seq)),
    )

    assert found is not None
    assert found.seq == seq + 1


def test_a_row_given_a_later_number_is_found(tmp_path, written):
    forged = hashed_anew(written, FACTS, seq=FACTS + 8)

    found = break_after(
        tmp_path,
        written,
        ("UPDATE journal SET seq = ?, hash = ? WHERE seq = ?", (FACTS + 8, forged, FACTS)),
    )

    assert found is not None
    assert found.seq == FACTS + 8


def test_a_journal_as_it_was_written_holds(tmp_path, written):
    assert break_after(tmp_path, written) is None


def test_a_chain_longer_than_a_page_is_walked_to_its_end(hall):
    with hall.work() as work:
        for value in range(journal.LONGEST_PAGE + 5):
            work.record(SettingChanged(name="x", value=str(value)))

    with hall.read() as snapshot:
        assert journal.first_break(snapshot.session) is None
        rows = journal.after(snapshot.session, 0)
        assert len(rows) == journal.LONGEST_PAGE
        assert len(journal.after(snapshot.session, rows[-1].seq)) > 5


def test_rows_are_numbered_without_gaps(hall):
    for value in range(5):
        with hall.work() as work:
            work.record(SettingChanged(name="x", value=str(value)))
            work.record(SettingChanged(name="y", value=str(value)))

    with hall.read() as snapshot:
        numbers = [row.seq for row in journal.after(snapshot.session, 0)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_deed_that_fails_leaves_neither_its_rows_nor_its_facts(hall, facts):
    before = facts()

    with pytest.raises(ZeroDivisionError), hall.work() as work:
        change_setting(work, "mask_names", "no")
        issue_ticket(work, service_by_prefix(work.session, "A"), TicketRequest("kiosk"))
        raise ZeroDivisionError

    assert facts() == before
    with hall.read() as snapshot:
        assert setting(snapshot.session, "mask_names") == "yes"


def test_a_fact_is_there_for_whoever_sees_the_row_it_belongs_to(hall):
    with hall.work() as work:
        issue_ticket(work, service_by_prefix(work.session, "A"), TicketRequest("kiosk"))
        seq = work.seq

    with hall.read() as snapshot:
        assert snapshot.seq == seq
        assert journal.after(snapshot.session, seq - 1)[0].kind == "TicketIssued"


def test_a_fact_of_an_unknown_kind_is_skipped():
    assert read_back("MoonLanded", {"window": "1"}) is None


def test_a_fact_with_fields_of_a_later_version_is_read_without_them():
    details = {"ticket_id": 1, "number": "A001", "service": "A", "source": "api", "mood": 5}

    assert read_back("TicketIssued", details) == TicketIssued(1, "A001", "A", "api")


def test_a_fact_that_lacks_a_field_is_skipped():
    assert read_back("TicketIssued", {"ticket_id": 1}) is None


def test_every_fact_survives_the_way_through_the_journal(hall, facts):
    samples = {
        "int": 7,
        "str": "纸“”\n",
        "bool": True,
        "int | None": None,
        "str | None": None,
        "list[str]": ["纸"],
        "list[int]": [7],
        "dict[str, int]": {"纸": 1},
        "float": 5.0,
        "float | None": 0.5,
        "list[dict[str, typing.Any]]": [{"name": "上午"}],
    }
    told = [
        kind(**{name: samples[str(of).partition("'")[2].partition("'")[0] or str(of)]
                for name, of in kind.__annotations__.items() if name != "kind"})
        for kind in KINDS.values()
    ]  # fmt: skip

    with hall.work() as work:
        for fact in told:
            work.record(fact)

    assert facts()[-len(told) :] == told
    with hall.read() as snapshot:
        assert journal.first_break(snapshot.session) is None


def test_the_hash_can_be_computed_by_anyone_from_the_published_parts(hall):
    from hashlib import sha256

    with hall.read() as snapshot:
        row = journal.after(snapshot.session, 0)[0]

    spelled = json.dumps(
        [row.previous, row.seq, row.at.isoformat(timespec="microseconds"), row.actor, row.kind,
         row.details],
        ensure_ascii=False, sort_keys=True, separators=(",", ":"),
    )  # fmt: skip
    assert sha256(spelled.encode()).hexdigest() == row.hash
