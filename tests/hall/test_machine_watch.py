"""A machine's loss and return are told once each, however often it is tried between."""

import pytest

from hall.events import MachineFound, MachineLost
from hall.machine_watch import TURNS, MachineWatch
from hall.machines import Fault, MachineUnavailable, PaperState
from web.sentences.machines import machine_state

LOST = MachineUnavailable(Fault.SILENT, "no answer within 2 s")


@pytest.fixture
def watch(hall, clock):
    return MachineWatch(hall, "printer", "tcp://192.0.2.7", clock.steady)


@pytest.fixture
def told(facts):
    return lambda: [fact for fact in facts() if isinstance(fact, (MachineLost, MachineFound))]


def test_a_machine_that_works_from_the_start_is_no_news(watch, told):
    assert watch.health.state == "untried"

    watch.works()
    watch.works()

    assert told() == []
    assert watch.health.state == "ready"


def test_lost_and_found_are_told_once_each(watch, told):
    for _ in range(2):
        for _ in range(3):
            watch.fails(LOST)
        for _ in range(3):
            watch.works()

    assert told() == [MachineLost("printer", Fault.SILENT), MachineFound("printer")] * 2


def test_another_fault_is_told_too(watch, told):
    watch.fails(LOST)
    watch.fails(MachineUnavailable(Fault.PAPER_OUT))

    assert [fact.fault for fact in told()] == [Fault.SILENT, Fault.PAPER_OUT]


def test_the_office_sees_since_when_and_what_was_wrong_last(watch, clock):
    lost_at = clock.now
    watch.fails(LOST)
    clock.advance(minutes=5)
    watch.fails(LOST)
    assert (watch.health.state, watch.health.since) == ("lost", lost_at)

    watch.works("near_end")

    health = watch.health
    assert (health.state, health.fault, health.note) == ("ready", None, "near_end")
    assert health.since == clock.now
    assert (health.last_fault, health.last_detail) == (Fault.SILENT, "no answer within 2 s")
    assert health.last_fault_at == lost_at


def test_a_printer_that_never_answered_is_not_called_well(watch, told):
    watch.works(PaperState.NO_ANSWER)
    watch.works(PaperState.NO_ANSWER)
    assert watch.health.state == "unknown"
    assert machine_state(watch.health).startswith("不知道好坏")

    watch.works(PaperState.PLENTY)

    assert watch.health.state == "ready"
    assert told() == []


@pytest.mark.parametrize("ends_well", [True, False])
@pytest.mark.parametrize("machine", ["printer", "fingerprint_reader"])
def test_a_plug_that_is_loose_for_an_hour_fills_no_journal(hall, told, clock, ends_well, machine):
    watch = MachineWatch(hall, machine, "tcp://192.0.2.7", clock.steady)
    for second in range(3600):
        watch.fails(LOST) if second % 2 else watch.works()
        assert watch.health.state == ("lost" if second % 2 else "ready")
        clock.advance(seconds=1)
    assert len(told()) <= TURNS.burst + TURNS.amount

    for _ in range(4):  # asked again now and then
        clock.advance(minutes=1)
        watch.works() if ends_well else watch.fails(LOST)

    at_last = MachineFound(machine) if ends_well else MachineLost(machine, Fault.SILENT)
    assert told()[-1] == at_last
    assert len(told()) <= TURNS.burst + TURNS.amount + 2
