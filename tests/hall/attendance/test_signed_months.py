"""Signatures, the lock, and what comes after it."""

from datetime import date

import pytest
from sqlalchemy import select

from hall.attendance.absences.model import SlipKind
from hall.attendance.hall_seconds import to_moment
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.confirming import answer_objection, confirm, object_to, words_about
from hall.attendance.months.differences import decide_difference, differences
from hall.attendance.months.locked_months import locked
from hall.attendance.months.model import SignatureStep
from hall.attendance.months.outages import enter_outage
from hall.attendance.months.sheet import sheet_of
from hall.attendance.months.signed_content import digest_of
from hall.attendance.months.signing import reopen, sign
from hall.attendance.punching import ToldPunch, write_punches
from hall.errors import (
    AlreadySigned,
    ClockInDoubt,
    DaysPending,
    DifferenceGone,
    HallError,
    MonthIsLocked,
    MonthNotLocked,
    MonthNotOver,
    MonthUndecided,
    ObjectionsOpen,
    SignatureOrder,
    SignerElse,
)
from hall.events import MonthLocked, MonthReopened, MonthSigned
from hall.people.model import Staff
from hall.settings import change_setting
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER, open_office, punch, slip
from tests.hall.attendance.office_times import at

KEEPER, DEPUTY, DIRECTOR = SignatureStep
MONDAY = date(2026, 10, 12)
FEBRUARY, MARCH = CalendarMonth(date(2026, 2, 1)), CalendarMonth(date(2026, 3, 1))


@pytest.fixture
def staff_id(hall, clock):
    clock.now = AFTERWARDS
    (only,) = open_office(hall, 1)
    return only


def put_under(hall, *steps, month=OCTOBER, by=1):
    for step in steps:
        with hall.work(f"staff:{by}") as work:
            sign(work, month, step, work.session.get_one(Staff, by))


def signed_now(hall, month=OCTOBER):
    with hall.read() as snapshot:
        return locked(snapshot.session, month)


def differ(hall, month=OCTOBER):
    with hall.read() as snapshot:
        signed = locked(snapshot.session, month)
        found = differences(snapshot.session, signed, sheet_of(snapshot, month))
        return [(one.day, one.was["cell"], one.now["cell"], one.decided) for one in found]


def decide(hall, staff_id, day, *, accepted):
    with hall.work("staff:1") as work:
        person, boss = (work.session.get_one(Staff, number) for number in (staff_id, 1))
        signed = locked(work.session, OCTOBER)
        decide_difference(work, signed, person, day, boss, accepted=accepted)


def on_leave(hall, staff_id, begins, ends):
    with hall.work("staff:1") as work:
        slip(work, staff_id, "事假", begins, ends)


def test_forty_people_are_locked_in_one_act(hall, clock, facts):
    clock.now = AFTERWARDS
    open_office(hall, 40)

    put_under(hall, KEEPER, DEPUTY, DIRECTOR)

    signed = signed_now(hall)
    (fact,) = (fact for fact in facts() if isinstance(fact, MonthLocked))
    assert len(signed.content["people"]) == 40
    assert signed.digest == digest_of(signed.content) == fact.digest
    assert signed.content["people"][0]["sums"]["absent_days"] == 18


@pytest.mark.parametrize("steps", [[DEPUTY], [DIRECTOR], [KEEPER, DIRECTOR]])
def test_a_signature_out_of_order_is_refused_and_nothing_is_written(hall, staff_id, steps):
    *before, last = steps
    put_under(hall, *before)
    with hall.read() as snapshot:
        seq = snapshot.seq

    with pytest.raises(SignatureOrder):
        put_under(hall, last)

    with hall.read() as snapshot:
        assert snapshot.seq == seq
    assert signed_now(hall) is None


def test_a_step_is_signed_once_and_a_month_locked_once(hall, staff_id):
    put_under(hall, KEEPER)
    with pytest.raises(AlreadySigned):
        put_under(hall, KEEPER)
    put_under(hall, DEPUTY, DIRECTOR)
    with pytest.raises(MonthIsLocked):
        put_under(hall, DIRECTOR)


