"""A finger that was stored and never became anybody's goes again, whatever ended the enrolment."""

from dataclasses import dataclass, field

import pytest

from hall.attendance.model import Finger
from hall.attendance.reader_job_queue import ReaderJobQueue
from hall.attendance.reader_jobs import enrol
from hall.events import FingerForgotten
from hall.machines import Enrolling, EnrolStage, Fault, MachineUnavailable, TemplateLibrary
from tests.hall.telling import kinds

PAGE = 40


@dataclass
class StoringReader:
    """It stores the finger and awaits it once more; ``fault`` is what every question meets."""

    pages: set[int] = field(default_factory=lambda: {1})
    mark: str | None = "ours"
    fault: Fault | None = None
    stage: EnrolStage = EnrolStage.PROVE

    def _answers(self):
        if self.fault:
            raise MachineUnavailable(self.fault)

    def library(self) -> TemplateLibrary:
        self._answers()
        return TemplateLibrary(capacity=200, security_level=3, pages=frozenset(self.pages))

    def enrol(self, captures, reserved):
        self.pages.add(PAGE)
        while True:
            yield Enrolling(self.stage, captures, captures, PAGE)
            self._answers()

    def forget(self, page):
        self._answers()
        self.pages.discard(page)

    def write_mark(self, mark):
        self.mark = mark


@pytest.fixture
def reader():
    return StoringReader()


@pytest.fixture
def desk(hall, reader):
    desk = ReaderJobQueue()
    desk.hand_in("enrol", enrol(3, "右手食指", 2, "staff:1"))
    desk.work_on(reader, hall)
    return desk


def test_stopped_it_is_deleted_and_read_back(hall, reader, desk, facts):
    desk.cancel()
    desk.work_on(reader, hall)
    assert desk.unclaimed.pages == {PAGE}

    desk.work_on(reader, hall)

    assert (reader.pages, desk.unclaimed.pages) == ({1}, set())
    assert desk.library == reader.library()
    assert kinds(facts, FingerForgotten) == [FingerForgotten(page=PAGE, staff_id=None)]
    assert not desk.work_on(reader, hall)


def test_nobody_came_for_it(hall, reader):
    desk = ReaderJobQueue(patience_seconds=-1)
    desk.hand_in("enrol", enrol(3, "右手食指", 2, "staff:1"))

    desk.work_on(reader, hall)
    desk.work_on(reader, hall)

    assert reader.pages == {1}


def test_while_the_reader_is_away_it_waits(hall, reader, desk):
    reader.fault = Fault.SILENT
    for _ in range(2):
        with pytest.raises(MachineUnavailable):
            desk.work_on(reader, hall)
    assert desk.unclaimed.pages == {PAGE}

    reader.fault = None
    desk.work_on(reader, hall)

    assert reader.pages == {1}


def test_in_another_reader_nothing_is_deleted(hall, reader, desk):
    desk.cancel()
    desk.work_on(reader, hall)

    with pytest.raises(MachineUnavailable, match="swapped"):
        desk.work_on(StoringReader({PAGE}, mark="another"), hall)

    assert desk.unclaimed.pages == {PAGE}


def test_what_is_somebodys_by_now_stays(hall, reader, desk):
    desk.cancel()
    desk.work_on(reader, hall)
    with hall.work() as work:
        work.session.add(Finger(page=PAGE, staff_id=3, label="右手食指", enrolled_at=work.now))

    desk.work_on(reader, hall)

    assert (reader.pages, desk.unclaimed.pages) == ({1, PAGE}, set())


def test_a_reader_that_does_not_let_go_is_not_asked_for_ever(hall, reader, desk):
    desk.cancel()
    desk.work_on(reader, hall)
    reader.forget = lambda page: None

    with pytest.raises(MachineUnavailable):
        desk.work_on(reader, hall)

    assert desk.unclaimed.pages == set()


def test_the_page_of_a_duplicate_is_somebody_elses(hall):
    reader = StoringReader(stage=EnrolStage.DUPLICATE)
    desk = ReaderJobQueue()
    desk.hand_in("enrol", enrol(3, "右手食指", 2, "staff:1"))

    desk.work_on(reader, hall)
    desk.cancel()
    desk.work_on(reader, hall)

    assert desk.unclaimed.pages == set()
