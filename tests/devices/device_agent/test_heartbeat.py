"""``hall devices`` dies while it prints: known within 20 s, said everywhere, nothing doubled."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest

from devices.device_agent.agent_threads import CallThread, HeartbeatThread
from hall.events import SlipDelayed, SlipInDoubt, SlipPrinted
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.queries import service_by_prefix
from hall.machine_watch import MachineWatch
from hall.machines import Fault, MachineUnavailable, NoAnswerYet, PaperState, PrintProof
from hall.remote_devices import RemotePrinter, RpcChannel, rpc_channel
from hall.slips.actions import job_of, want_another
from hall.slips.letterhead import Letterhead
from hall.slips.model import PrintStage
from hall.slips.print_worker import IDLE_SECONDS, PrintWorker
from hall.slips.queries import latest_slip
from kiosk.slip_status import slip_status
from tests.hall.telling import kinds
from tests.waiting import PATIENCE_SECONDS, StoppedSeconds
from web.sentences.machines import machine_state

LETTERHEAD = Letterhead("测试大厅", "0734-0000000", "http://192.0.2.1:8000")
WELL = {"paper": PaperState.PLENTY}


@pytest.fixture
def seconds():
    return StoppedSeconds()


@pytest.fixture
def channel(seconds, monkeypatch):
    monkeypatch.setattr(rpc_channel, "LOOK_SECONDS", 0.01)
    channel = RpcChannel(seconds)
    channel.next_call(WELL, 0)
    return channel


@pytest.fixture
def elsewhere():
    with ThreadPoolExecutor(1) as pool:
        yield lambda *call, **values: pool.submit(*call, **values)


def ends(future: Future):
    return future.result(PATIENCE_SECONDS)


def test_a_call_is_given_up_as_soon_as_nobody_is_at_it(channel, seconds, elsewhere):
    waiting = elsewhere(channel.call, "print", 90.0)
    channel.next_call(WELL, PATIENCE_SECONDS)

    seconds.now += rpc_channel.SEEN_WITHIN_SECONDS

    with pytest.raises(NoAnswerYet, match="no_agent"):
        ends(waiting)
    assert not channel.present


def test_it_is_known_within_twenty_seconds_also_when_nothing_was_printing():
    assert rpc_channel.SEEN_WITHIN_SECONDS + IDLE_SECONDS < 20


def test_a_slow_print_is_waited_for_as_long_as_somebody_is_at_it(channel, seconds, elsewhere):
    waiting = elsewhere(channel.call, "print", 90.0)
    call = channel.next_call(WELL, PATIENCE_SECONDS)
    for _ in range(20):
        seconds.now += 4.0
        assert channel.hear(call.id)
    assert channel.present

    assert channel.bring(call.id, {"proof": "confirmed"})
    assert ends(waiting) == {"proof": "confirmed"}
    assert not channel.hear(call.id)


def test_the_next_hall_devices_is_not_taken_for_the_dead_one(channel, seconds, elsewhere):
    waiting = elsewhere(channel.call, "print", 90.0)
    channel.next_call(WELL, PATIENCE_SECONDS)
    seconds.now += 5.0
    channel.next_call(WELL, 0)
    seconds.now += 5.0

    with pytest.raises(NoAnswerYet, match="no_agent"):
        ends(waiting)
    assert channel.present


class Server:
    """Has one call to make, and notes what is posted."""

    def __init__(self):
        self.posted, self.calls = [], [{"id": "7", "name": "print", "values": {}}]

    def post(self, path, _content, _timeout_seconds=10.0):
        self.posted.append(path.removeprefix("/api/outpost/"))
        return self.calls.pop() if path.endswith("/next") else {}


def test_the_agent_says_that_it_is_at_a_call_while_its_driver_is_slow(elsewhere):
    server, begun, go = Server(), Event(), Event()

    def slow(_values):
        begun.set()
        assert go.wait(PATIENCE_SECONDS)
        return {}

    calls = CallThread(server, "printer", dict, {"print": slow})
    heartbeat = HeartbeatThread([calls])
    heartbeat.round()
    making = elsewhere(calls.round)
    assert begun.wait(PATIENCE_SECONDS)
    heartbeat.round()
    go.set()
    ends(making)
    heartbeat.round()

    assert server.posted == ["printer/next", "printer/calls/7/alive", "printer/answers/7"]


# The slip that was in hand


class Elsewhere:
    """A printer at a computer that goes away with the first job, and is asked when it is back."""

    def __init__(self):
        self.away, self.outcome, self.printed = True, None, []

    def print_job(self, job, _page):
        if self.away:
            raise NoAnswerYet(Fault.NO_AGENT)
        self.printed.append(job)
        return PrintProof.CONFIRMED

    def print(self, page):
        return self.print_job("", page)

    def outcome_of(self, _job):
        if self.away:
            raise MachineUnavailable(Fault.NO_AGENT)
        return self.outcome

    def check(self):
        if self.away:
            raise MachineUnavailable(Fault.NO_AGENT)
        return PaperState.PLENTY


@pytest.fixture
def printer():
    return Elsewhere()


@pytest.fixture
def watch(hall):
    return MachineWatch(hall, "printer", "remote:")


@pytest.fixture
def worker(hall, printer, watch):
    return PrintWorker(hall, printer, watch, LETTERHEAD.compose)


def take(hall):
    with hall.work("kiosk") as work:
        return issue_ticket(work, service_by_prefix(work.session, "A"), TicketRequest("kiosk"))


def slip_of(hall, ticket):
    with hall.read() as snapshot:
        return latest_slip(snapshot.session, ticket.id)


def go_round(worker):
    """One round that does not wait for the journal: it is being stopped when it would."""
    worker.wake()
    worker.run_guarded()


def test_a_slip_in_the_hands_of_a_dead_agent_is_in_doubt_at_once(hall, worker, watch, facts):
    ticket = take(hall)

    go_round(worker)

    slip = slip_of(hall, ticket)
    assert (slip.stage, slip.fault) == (PrintStage.IN_DOUBT, Fault.NO_AGENT)
    assert slip_status(slip, watch.health)["sentence"] == "号票可能没有印好，请记住您的号码。"
    assert "接设备的电脑没有连上来" in machine_state(watch.health)
    go_round(worker)
    assert len(kinds(facts, SlipInDoubt)) == 1


def test_whoever_comes_meanwhile_is_told_that_no_paper_comes(hall, worker, watch):
    take(hall)
    go_round(worker)
    later = take(hall)

    said = slip_status(slip_of(hall, later), watch.health)["sentence"]

    assert said == "接设备的电脑没有连上来，暂时不能出票。请记住您的号码，号有效。"


def test_back_again_it_says_that_the_slip_is_out(hall, worker, printer, facts):
    ticket = take(hall)
    go_round(worker)
    printer.away, printer.outcome = False, PrintProof.CONFIRMED

    worker.request_stop()
    go_round(worker)

    assert slip_of(hall, ticket).stage is PrintStage.PRINTED
    assert not printer.printed
    assert len(kinds(facts, SlipPrinted)) == 1


def test_back_again_it_prints_what_it_surely_never_began(hall, worker, printer, facts):
    ticket = take(hall)
    go_round(worker)
    printer.away = False

    worker.request_stop()
    go_round(worker)
    worker.stopping.clear()
    worker.print_one()

    slip = slip_of(hall, ticket)
    assert slip.stage is PrintStage.PRINTED
    assert printer.printed == [job_of(slip)]
    assert len(kinds(facts, SlipDelayed)) == 1


def test_what_was_asked_for_once_more_meanwhile_is_the_only_one_to_come(hall, worker, printer):
    ticket = take(hall)
    go_round(worker)
    with hall.work("kiosk") as work:
        another = want_another(work, work.session.merge(ticket))
    printer.away = False

    worker.request_stop()
    go_round(worker)
    worker.stopping.clear()
    while worker.print_one():
        pass

    assert printer.printed == [job_of(another)]


def test_after_ten_minutes_it_is_not_asked_any_more(hall, worker, printer, clock):
    ticket = take(hall)
    go_round(worker)
    clock.advance(minutes=11)
    printer.away = False

    worker.request_stop()
    go_round(worker)
    worker.stopping.clear()

    assert not worker.print_one()
    assert slip_of(hall, ticket).stage is PrintStage.IN_DOUBT


def test_a_server_that_starts_again_says_so_no_later(hall, worker, printer, clock):
    ticket = take(hall)
    with hall.work("printer") as work:
        slip = slip_of(hall, ticket)
        work.session.merge(slip).stage = PrintStage.PRINTING
    clock.advance(seconds=14)
    go_round(worker)
    assert slip_of(hall, ticket).stage is PrintStage.PRINTING

    clock.advance(seconds=2)
    go_round(worker)
    assert slip_of(hall, ticket).stage is PrintStage.IN_DOUBT


def test_a_printer_elsewhere_raises_what_the_worker_tells_apart(channel, seconds, elsewhere):
    asked = elsewhere(RemotePrinter(channel).outcome_of, "1-2")
    channel.next_call(WELL, PATIENCE_SECONDS)
    seconds.now += rpc_channel.SEEN_WITHIN_SECONDS

    with pytest.raises(MachineUnavailable) as raised:
        ends(asked)
    assert not isinstance(raised.value, NoAnswerYet)
