"""A key of a pad does what the page at that window would do, in the clerk's name."""

import pytest

from devices.call_pads.connect import pads_at
from devices.call_pads.simulator import SimulatedPads
from hall.call_pads import actions
from hall.call_pads.pad_worker import PadWorker
from hall.errors import HallError, NobodyWaiting, NotSignedIn
from hall.events import RatingGiven, TicketCalled, TicketMissed, TicketTransferred, WindowPaused
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.journal import after
from hall.line import queries
from hall.line.calling import call_next
from hall.line.finishing import finish
from hall.line.seating import sit_down
from hall.line.visit_steps import serve
from hall.machine_watch import MachineWatch
from hall.machines import PadKey, PadPress, PadRating
from hall.people.queries import staff_by_account
from tests.hall.telling import kinds
from tests.waiting import wait_until


@pytest.fixture
def press(hall):
    def press(key: PadKey, digit: int | None = None):
        with hall.work("pads") as work:
            actions.press(work, PadPress("1", key, digit))

    return press


@pytest.fixture
def seated(hall):
    with hall.work() as work:
        window = queries.window_by_name(work.session, "1")
        sit_down(work, window, staff_by_account(work.session, "bing"))
        service = window.services[0]
        return [issue_ticket(work, service, TicketRequest("kiosk")).number for _ in range(3)]


def at_window(hall) -> list[tuple[str, str]]:
    with hall.read() as snapshot:
        window = queries.window_by_name(snapshot.session, "1")
        return [
            (t.number, t.state) for t in queries.at_window(snapshot.session, snapshot.today, window)
        ]


def test_next_recall_miss(hall, seated, press, clock, facts):
    press(PadKey.NEXT)
    assert at_window(hall) == [(seated[0], "called")]
    clock.advance(seconds=30)
    press(PadKey.RECALL)
    press(PadKey.MISS)

    assert [fact.turn for fact in kinds(facts, TicketCalled)] == [1, 2]
    assert [fact.number for fact in kinds(facts, TicketMissed)] == [seated[0]]


def test_park_and_resume(hall, seated, press):
    press(PadKey.NEXT)
    with hall.work() as work:
        serve(work, queries.at_window(work.session, work.today, here(work))[0])
    press(PadKey.PARK)
    assert at_window(hall) == []

    press(PadKey.RESUME)
    assert at_window(hall) == [(seated[0], "serving")]


def here(work):
    return queries.window_by_name(work.session, "1")


def test_pause_opens_again_and_next_ends_it(seated, press, facts):
    press(PadKey.PAUSE)
    press(PadKey.PAUSE)
    press(PadKey.PAUSE)
    press(PadKey.NEXT)

    assert [bool(fact.reason) for fact in kinds(facts, WindowPaused)] == [True, False, True, False]


def test_a_digit_and_transfer_send_on_to_the_service_so_counted(hall, seated, press, facts):
    with hall.read() as snapshot:
        services = [service.prefix for service in queries.services(snapshot.session)]
        own = queries.window_by_name(snapshot.session, "1").services[0].prefix
    wanted = next(at for at, prefix in enumerate(services, 1) if prefix != own)
    press(PadKey.NEXT)
    with hall.work() as work:
        serve(work, queries.at_window(work.session, work.today, here(work))[0])

    press(PadKey.TRANSFER, wanted)

    assert at_window(hall) == []
    assert [fact.service for fact in kinds(facts, TicketTransferred)] == [services[wanted - 1]]


@pytest.mark.parametrize("key", [PadKey.RECALL, PadKey.MISS, PadKey.PARK, PadKey.RESUME])
def test_without_a_visit_there_is_nothing_to_do(seated, press, key):
    with pytest.raises(NobodyWaiting):
        press(key)


def test_nobody_at_the_window_means_no_deed(press):
    with pytest.raises(NotSignedIn):
        press(PadKey.NEXT)


def test_a_deed_from_a_pad_is_the_clerks(hall, seated, press):
    press(PadKey.NEXT)

    with hall.read() as snapshot:
        called = [row for row in after(snapshot.session, 0) if row.kind == "TicketCalled"]
        assert [row.actor for row in called] == ["staff:3"]


def test_a_rating_counts_for_the_visit_that_has_just_ended(hall, seated, facts):
    with hall.work() as work:
        finish(work, call_next(work, here(work)))
    with hall.work("pads") as work:
        actions.take_rating(work, PadRating("1", 2))
    with pytest.raises(HallError), hall.work("pads") as work:
        actions.take_rating(work, PadRating("1", 2))  # rated already

    assert len(kinds(facts, RatingGiven)) == 1


def test_from_the_key_to_the_display(hall, seated, facts):
    with SimulatedPads() as line:
        pads, _ = pads_at(line.url, "1=1", "5=1", "")
        worker = PadWorker(hall, pads, {"1", "no such window"}, MachineWatch(hall, "call_pads", ""))
        worker.start()
        wait_until(lambda: line.shown.get(1) == ("003", "   "))

        line.press(1, 0x0C)
        wait_until(lambda: line.shown.get(1) == ("002", seated[0][-3:]))

        line.press(1, 0x03, 0x0F)  # nobody is parked
        wait_until(lambda: line.beeps == {1: 1})

        line.press(1, 0x0B)
        wait_until(lambda: line.asked == {5})

        line.unplug()
        wait_until(lambda: "MachineLost" in [fact.kind for fact in facts()])
        line.plug_in()
        line.shown.clear()
        wait_until(lambda: line.shown.get(1) == ("002", seated[0][-3:]))
        worker.stop()
        pads.close()
