"""Clocking in: by finger or by PIN, recorded fairly, whatever the reader does."""

import logging
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from hall.attendance import queries
from hall.attendance.actions import answer_touch, clock_by_pin
from hall.attendance.consents import Consent, record_consent
from hall.attendance.fingerprint_worker import FingerprintWorker
from hall.attendance.remote_touches import arrive
from hall.attendance.trusted_reader import adopt
from hall.demo_data.load import PIN
from hall.errors import NotSignedIn, TooManyTries, WrongPassword
from hall.events import (
    MachineFound,
    MachineLost,
    Punched,
    SignInRefused,
    StrangerTouched,
    WithdrawnFingerTouched,
)
from hall.machine_history import done_on
from hall.machine_watch import MachineWatch
from hall.machines import Fault, MachineUnavailable, Touch
from hall.people.queries import staff_by_account
from tests.hall.telling import kinds, wait_for

BING = 3  # 演示员丙, whose finger is at page 3


@dataclass
class Fingertips:
    """A reader whose next touches lie in a list; an exception in it is raised."""

    touches: list[Touch | Exception] = field(default_factory=list)
    mark: str | None = None  # it has no place for one
    marks_when_met_anew: list[str] = field(default_factory=list)

    def next_touch(self) -> Touch | None:
        touch = self.touches.pop(0) if self.touches else None
        if isinstance(touch, Exception):
            raise touch
        return touch

    def close(self) -> None:
        if self.marks_when_met_anew:
            self.mark = self.marks_when_met_anew.pop(0)
        else:
            self.touches.clear()


def touch(hall, page, score=100):
    with hall.work("fingerprint_reader") as work:
        return answer_touch(work, Touch(page, score))


def test_a_known_finger_clocks_its_owner(hall, clock, facts):
    punch = touch(hall, 3, score=77)

    assert (punch.staff_id, punch.at, punch.way, punch.score) == (
        BING, clock.now, "fingerprint", 77,
    )  # fmt: skip
    assert facts()[-1] == punched(punch, "fingerprint")


def test_a_finger_whose_consent_was_taken_back_punches_no_more_before_it_is_deleted(hall, facts):
    with hall.work("staff:1") as work:
        record_consent(work, BING, Consent.PIN, by=1)

    assert touch(hall, 3) is None
    refused = WithdrawnFingerTouched(page=3, staff_id=BING)
    assert facts()[-2:] == [refused, StrangerTouched(page=3)]
    with hall.work("agent") as work:
        arrive(work, "late", Touch(3, 100), timedelta(hours=1), None)
    assert facts()[-1] == refused

    with hall.work("staff:1") as work:
        record_consent(work, BING, Consent.FINGER, by=1)
    assert touch(hall, 3).staff_id == BING


def punched(punch, way):
    return Punched(punch.id, BING, way, repeated=False, at=punch.at.isoformat())


def test_a_punch_keeps_at_which_reader_it_was(hall):
    with hall.work() as work:
        adopt(work, "first", forgotten=0)
    old = touch(hall, 3, score=77)
    with hall.work() as work:
        adopt(work, "second", forgotten=0)
    new = touch(hall, 4, score=78)

    with hall.read() as snapshot:
        marks = {punch.id: punch.reader.mark for punch in punches_today(snapshot)}
    assert marks == {old.id: "first", new.id: "second"}


def punches_today(snapshot):
    return queries.punches_on(snapshot.session, snapshot.today)


@pytest.mark.parametrize("page", [None, 999])
def test_a_finger_of_nobody_is_written_down_and_clocks_nobody(hall, facts, page):
    assert touch(hall, page) is None

    assert facts()[-1] == StrangerTouched(page)
    with hall.read() as snapshot:
        assert list(queries.punches_on(snapshot.session, snapshot.today)) == []
        since = snapshot.now - timedelta(seconds=8)
        (answer,) = queries.answers_since(snapshot.session, since, snapshot.now)
        assert (answer.punch, answer.unassigned_page) == (None, page)


@pytest.mark.parametrize(("seconds", "repeated"), [(0, True), (59.9, True), (60, False)])
def test_a_second_punch_within_a_minute_is_kept_and_marked(hall, clock, seconds, repeated):
    touch(hall, 3)
    clock.advance(seconds=seconds)

    assert touch(hall, 3).repeated is repeated
    with hall.read() as snapshot:
        assert len(queries.punches_on(snapshot.session, snapshot.today)) == 2


def test_a_punch_of_somebody_else_repeats_nothing(hall):
    touch(hall, 3)

    assert not touch(hall, 4).repeated


def test_after_the_clock_was_set_back_punches_count_again(hall, clock):
    clock.advance(days=30)
    touch(hall, 3)
    clock.advance(days=-30)
    hall.accept_the_clock("staff:1")

    assert not touch(hall, 3).repeated
    clock.advance(seconds=10)
    assert touch(hall, 3).repeated


@pytest.mark.parametrize(("minutes_to_midnight", "today"), [(1, 1), (-1, 0)])
def test_a_punch_belongs_to_the_day_on_the_wall(hall, clock, minutes_to_midnight, today):
    clock.now = clock.now.replace(hour=16, minute=0) - timedelta(minutes=minutes_to_midnight)
    touch(hall, 3)

    with hall.read() as snapshot:
        first_day = (clock.now.replace(hour=1)).date()
        assert len(queries.punches_on(snapshot.session, first_day)) == today


