"""What is forgotten waits a week, sealed; a clock that is wrong forgets nothing for good."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from commands import main
from hall.demo_data.load import password_of
from hall.errors import NotFound
from hall.events import RemainsOpened
from hall.id_cards.actions import forget_old_numbers
from hall.id_cards.model import TicketCard
from hall.line import queries
from hall.notices.maintenance_worker import SETTLED_AFTER_ROUNDS, Chores, MaintenanceWorker
from hall.notices.media_store import MediaStore
from hall.proof_of_play.proofs import shelf_wanted
from hall.sealed_remains import SealedRemains
from server.data_folder import secret_in
from tests.conftest import MORNING
from tests.hall.test_clock_in_doubt import take
from tests.served import run_hall, write_config

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
