"""Slips: each comes out once, later if need be, never twice by itself; nobody waits for paper."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Thread

import pytest

from hall import journal
from hall.events import (
    MachineFound,
    MachineLost,
    PaperRanLow,
    SlipDelayed,
    SlipInDoubt,
    SlipPrinted,
)
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling
from hall.line.model import Ticket
from hall.line.queries import service_by_prefix, window_by_name
from hall.machine_watch import TURNS, MachineWatch
from hall.machines import Fault, MachineUnavailable, PaperState, PrintInDoubt, PrintProof
from hall.slips import actions
from hall.slips.letterhead import Letterhead
from hall.slips.model import PrintStage
from hall.slips.print_worker import IDLE_SECONDS, PrintWorker
from hall.slips.queries import latest_slip
from tests.hall.telling import kinds, wait_for
from tests.waiting import PATIENCE_SECONDS

PAPER_OUT = MachineUnavailable(Fault.PAPER_OUT)
LETTERHEAD = Letterhead("测试大厅", "0734-0000000", "http://192.0.2.1:8000")


def take(hall, service="A"):
    with hall.work("kiosk") as work:
        return issue_ticket(work, service_by_prefix(work.session, service), TicketRequest("kiosk"))


def slip_of(hall, ticket):
    with hall.read() as snapshot:
        return latest_slip(snapshot.session, ticket.id)


@pytest.fixture
def spooler(hall, tray):
    return PrintWorker(
        hall,
        tray,
        MachineWatch(hall, "printer", "virtual:"),
        LETTERHEAD.compose,
        pause_seconds=0.01,
    )


@pytest.fixture
def running(spooler):
    spooler.start()
    yield spooler
    spooler.stop()


def test_a_slip_says_what_the_visitor_needs(hall, tray, spooler):
    take(hall), take(hall)

    assert spooler.print_one()
    assert spooler.print_one()

    slip = tray.slips[1]
    said = [each.text for each in (*slip.body, *slip.below) if each.text]
    assert said[:5] == ["测试大厅", "A002", "社保医保", "请到1、6号窗口", "前面还有1人"]
    assert "取号时间 2025-03-03 09:30" in said
    assert slip.link.startswith("http://192.0.2.1:8000/t/")
    assert not slip.banner


def test_a_slip_is_printed_once(hall, tray, spooler, facts):
    ticket = take(hall)

    assert spooler.print_one()
    assert not spooler.print_one()

    assert len(tray.slips) == 1
    assert kinds(facts, SlipPrinted) == [SlipPrinted(ticket.id, "A001", PrintProof.CONFIRMED)]


def test_paper_out_keeps_the_slip_which_comes_out_once_after_the_repair(hall, tray, spooler, facts):
    ticket = take(hall)
    tray.fault = PAPER_OUT
    for _ in range(3):
        assert not spooler.print_one()
    assert slip_of(hall, ticket).stage is PrintStage.WANTED

    tray.fault = None
    assert spooler.print_one()
    assert not spooler.print_one()

    assert tray.numbers == ["A001"]
    told = kinds(facts, SlipDelayed, SlipPrinted, MachineLost, MachineFound)
    assert told == [
        SlipDelayed(ticket.id, "A001", Fault.PAPER_OUT),
        MachineLost("printer", Fault.PAPER_OUT),
        SlipPrinted(ticket.id, "A001", PrintProof.CONFIRMED),
        MachineFound("printer"),
    ]


def test_a_printer_that_comes_and_goes_each_second_loses_and_doubles_no_slip(
    hall, tray, clock, facts
):
    watch = MachineWatch(hall, "printer", "virtual:", clock.steady)
    spooler = PrintWorker(hall, tray, watch, LETTERHEAD.compose)
    for second in range(600):
        if second % 20 == 0:  # while it is away; it is back a second later
            take(hall)
        tray.fault = None if second % 2 else PAPER_OUT
        spooler.print_one()
        clock.advance(seconds=1)

    assert tray.numbers == [f"A{number:03d}" for number in range(1, 31)]
    assert len(kinds(facts, SlipPrinted)) == len(kinds(facts, SlipDelayed)) == 30
    assert len(kinds(facts, MachineLost, MachineFound)) <= TURNS.burst + TURNS.amount
    assert watch.health.state == "ready"


def test_while_it_is_tried_again_the_visitor_still_reads_why(hall, tray, spooler):
    ticket = take(hall)
    tray.fault = PAPER_OUT
    spooler.print_one()

    with hall.work("printer") as work:
        actions.take_up(work)

    slip = slip_of(hall, ticket)
    assert (slip.stage, slip.fault) == (PrintStage.PRINTING, Fault.PAPER_OUT)


def test_a_slip_in_doubt_is_never_printed_again_by_itself(hall, tray, spooler, facts):
    ticket = take(hall)
    tray.fault = PrintInDoubt(Fault.SILENT)
    spooler.print_one()
    tray.fault = None

    assert not spooler.print_one()

    assert tray.slips == []
    assert slip_of(hall, ticket).stage is PrintStage.IN_DOUBT
    assert kinds(facts, SlipInDoubt) == [SlipInDoubt(ticket.id, "A001", Fault.SILENT)]


def test_a_person_gets_another_slip_marked_as_such(hall, tray, spooler):
    ticket = take(hall)
    spooler.print_one()

    with hall.work("kiosk") as work:
        actions.want_another(work, ticket)
    spooler.print_one()

    assert [slip.banner for slip in tray.slips] == ["", "【补打】"]


def test_asking_again_for_a_slip_on_its_way_makes_no_second(hall, tray, spooler, facts):
    ticket = take(hall)
    before = facts()

    for _ in range(3):
        with hall.work("kiosk") as work:
            actions.want_another(work, ticket)

    assert facts() == before
    assert spooler.print_one()
    assert not spooler.print_one()


def test_after_a_power_cut_a_slip_that_was_printing_is_in_doubt(hall, tray, spooler, facts):
    ticket = take(hall)
    with hall.work("printer") as work:
        actions.take_up(work)

    spooler.start()
    wait_for(hall, lambda: bool(kinds(facts, SlipInDoubt)))
    spooler.stop()

    assert slip_of(hall, ticket).stage is PrintStage.IN_DOUBT
    assert tray.slips == []


@pytest.mark.parametrize(
    ("age", "printed"), [(timedelta(minutes=9, seconds=59), 1), (timedelta(minutes=10), 0)]
)
def test_old_slips_do_not_fall_out_when_the_paper_is_back(hall, clock, tray, spooler, age, printed):
    take(hall)

    clock.now += age
    spooler.print_one()

    assert len(tray.slips) == printed


def test_whoever_asks_after_that_time_gets_a_slip(hall, clock, tray, spooler):
    ticket = take(hall)
    clock.advance(minutes=11)

    with hall.work("kiosk") as work:
        actions.want_another(work, ticket)
    spooler.print_one()

    assert tray.numbers == ["A001"]


def test_the_thread_survives_what_nobody_expected(hall, tray, running, facts, caplog):
    tray.fault = ZeroDivisionError("a driver's mistake")
    with caplog.at_level(logging.CRITICAL):
        strange = take(hall)
        wait_for(hall, lambda: bool(kinds(facts, SlipInDoubt)))
    tray.fault = None

    take(hall)
    wait_for(hall, lambda: bool(kinds(facts, SlipPrinted)))

    assert tray.numbers == ["A002"]
    assert slip_of(hall, strange).stage is PrintStage.IN_DOUBT


def test_the_thread_tries_again_by_itself_soon_after_the_repair(hall, tray, running, facts):
    tries = []

    def print_at_the_sixth_try(slip):
        tries.append(slip.body[2].text)
        if len(tries) < 6:
            raise PAPER_OUT
        return PrintProof.CONFIRMED

    tray.print = print_at_the_sixth_try
    take(hall)

    wait_for(hall, lambda: bool(kinds(facts, SlipPrinted)))

    assert tries == ["A001"] * 6
    assert len(kinds(facts, SlipDelayed)) == 1


@dataclass
class StuckPrinter:
    """Takes a slip and holds it until told otherwise."""

    took: Event = field(default_factory=Event)
    let_go: Event = field(default_factory=Event)

    def print(self, _slip: object) -> PrintProof:
        self.took.set()
        assert self.let_go.wait(PATIENCE_SECONDS)
        return PrintProof.UNKNOWN

    def check(self) -> PaperState:
        return PaperState.UNKNOWN


def test_a_printer_that_is_stuck_delays_nobodys_number(hall, facts):
    stuck = StuckPrinter()
    spooler = PrintWorker(hall, stuck, MachineWatch(hall, "printer", "tcp:"), LETTERHEAD.compose)
    spooler.start()
    take(hall)
    assert stuck.took.wait(PATIENCE_SECONDS)

    numbers = [take(hall).number for _ in range(3)]

    assert numbers == ["A002", "A003", "A004"]
    assert kinds(facts, SlipPrinted) == []
    stuck.let_go.set()
    wait_for(hall, lambda: len(kinds(facts, SlipPrinted)) == 4)
    spooler.stop()


def test_the_thread_ends_at_once_even_if_told_just_before_it_waits(hall, tray):
    journal_after, wake = hall.journal_after, hall.wake
    about_to_wait, told = Event(), Event()

    def wait_after_being_told(seq, patience):
        told.clear()
        about_to_wait.set()
        assert told.wait(PATIENCE_SECONDS)
        return journal_after(seq, patience)

    def tell():
        wake()
        told.set()

    hall.journal_after, hall.wake = wait_after_being_told, tell
    spooler = PrintWorker(hall, tray, MachineWatch(hall, "printer", "virtual:"), LETTERHEAD.compose)
    spooler.start()
    assert about_to_wait.wait(PATIENCE_SECONDS)

    stopping = Thread(target=spooler.stop)
    stopping.start()
    stopping.join(IDLE_SECONDS / 2)

    assert not stopping.is_alive()


def test_a_roll_near_its_end_is_told_once(hall, tray, spooler, facts):
    tray.check = lambda: PaperState.NEAR_END

    for _ in range(3):
        spooler._look_after()

    assert kinds(facts, PaperRanLow) == [PaperRanLow()]


def test_the_journal_holds_after_all_this(hall, tray, spooler):
    take(hall)
    spooler.print_one()

    with hall.read() as snapshot:
        assert journal.first_break(snapshot.session) is None


def test_a_number_called_while_its_slip_is_on_the_way_stays_called(hall):
    ticket = take(hall)
    with hall.work("printer") as work:
        row = actions.take_up(work)
    with hall.work("staff:3") as work:
        calling.call_next(work, window_by_name(work.session, "1"))

    with hall.work("printer") as work:
        actions.came_out(work, row, PrintProof.CONFIRMED, None)

    with hall.read() as snapshot:
        now = snapshot.session.get(Ticket, ticket.id)
        assert (now.state, now.calls, now.window.name) == ("called", 1, "1")
