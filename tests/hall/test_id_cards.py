"""ID cards: what is kept of one, for how long, and what is never written down."""

from datetime import timedelta

import pytest

from devices.id_card_reader.simulator import number_of
from hall import journal
from hall.errors import Malformed
from hall.id_cards import actions, card_requests
from hall.id_cards.card_reader_worker import CardReaderWorker
from hall.id_cards.card_requests import PATIENCE_SECONDS, WAITS_SECONDS, CardRequests, CardStage
from hall.id_cards.model import TicketCard
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.queries import service_by_prefix
from hall.machine_watch import MachineWatch
from hall.machines import Fault, IdCard, MachineUnavailable, Misread
from tests.waiting import StoppedSeconds, wait_until

CARD = IdCard("演示员甲", number_of(), None)


@pytest.fixture
def seconds() -> StoppedSeconds:
    return StoppedSeconds()


def taken_with_a_card(hall, *, keep_days=0):
    with hall.work("kiosk") as work:
        service = service_by_prefix(work.session, "A")
        actions.change_wish(work, service, asks=True, keep_days=keep_days)
        ticket = issue_ticket(work, service, TicketRequest("kiosk"))
        actions.note_card(work, ticket, CARD)
        actions.note_card(work, ticket, CARD)  # the same touch once more
    return ticket


def kept(hall):
    with hall.read() as snapshot:
        return actions.kept_numbers(snapshot.session)


def forget(hall):
    with hall.read() as snapshot:
        over = actions.some_are_over(snapshot)
    with hall.work() as work:
        actions.forget_old_numbers(work)
    return over


def test_a_number_is_dropped_when_the_day_is_over(hall, clock, facts):
    taken_with_a_card(hall)
    clock.advance(hours=14)
    assert not forget(hall)
    assert kept(hall) == 1

    clock.advance(hours=1)  # midnight of the hall
    assert forget(hall)
    assert kept(hall) == 0
    assert facts()[-1].count == 1


def test_a_service_that_needs_the_number_keeps_it_so_long(hall, clock):
    taken_with_a_card(hall, keep_days=3)
    clock.advance(days=3)
    assert not forget(hall)

    clock.advance(days=1)
    assert forget(hall)
    assert kept(hall) == 0


def test_the_journal_holds_neither_number_nor_name(hall):
    taken_with_a_card(hall)

    with hall.read() as snapshot:
        told = " ".join(str(row.details) for row in journal.after(snapshot.session, 0))
    assert CARD.number not in told
    assert CARD.name not in told


def test_one_card_has_one_place_in_a_line(hall, clock):
    first = taken_with_a_card(hall)

    with hall.work() as work:
        service, other = (service_by_prefix(work.session, each) for each in "AB")
        assert actions.waits_already(work, service, CARD).id == first.id
        assert actions.waits_already(work, other, CARD) is None
    clock.advance(days=1)
    with hall.work() as work:
        assert actions.waits_already(work, service_by_prefix(work.session, "A"), CARD) is None


def test_a_number_is_shown_masked_and_a_wish_has_bounds(hall):
    ticket = taken_with_a_card(hall)

    with hall.read() as snapshot:
        masked = actions.card_behind(snapshot.session, ticket).masked
        assert actions.wishes(snapshot.session) != {}
    assert masked == f"9{'*' * 16}{CARD.number[-1]}"
    with hall.work() as work, pytest.raises(Malformed):
        service = service_by_prefix(work.session, "A")
        actions.change_wish(work, service, asks=True, keep_days=actions.MOST_DAYS + 1)


def test_a_wish_is_a_fact_once(hall, facts):
    for asks in (True, True, False, False):
        with hall.work() as work:
            service = service_by_prefix(work.session, "B")
            actions.change_wish(work, service, asks=asks, keep_days=2)

    assert [fact.asks for fact in facts() if type(fact).__name__ == "CardWishChanged"] == [
        True,
        False,
    ]


def test_a_card_is_forgotten_after_a_while(monkeypatch):
    place = CardRequests()
    place.wait_for_card("a")
    place.tell(CARD)
    assert place.wait_for_card("a") is CardStage.READ
    assert place.card_for("a") == CARD
    assert place.card_for("b") is None

    monkeypatch.setattr(card_requests, "REMEMBERED_SECONDS", -1)
    assert place.card_for("a") is None


def test_only_one_kiosk_waits_at_a_time_and_one_that_left_makes_room(seconds):
    place = CardRequests(seconds)
    assert place.wait_for_card("a") is CardStage.LAY
    assert place.wait_for_card("b") is CardStage.BUSY

    seconds.now += WAITS_SECONDS
    assert place.wait_for_card("b") is CardStage.LAY


def test_the_page_is_told_what_to_do():
    place = CardRequests()
    place.tell(CARD)  # nobody waits: dropped
    place.wait_for_card("a")
    place.tell(Misread.LIFTED)
    assert place.wait_for_card("a") is CardStage.LIFTED
    place.tell(Misread.WRONG)
    assert place.wait_for_card("a") is CardStage.WRONG


def test_who_waits_long_is_told_that_a_card_left_lying_has_to_be_lifted(seconds):
    place = CardRequests(seconds)
    place.wait_for_card("a")
    seconds.now += PATIENCE_SECONDS
    assert place.wait_for_card("a") is CardStage.LAY
    seconds.now += 1
    assert place.wait_for_card("a") is CardStage.AGAIN


class Reader:
    """Counts how often it is looked at; says what it is given."""

    def __init__(self):
        self.looks, self.checks, self.seen, self.fault = 0, 0, None, None

    def next_card(self):
        self.looks += 1
        return self.seen

    def check(self):
        self.checks += 1
        if self.fault:
            raise MachineUnavailable(self.fault)

    def close(self):
        pass


def test_no_card_is_looked_at_before_somebody_asks(hall):
    reader = Reader()
    watch = MachineWatch(hall, "id_card_reader", "")
    worker = CardReaderWorker(reader, watch, pause_seconds=0.01)
    worker.start()
    try:
        wait_until(lambda: reader.checks)
        reader.seen = CARD
        assert reader.looks == 0

        worker.desk.wait_for_card("a")
        wait_until(lambda: worker.desk.wait_for_card("a") is CardStage.READ)
        assert watch.health.state == "ready"
    finally:
        worker.stop()


def test_a_reader_lost_is_told_and_comes_back(hall):
    reader = Reader()
    reader.fault = Fault.ABSENT
    watch = MachineWatch(hall, "id_card_reader", "")
    worker = CardReaderWorker(reader, watch, pause_seconds=0.01)
    worker.start()
    try:
        wait_until(lambda: watch.health.fault is Fault.ABSENT)
        reader.fault = None
        wait_until(lambda: watch.health.state == "ready")
    finally:
        worker.stop()


def test_the_row_itself_does_not_print_the_number(hall):
    ticket = taken_with_a_card(hall)

    with hall.read() as snapshot:
        row = snapshot.session.get(TicketCard, ticket.id)
        assert CARD.number not in repr(row)
        assert row.until == ticket.day + timedelta(days=0)
