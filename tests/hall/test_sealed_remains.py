"""What is forgotten waits a week, sealed; a clock that is wrong forgets nothing for good."""

import json
import shutil
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import JSON, Boolean, Date, Float, Integer, String, delete, func, select

from commands import main
from hall.base import Base, EnumColumn, Moment
from hall.database import open_database
from hall.demo_data.load import password_of
from hall.errors import NotFound, ThereAgain
from hall.events import DataPutBack, RemainsOpened
from hall.hall_time import BeforeStart
from hall.id_cards.actions import forget_old_numbers
from hall.id_cards.model import TicketCard
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import queries
from hall.line.model import Stay
from hall.notices.maintenance_worker import SETTLED_AFTER_ROUNDS, Chores, MaintenanceWorker
from hall.notices.media_store import MediaStore
from hall.proof_of_play.proofs import shelf_wanted
from hall.putting_back import put_back
from hall.retention.ticket_notes import forget_old_notes
from hall.sealed_remains import SealedRemains
from hall.slips.model import PaperSlip
from hall.unit_of_work import Hall
from server.data_folder import secret_in
from tests.conftest import MORNING, MOST_HOURS
from tests.hall.test_clock_in_doubt import take
from tests.served import ReadyHall, run_hall, write_config

CARD = "110101199003070011"


@pytest.fixture
def remains(tmp_path):
    return SealedRemains(tmp_path, secret_in(tmp_path))


@pytest.fixture
def card(hall):
    """One whose last day was yesterday."""
    take(hall)
    with hall.work() as work:
        ticket = work.session.scalars(select(queries.Ticket)).first()
        over = (MORNING - timedelta(days=1)).date()
        work.session.add(TicketCard(ticket_id=ticket.id, number=CARD, until=over))


def forget(hall, remains):
    with hall.work() as work:
        forget_old_numbers(work, remains.keep)


def test_what_is_forgotten_is_sealed_for_a_week_and_opening_it_is_written_down(
    hall, card, remains, clock, tmp_path, facts
):
    forget(hall, remains)

    (name,) = remains.names()
    file = tmp_path / "forgotten" / name
    assert (file.stat().st_mode & 0o777, CARD.encode() in file.read_bytes()) == (0o600, False)
    assert [row["number"] for row in remains.opened(hall, name, "staff:1")] == [CARD]
    assert facts()[-1] == RemainsOpened(file=name)
    clock.advance(days=6)
    assert remains.forget_old(hall) == 0
    clock.advance(days=2)
    assert (remains.forget_old(hall), remains.names()) == (1, [])


def test_it_opens_with_the_halls_own_key_alone(hall, card, remains, tmp_path, facts):
    forget(hall, remains)
    before = facts()

    for name in (*remains.names(), "../secret.key"):
        with pytest.raises(NotFound):
            SealedRemains(tmp_path, "another").opened(hall, name, "staff:1")

    assert facts() == before


def test_where_it_cannot_be_sealed_nothing_is_forgotten(hall, card, remains, tmp_path):
    (tmp_path / "forgotten").touch()

    with pytest.raises(OSError, match="forgotten"):
        forget(hall, remains)

    with hall.read() as snapshot:
        assert snapshot.session.scalar(select(TicketCard.number)) == CARD


def test_nothing_is_removed_by_a_doubted_clock_and_what_a_wrong_one_sealed_waits_from_now(
    hall, card, remains, clock
):
    take(hall)
    clock.jump(days=3 * 365)
    hall.accept_the_clock("staff:1")
    forget(hall, remains)
    (ahead,) = remains.names()
    clock.jump(days=-3 * 365)
    assert remains.forget_old(hall) == 0

    hall.accept_the_clock("staff:1")
    remains.forget_old(hall)

    (name,) = remains.names()
    assert name < ahead
    clock.advance(days=8)
    assert remains.forget_old(hall) == 1


def test_the_caretaker_forgets_nothing_in_its_first_rounds(hall, card, remains, tmp_path):
    swept = []
    chores = Chores(forgetting=(swept.append,), keep=remains.keep)
    worker = MaintenanceWorker(hall, MediaStore(tmp_path), shelf_wanted, chores=chores)

    def kept():
        with hall.read() as snapshot:
            return snapshot.session.scalar(select(func.count()).select_from(TicketCard))

    for _ in range(SETTLED_AFTER_ROUNDS):
        worker.run_guarded()
    assert (kept(), swept) == (1, [])

    worker.run_guarded()

    assert (kept(), swept, len(remains.names())) == (0, [hall], 1)