def test_who_signs_is_said_by_the_setting_or_else_by_rank(hall, staff_id):
    with pytest.raises(SignerElse):
        put_under(hall, KEEPER, by=staff_id)
    with hall.work("staff:1") as work:
        change_setting(work, "month_keeper", str(staff_id))
    with pytest.raises(SignerElse):
        put_under(hall, KEEPER)
    put_under(hall, KEEPER, by=staff_id)


def refused(hall):
    with pytest.raises(HallError) as error:
        put_under(hall, KEEPER)
    return type(error.value)


def test_the_first_to_sign_has_seen_what_nobody_decided(hall, staff_id, facts):
    punch(hall, *((staff_id, at(time)) for time in ("8:30", "14:30", "17:30")))
    with hall.work("staff:1") as work:
        lost = ToldPunch(
            staff_id=staff_id, at=work.now, way="terminal", set_aside="ancient", source="T1"
        )
        write_punches(work, [lost])

    with pytest.raises(MonthUndecided) as refusal:
        put_under(hall, SignatureStep.KEEPER)
    assert refusal.value.details == {"month": "2026-10", "count": 2}
    assert not any(isinstance(fact, MonthSigned) for fact in facts())
    with hall.work("staff:1") as work:
        sign(work, OCTOBER, SignatureStep.KEEPER, work.session.get_one(Staff, 1), 2)
    assert facts()[-1].undecided == 2
    put_under(hall, SignatureStep.DEPUTY, SignatureStep.DIRECTOR)
    assert signed_now(hall) is not None


def test_a_month_that_goes_on_is_not_signed(hall, clock):
    clock.now = to_moment(at("23:59", date(2026, 10, 31)))
    open_office(hall, 1)
    assert refused(hall) is MonthNotOver


def test_nothing_is_signed_while_the_clock_is_doubted(hall, clock, staff_id):
    clock.jump(days=-3)
    assert refused(hall) is ClockInDoubt


def test_a_month_with_a_day_that_waits_is_not_signed(hall, clock, staff_id):
    with hall.work("staff:1") as work:
        boss = work.session.get_one(Staff, 1)
        enter_outage(work, to_moment(at("7:00")), to_moment(at("9:00")), "停电", boss)
    assert refused(hall) is DaysPending


def test_an_objection_is_answered_before_the_month_is_signed(hall, staff_id):
    with hall.work(f"staff:{staff_id}") as work:
        object_to(work, OCTOBER, work.session.get_one(Staff, staff_id), "12 日我在岗")
    assert refused(hall) is ObjectionsOpen

    with hall.work("staff:1") as work:
        (word,) = words_about(work.session, OCTOBER)
        answer_objection(work, word.id, "查过监控，没有到岗", work.session.get_one(Staff, 1))
    put_under(hall, KEEPER)


def test_whoever_objected_may_confirm_after_all(hall, staff_id):
    with hall.work(f"staff:{staff_id}") as work:
        person = work.session.get_one(Staff, staff_id)
        object_to(work, OCTOBER, person, "12 日我在岗")
        confirm(work, OCTOBER, person)
    put_under(hall, KEEPER)


def test_what_changes_between_the_signatures_is_signed_anew_from_the_first(hall, staff_id):
    put_under(hall, KEEPER)
    punch(hall, (staff_id, at("8:30")), (staff_id, at("12:00")))

    with pytest.raises(SignatureOrder):
        put_under(hall, DEPUTY)
    put_under(hall, KEEPER, DEPUTY, DIRECTOR)


def test_what_comes_after_the_lock_is_a_difference_and_changes_nothing_signed(hall, staff_id):
    put_under(hall, KEEPER, DEPUTY, DIRECTOR)
    digest = signed_now(hall).digest
    on_leave(hall, staff_id, at("0:00"), at("24:00"))

    assert differ(hall) == [(MONDAY, "×", "事", None)]
    signed = signed_now(hall)
    assert digest_of(signed.content) == signed.digest == digest