def test_the_right_pin_clocks_its_owner(hall, facts):
    punch = clock_by_pin(hall, BING, PIN)

    assert (punch.staff_id, punch.way, punch.score) == (BING, "pin", None)
    assert facts()[-1] == punched(punch, "pin")


@pytest.mark.parametrize("pin", ["000000", "", PIN + "0", "yanshi-bing"])
def test_a_wrong_pin_clocks_nobody(hall, facts, pin):
    with pytest.raises(WrongPassword):
        clock_by_pin(hall, BING, pin)

    assert kinds(facts, Punched) == []
    assert facts()[-1] == SignInRefused(BING)


@pytest.mark.parametrize("staff_id", [-1, 0, 999, 2**63, 10**400])
def test_a_pin_of_nobody_is_refused_like_a_wrong_one(hall, facts, staff_id):
    with pytest.raises(WrongPassword):
        clock_by_pin(hall, staff_id, PIN)

    assert facts()[-1] == SignInRefused(None)
    assert kinds(facts, Punched) == []


def test_who_has_no_pin_cannot_clock_with_one(hall):
    with hall.work() as work:
        staff_by_account(work.session, "bing").pin = None

    for pin in ("", "None", PIN):
        with pytest.raises(WrongPassword):
            clock_by_pin(hall, BING, pin)


def test_five_wrong_pins_close_the_way_for_a_minute(hall, clock):
    for _ in range(5):
        with pytest.raises(WrongPassword):
            clock_by_pin(hall, BING, "000000")

    with pytest.raises(TooManyTries):
        clock_by_pin(hall, BING, PIN)
    assert clock_by_pin(hall, 4, PIN)  # nobody else is kept out
    clock.advance(seconds=60)
    assert clock_by_pin(hall, BING, PIN)


def test_the_doorkeeper_outlives_a_lost_reader_and_what_nobody_expected(hall, facts, caplog):
    lost = MachineUnavailable(Fault.ABSENT, "unplugged")
    reader = Fingertips([lost, lost, ZeroDivisionError(), Touch(3, 90), None, Touch(None, 0)])
    keeper = FingerprintWorker(
        hall, reader, MachineWatch(hall, "fingerprint_reader", "serial:"), 0.01
    )

    with caplog.at_level(logging.CRITICAL):
        keeper.start()
        wait_for(hall, lambda: bool(kinds(facts, StrangerTouched)))
        keeper.stop()

    told = kinds(facts, MachineLost, MachineFound, Punched, StrangerTouched)
    assert [fact.kind for fact in told] == [
        "MachineLost", "MachineFound", "Punched", "StrangerTouched",
    ]  # fmt: skip


def test_a_reader_whose_mark_was_misread_is_known_again_without_replugging(hall, facts):
    with hall.work() as work:
        adopt(work, "0123", forgotten=0)
    reader = Fingertips([Touch(4, 90), Touch(3, 90)], mark="misread", marks_when_met_anew=["0123"])
    watch = MachineWatch(hall, "fingerprint_reader", "serial:")
    keeper = FingerprintWorker(hall, reader, watch, 0.01)

    keeper.start()
    wait_for(hall, lambda: bool(kinds(facts, Punched)))
    keeper.stop()

    assert [fact.staff_id for fact in kinds(facts, Punched)] == [BING]


def test_the_doorkeeper_outlives_a_database_that_fails_while_the_reader_is_lost(
    hall, facts, caplog
):
    lost = MachineUnavailable(Fault.ABSENT)
    reader = Fingertips([lost, lost, Touch(3, 90)])
    watch = MachineWatch(hall, "fingerprint_reader", "serial:")
    failing = [NotSignedIn(), *[None] * 9]
    turn = watch._turn

    def fail_once(*details):
        if error := failing.pop(0):
            raise error
        turn(*details)

    watch._turn = fail_once
    keeper = FingerprintWorker(hall, reader, watch, 0.01)

    with caplog.at_level(logging.CRITICAL):
        keeper.start()
        wait_for(hall, lambda: bool(kinds(facts, Punched)))
        keeper.stop()

    assert [fact.kind for fact in kinds(facts, MachineLost, MachineFound)] == [
        "MachineLost", "MachineFound",
    ]  # fmt: skip


def test_a_match_with_score_0_clocks_nobody(hall, facts):
    assert touch(hall, 3, score=0) is None

    assert facts()[-1] == StrangerTouched(None)


def test_only_fingers_are_counted_as_what_the_reader_did(hall):
    touch(hall, 3)
    clock_by_pin(hall, 4, PIN)

    with hall.read() as snapshot:
        done = done_on(snapshot.session, "fingerprint_reader", snapshot.today)
    assert done == {"Punched": 1, "StrangerTouched": 0}


def test_a_punch_under_a_doubted_clock_is_set_aside_and_the_next_ones_are_not(hall, clock):
    touch(hall, 3)
    clock.jump(days=-3)
    doubted = [touch(hall, 4), clock_by_pin(hall, BING, PIN)]
    clock.jump(days=3)
    believed = touch(hall, 5)

    assert [(p.set_aside, p.clock_doubted) for p in doubted] == [("hall_clock", True)] * 2
    assert (believed.set_aside, believed.clock_doubted) == ("", False)