def test_the_director_opens_it_with_the_command_and_nobody_else(hall, card, remains, tmp_path):
    config, _ = write_config(tmp_path, '[storage]\nfolder = "."\n')
    forget(hall, remains)
    (name,) = remains.names()

    def opened(account):
        words = ["forgotten", name, "--account", account, "--config", str(config)]
        return CliRunner().invoke(main, words, input=f"{password_of(account)}\n")

    told = opened("jia").output.splitlines()[-1]
    assert json.loads(told)["number"] == CARD
    assert "不是主任" in opened("yi").output
    assert name in run_hall("forgotten", "--config", config).stdout


def cards(hall):
    with hall.read() as snapshot:
        return [(card.number, card.until) for card in snapshot.session.scalars(select(TicketCard))]


def test_one_thing_is_put_back_as_it_was_and_once(hall, card, remains, facts):
    before = cards(hall)
    forget(hall, remains)
    (name,) = remains.names()
    assert cards(hall) == []

    put_back(hall, remains, name, "1", actor="staff:1")

    assert cards(hall) == before
    assert facts()[-1] == DataPutBack(table="ticket_card", key="1", file=name)
    with pytest.raises(ThereAgain):
        put_back(hall, remains, name, "1", actor="staff:1")
    with pytest.raises(NotFound):
        put_back(hall, remains, name, "2", actor="staff:1")
    assert cards(hall) == before


def test_of_what_lost_its_words_alone_only_those_come_back_and_newer_ones_stay(
    hall, remains, clock
):
    ticket = take(hall)
    with hall.work() as work:
        work.session.get(queries.Ticket, ticket.id).note = "去复印"
    clock.advance(days=366)
    assert forget_old_notes(hall, remains.keep) == 1
    with hall.work() as work:
        work.session.get(queries.Ticket, ticket.id).calls = 3
    (name,) = remains.names()

    put_back(hall, remains, name, str(ticket.id), actor="staff:1")

    with hall.work() as work:
        found = work.session.get(queries.Ticket, ticket.id)
        assert (found.note, found.calls) == ("去复印", 3)
        found.note = "新写的"
    with pytest.raises(ThereAgain):
        put_back(hall, remains, name, str(ticket.id), actor="staff:1")
    with hall.read() as snapshot:
        assert snapshot.session.get(queries.Ticket, ticket.id).note == "新写的"


def test_what_belongs_to_nothing_any_more_is_not_put_back(hall, card, remains):
    forget(hall, remains)
    with hall.work() as work:
        work.session.execute(delete(Stay))
        work.session.execute(delete(PaperSlip))
        work.session.execute(delete(queries.Ticket))
    (name,) = remains.names()

    with pytest.raises(ThereAgain):
        put_back(hall, remains, name, "1", actor="staff:1")

    assert cards(hall) == []


def test_every_rule_that_seals_can_be_undone_from_its_file():
    """A column that JSON cannot hold would come back as its name."""
    sealing = {"ticket_card", "opinion", "rating", "ticket", "exposure"}
    for mapper in Base.registry.mappers:
        if getattr(mapper.class_, "__tablename__", "") in sealing:
            for column in mapper.columns:
                assert isinstance(
                    column.type, (Moment, Date, EnumColumn, String, Integer, Float, Boolean, JSON)
                ), column


@pytest.mark.slow_because("a real server runs beside the command")
def test_the_command_puts_back_while_the_server_runs(tmp_path, demo_database):
    config, port = write_config(tmp_path, '[storage]\nfolder = "."\n')
    shutil.copyfile(demo_database, tmp_path / "hall.sqlite3")
    remains = SealedRemains(tmp_path, secret_in(tmp_path))
    records = open_database(f"sqlite:///{tmp_path / 'hall.sqlite3'}")
    hall = Hall(records, before=BeforeStart(MOST_HOURS))
    with hall.work() as work:
        ticket = issue_ticket(
            work, queries.service_by_prefix(work.session, "A"), TicketRequest("counter")
        )
        over = (work.now - timedelta(days=1)).date()
        work.session.add(TicketCard(ticket_id=ticket.id, number=CARD, until=over))
    forget(hall, remains)
    (name,) = remains.names()
    words = ["forgotten", name, "--put-back", "1", "--account", "jia", "--config", str(config)]

    with ReadyHall(config, port) as served:
        done = CliRunner().invoke(main, words, input=f"{password_of('jia')}\n")
        again = CliRunner().invoke(main, words, input=f"{password_of('jia')}\n")
        assert served.ask("GET", "/kiosk")[0] == 200

    assert "放回了" in done.output
    assert "放不回去" in again.output
    assert [number for number, _ in cards(hall)] == [CARD]
    hall.close()
