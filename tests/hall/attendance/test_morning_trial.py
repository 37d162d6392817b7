"""The fingerprint reader is tried each morning, once, before the hall opens."""

from dataclasses import dataclass, field
from datetime import time, timedelta

import pytest

from hall.attendance.morning_trial import MorningTrial, is_due, latest_trial
from hall.attendance.reader_job_queue import ReaderJobQueue
from hall.clock import HALL_ZONE
from hall.events import ReaderTried
from hall.machines import Fault, MachineUnavailable, TemplateLibrary
from tests.conftest import MORNING
from tests.hall.telling import kinds


@dataclass
class TriedReader:
    """It holds these pages; ``fault`` is what it meets at the glass."""

    pages: set[int] = field(default_factory=lambda: set(range(1, 11)))
    fault: Fault | None = None
    mark: str | None = None

    def library(self) -> TemplateLibrary:
        return TemplateLibrary(capacity=200, security_level=3, pages=frozenset(self.pages))

    def check(self) -> None:
        if self.fault:
            raise MachineUnavailable(self.fault)

    def write_mark(self, mark: str) -> None:
        self.mark = mark


def at(clock, hour, minute=0, days=0):
    """A morning later than the hall's last fact, with every minute of it lived through."""
    day = (MORNING + timedelta(days=1 + days)).date()
    moment = MORNING.combine(day, time(hour, minute), HALL_ZONE)
    clock.advance(seconds=(moment - clock.now).total_seconds())


def tried(hall, desk, reader):
    MorningTrial(hall, desk)._look_once()
    while desk.work_on(reader, hall):
        pass


@pytest.mark.parametrize(
    ("hour", "minute", "due"), [(7, 29, False), (7, 30, True), (8, 29, True), (8, 30, False)]
)
def test_it_is_due_in_the_hour_before_the_hall_opens(hall, clock, hour, minute, due):
    at(clock, hour, minute)

    with hall.read() as snapshot:
        assert is_due(snapshot) is due


def test_it_is_tried_once_a_morning_and_says_what_is_missing(hall, clock, facts):
    desk, reader = ReaderJobQueue(), TriedReader(pages={1, 2, 3, 99})
    for minute in (40, 41):
        at(clock, 7, minute)
        tried(hall, desk, reader)

    told = kinds(facts, ReaderTried)
    with hall.read() as snapshot:
        assert latest_trial(snapshot.session)[1] == told[0]
    assert [(fact.fingers, fact.fault) for fact in told] == [(4, "")]
    assert told[0].missing > 0
    at(clock, 7, 40, days=1)
    tried(hall, desk, reader)
    assert len(kinds(facts, ReaderTried)) == 2


def test_a_dirty_glass_is_known_before_people_stand_at_it(hall, clock, facts):
    desk, reader = ReaderJobQueue(), TriedReader(fault=Fault.COVERED)
    at(clock, 7, 40)

    with pytest.raises(MachineUnavailable):  # which the worker tells to the reader's health
        tried(hall, desk, reader)

    assert kinds(facts, ReaderTried) == [ReaderTried(fault="covered")]
    assert desk.latest.fault is Fault.COVERED


def test_nothing_is_tried_by_a_clock_that_is_doubted(hall, clock):
    at(clock, 7, 40)
    with hall.read() as snapshot:
        assert is_due(snapshot)
    clock.jump(days=3)

    with hall.read() as snapshot:
        assert not is_due(snapshot)