def test_a_difference_taken_up_stands_in_the_next_open_sheet(hall, clock, staff_id):
    put_under(hall, KEEPER, DEPUTY, DIRECTOR)
    on_leave(hall, staff_id, at("0:00"), at("24:00"))
    decide(hall, staff_id, MONDAY, accepted=True)

    assert differ(hall)[0][3] is not None
    with hall.read() as snapshot:
        row = sheet_of(snapshot, OCTOBER.later).row_of(staff_id)
    assert row.carried == ["补记10月12日：×→事"]
    with pytest.raises(DifferenceGone):
        decide(hall, staff_id, MONDAY, accepted=False)


def test_a_month_that_is_opened_again_leaves_nothing_to_the_next(hall, staff_id):
    put_under(hall, KEEPER, DEPUTY, DIRECTOR)
    on_leave(hall, staff_id, at("0:00"), at("24:00"))
    decide(hall, staff_id, MONDAY, accepted=True)

    with hall.work("staff:1") as work:
        reopen(work, OCTOBER, work.session.get_one(Staff, 1), "县里要求更正")
        row = sheet_of(work, OCTOBER.later).row_of(staff_id)

    assert row.carried == []


def test_a_day_that_was_left_as_signed_is_asked_again_when_it_changes_once_more(hall, staff_id):
    put_under(hall, KEEPER, DEPUTY, DIRECTOR)
    punch(hall, (staff_id, at("8:30")), (staff_id, at("12:00")))
    decide(hall, staff_id, MONDAY, accepted=False)
    assert [decided is None for *_, decided in differ(hall)] == [False]

    punch(hall, (staff_id, at("14:30")), (staff_id, at("17:30")))
    assert differ(hall) == [(MONDAY, "×", "√", None)]
    with hall.read() as snapshot:
        assert sheet_of(snapshot, OCTOBER.later).row_of(staff_id).carried == []


def test_opening_a_locked_month_again_is_a_fact_and_it_is_signed_anew(hall, clock, staff_id, facts):
    put_under(hall, KEEPER, DEPUTY, DIRECTOR)
    clock.advance(hours=1)
    with hall.work("staff:1") as work:
        reopen(work, OCTOBER, work.session.get_one(Staff, 1), "县里要求更正")

    assert [fact.why for fact in facts() if isinstance(fact, MonthReopened)] == ["县里要求更正"]
    assert signed_now(hall) is None
    with pytest.raises(SignatureOrder):
        put_under(hall, DIRECTOR)
    clock.advance(hours=1)
    put_under(hall, KEEPER, DEPUTY, DIRECTOR)
    with pytest.raises(SignerElse), hall.work("staff:1") as work:
        reopen(work, OCTOBER, work.session.get_one(Staff, staff_id), "不是我")
    with pytest.raises(MonthNotLocked), hall.work("staff:1") as work:
        reopen(work, OCTOBER.later, work.session.get_one(Staff, 1), "没有锁")


def test_march_goes_on_while_february_is_locked_and_a_leave_spans_both(hall, clock):
    clock.now = to_moment(at("9:00", date(2026, 3, 4)))
    (staff_id,) = open_office(hall, 1)
    put_under(hall, KEEPER, DEPUTY, DIRECTOR, month=FEBRUARY)

    on_leave(hall, staff_id, at("0:00", date(2026, 2, 27)), at("24:00", date(2026, 3, 3)))

    assert [day for day, *_ in differ(hall, FEBRUARY)] == [date(2026, 2, 27), date(2026, 2, 28)]
    with hall.read() as snapshot:
        row = sheet_of(snapshot, MARCH).row_of(staff_id)
    assert row.sums.leave_days == {"事假": 2.0}


def test_a_new_sign_of_a_kind_of_leave_leaves_locked_months_as_they_were(hall, staff_id):
    on_leave(hall, staff_id, at("0:00", date(2026, 10, 13)), at("24:00", date(2026, 10, 13)))
    put_under(hall, *SignatureStep)
    with hall.work("staff:1") as work:
        work.session.scalars(select(SlipKind).where(SlipKind.name == "事假")).one().symbol = "私"

    assert differ(hall) == []
    signed = signed_now(hall)
    assert signed.content["people"][0]["days"]["2026-10-13"]["cell"] == "事"
    assert signed.content["slip_signs"]["事假"] == "事"
