"""Slips of leave, field duty and make-ups: what the month reads of them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from hall.attendance.absences.model import (
    AttendanceSlip,
    SlipAct,
    SlipDecision,
    SlipKind,
    SlotRuling,
)
from hall.attendance.absences.queries import excuses_of, rulings_of
from hall.attendance.hall_seconds import midnight_of, to_moment
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.excuses import Excuse, ExcuseKind
from hall.attendance.rules.judging import Verdict
from tests.hall.attendance.office_times import MONDAY, at

TODAY = MONDAY
PERSON = 3
WEEK = (midnight_of(TODAY - timedelta(days=3)), midnight_of(TODAY + timedelta(days=4)))
DAYS = (TODAY.toordinal(), TODAY.toordinal())
SLOT = (TODAY.toordinal(), "上午", SlotSide.ARRIVAL)


@pytest.fixture
def write(hall):
    """A slip of somebody, and what was done with it, one after another."""

    def write(kind, begins, ends, *acts, back=None, slot=None):
        with hall.work("staff:1") as work:
            of = work.session.scalars(select(SlipKind).where(SlipKind.name == kind)).one()
            day, session, side = slot or (None, None, None)
            slip = AttendanceSlip(
                staff_id=PERSON,
                kind=of,
                begins=to_moment(begins),
                ends=to_moment(ends),
                work_days=0.5,
                day=date.fromordinal(day) if day else None,
                session=session,
                side=side,
                reason="家中有事",
                entered_by_id=PERSON,
                applied_at=work.now,
            )
            for act in acts:
                ended_at = to_moment(back) if act is SlipAct.RETURNED else None
                step = SlipDecision(act=act, by_id=1, at=work.now, ended_at=ended_at)
                slip.decisions.append(step)
            work.session.add(slip)
            work.session.flush()
            return slip.id

    return write


def excuses(hall, begins=WEEK[0], ends=WEEK[1], staff_ids=None):
    with hall.read() as snapshot:
        return excuses_of(snapshot.session, staff_ids, begins, ends)


def rulings(hall):
    with hall.read() as snapshot:
        return rulings_of(snapshot.session, None, *DAYS)


MORNING = (at("8:30"), at("12:00"))
AFTERNOON = (at("13:00"), at("17:30"))


def test_approved_leave_and_field_duty_are_excuses_and_nothing_else_is(hall, write):
    leave = write("事假", *MORNING, SlipAct.APPROVED)
    duty = write("下乡", *AFTERNOON, SlipAct.SIGNED, SlipAct.APPROVED)
    write("事假", at("18:00"), at("19:00"))
    write("事假", at("19:00"), at("20:00"), SlipAct.REFUSED)
    write("事假", at("20:00"), at("21:00"), SlipAct.APPROVED, SlipAct.WITHDRAWN)
    write("事假", at("21:00"), at("22:00"), SlipAct.SIGNED)
    write("补卡", at("8:30"), at("8:30"), SlipAct.APPROVED, slot=SLOT)

    assert excuses(hall) == {
        PERSON: [
            Excuse(*MORNING, ExcuseKind.LEAVE, "事假", leave),
            Excuse(*AFTERNOON, ExcuseKind.FIELD, "下乡", duty),
        ]
    }
    assert excuses(hall, staff_ids=[1]) == {}
    assert excuses(hall, *AFTERNOON).keys() == {PERSON}
    assert excuses(hall, at("12:00"), at("13:00")) == {}


@pytest.mark.parametrize(
    ("back", "ends"),
    [("10:00", "10:00"), ("12:00", "12:00"), ("15:00", "12:00"), ("8:30", None)],
    ids=["earlier", "in time", "too late: the leave is no longer than it was", "at once"],
)
def test_who_is_back_ends_the_leave(hall, write, back, ends):
    write("病假", *MORNING, SlipAct.APPROVED, SlipAct.RETURNED, back=at(back))

    found = [(excuse.begins, excuse.ends) for excuse in excuses(hall).get(PERSON, [])]

    assert found == ([(MORNING[0], at(ends))] if ends else [])


def test_the_last_word_about_a_slot_stands(hall, clock, write):
    def decide(verdict):
        clock.advance(minutes=1)
        with hall.work("staff:1") as work:
            ruling = SlotRuling(
                staff_id=PERSON,
                day=TODAY,
                session="上午",
                side=SlotSide.ARRIVAL,
                verdict=verdict,
                reason="停电",
                by_id=1,
                at=work.now,
            )
            work.session.add(ruling)

    write("补卡", at("8:30"), at("8:30"), SlipAct.SIGNED, slot=SLOT)
    assert rulings(hall) == {}
    write("补卡", at("8:30"), at("8:30"), SlipAct.APPROVED, slot=SLOT)
    assert rulings(hall) == {PERSON: {SLOT: Verdict.MADE_UP}}
    decide(Verdict.MISSING)
    assert rulings(hall) == {PERSON: {SLOT: Verdict.MISSING}}
    decide(Verdict.DECIDED)
    assert rulings(hall) == {PERSON: {SLOT: Verdict.DECIDED}}
    decide(None)
    assert rulings(hall) == {PERSON: {}}
    clock.advance(minutes=1)
    write("补卡", at("8:30"), at("8:30"), SlipAct.APPROVED, slot=SLOT)
    assert rulings(hall) == {PERSON: {SLOT: Verdict.MADE_UP}}
