"""Slips are handed in, decided and ended: by whom, when, and never for the same time twice."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from hall.attendance.absences.applying import WantedAbsence, apply_for_absence
from hall.attendance.absences.approvers import read_approvers, state_of
from hall.attendance.absences.balances import balances_of, set_allowance
from hall.attendance.absences.deciding import (
    approve_slip,
    refuse_slip,
    report_return,
    slip_by_id,
    withdraw_slip,
)
from hall.attendance.absences.make_ups import WantedMakeUp, apply_for_make_up
from hall.attendance.absences.model import SlipKind
from hall.attendance.absences.own_times import DayPart, own_times
from hall.attendance.absences.queries import excuses_of, rulings_of
from hall.attendance.absences.ruling import rule_slot
from hall.attendance.hall_seconds import midnight_of, to_moment
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.excuses import overlapping_excuses
from hall.attendance.rules.judging import Verdict
from hall.attendance.work_times.groups import add_group, join_group
from hall.attendance.work_times.local_holidays import add_local_holiday
from hall.attendance.work_times.timetables import add_timetable, use_timetable
from hall.attendance.work_times.use_days import UseDays, on_day
from hall.errors import (
    BackTooSoon,
    HallError,
    LeaveBegan,
    MakeUpAhead,
    MakeUpsUsedUp,
    MakeUpTooLate,
    MakeUpTwice,
    Malformed,
    NotAllowed,
    NotYourDecision,
    NoWorkThen,
    SlipOverlaps,
    SlipSettled,
    YearlyDaysUsedUp,
)
from hall.people.queries import staff_by_account
from hall.settings import change_setting
from hall.unit_of_work import Hall
from tests.hall.attendance.office_times import FOUR, MONDAY, NIGHT, TWO, at

EARLY = date(2026, 1, 1)
TUESDAY, WEDNESDAY = (MONDAY + timedelta(days=later) for later in (1, 2))
FRIDAY, SATURDAY = (MONDAY + timedelta(days=later) for later in (4, 5))
#: The span of time in which a slip of the tests may lie.
OCTOBER = (midnight_of(date(2026, 10, 1)), midnight_of(date(2026, 11, 1)))


@dataclass
class SlipDesk:
    """Who does what, by their accounts: bing is a clerk, ding the head of bing's group, yi the
    deputy, jia the director."""

    hall: Hall

    def _do(self, who: str, what: Callable[..., object]) -> object:
        with self.hall.work("staff:1") as work:
            return what(work, staff_by_account(work.session, who))

    def apply(self, kind, begins, ends, *, of="bing", by=None, place="县局", reason="家中有事"):
        def handed_in(work, staff):
            found = work.session.scalars(select(SlipKind).where(SlipKind.name == kind)).one()
            wanted = WantedAbsence(
                kind=found,
                begins=begins if isinstance(begins, datetime) else to_moment(begins),
                ends=ends if isinstance(ends, datetime) else to_moment(ends),
                reason=reason,
                place=place,
            )
            entered_by = staff_by_account(work.session, by) if by else staff
            return apply_for_absence(work, staff, wanted, entered_by).id

        return self._do(of, handed_in)

    def make_up(self, day, session="上午", side=SlotSide.ARRIVAL, *, by=None, witness="同事"):
        def handed_in(work, staff):
            wanted = WantedMakeUp((day.toordinal(), session, side), "忘了", witness)
            entered_by = staff_by_account(work.session, by) if by else staff
            return apply_for_make_up(work, staff, wanted, entered_by).id

        return self._do("bing", handed_in)

    def approve(self, slip, who):
        self._do(who, lambda work, by: approve_slip(work, slip_by_id(work.session, slip), by))

    def refuse(self, slip, who, reason="人手不够"):
        self._do(
            who, lambda work, by: refuse_slip(work, slip_by_id(work.session, slip), by, reason)
        )

    def withdraw(self, slip, who="bing", reason=""):
        self._do(
            who, lambda work, by: withdraw_slip(work, slip_by_id(work.session, slip), by, reason)
        )

    def back(self, slip, moment, who="bing"):
        at_moment = to_moment(moment)
        self._do(
            who, lambda work, by: report_return(work, slip_by_id(work.session, slip), by, at_moment)
        )

    def state(self, slip):
        with self.hall.read() as snapshot:
            return str(state_of(slip_by_id(snapshot.session, slip)))

    def waits_for(self, slip):
        with self.hall.read() as snapshot:
            found = slip_by_id(snapshot.session, slip)
            return read_approvers(snapshot.session).names(found)

    def setting(self, **values):
        with self.hall.work("staff:1") as work:
            for name, value in values.items():
                change_setting(work, name, value)

    def excuses(self):
        with self.hall.read() as snapshot:
            return excuses_of(snapshot.session, None, *OCTOBER)


@pytest.fixture
def desk(hall, clock):
    clock.now = to_moment(at("9:00"))
    with hall.work("staff:1") as work:
        group = add_group(work, "窗口", head=staff_by_account(work.session, "ding"))
        times = add_timetable(work, "冬季作息", FOUR)
        use_timetable(work, times, group, UseDays(EARLY))
        for account in ("bing", "ding"):
            join_group(work, staff_by_account(work.session, account), group, EARLY)
    return SlipDesk(hall)


def whole(day, last=None):
    return midnight_of(day), midnight_of((last or day) + timedelta(days=1))


MORNING = at("0:00", TUESDAY), at("13:15", TUESDAY)


def names(desk, *accounts):
    with desk.hall.read() as snapshot:
        return [staff_by_account(snapshot.session, account).name for account in accounts]


@pytest.mark.parametrize(
    ("stretch", "decides"),
    [
        (MORNING, "ding"),
        ((at("9:00", TUESDAY), at("11:00", TUESDAY)), "ding"),
        (whole(TUESDAY), "yi"),
        ((at("13:15", TUESDAY), midnight_of(WEDNESDAY) + 13 * 3600), "yi"),
        (whole(TUESDAY, WEDNESDAY), "jia"),
        (whole(FRIDAY, MONDAY + timedelta(days=7)), "jia"),
        (whole(FRIDAY, SATURDAY), "yi"),
    ],
    ids=[
        "half",
        "hours",
        "day",
        "two halves",
        "two days",
        "over a weekend",
        "a day and a rest day",
    ],
)
def test_a_leave_is_decided_by_its_length_in_working_days(desk, stretch, decides):
    slip = desk.apply("事假", *stretch)

    assert desk.waits_for(slip) == names(desk, decides)
    desk.approve(slip, decides)
    assert desk.state(slip) == "approved"
    assert [excuse.slip for excuse in desk.excuses()[3]] == [slip]


def test_nobody_approves_their_own_and_the_next_higher_does_instead(desk):
    of_head = desk.apply("事假", *MORNING, of="ding")
    of_director = desk.apply("事假", *whole(TUESDAY, FRIDAY), of="jia")

    for slip, who in ((of_head, "ding"), (of_director, "jia")):
        with pytest.raises(NotYourDecision):
            desk.approve(slip, who)
    assert desk.waits_for(of_head) == names(desk, "yi")
    assert desk.waits_for(of_director) == names(desk, "yi")


def test_who_stands_below_does_not_decide_and_who_stands_above_may(desk):
    slip = desk.apply("事假", *whole(TUESDAY))

    for who in ("ding", "wu", "bing"):
        with pytest.raises(NotYourDecision):
            desk.approve(slip, who)
        with pytest.raises(NotYourDecision):
            desk.refuse(slip, who)
    desk.approve(slip, "jia")
    assert desk.state(slip) == "approved"


def test_where_all_sign_in_turn_it_is_approved_with_the_last_signature(desk):
    desk.setting(leave_in_turn="yes")
    slip = desk.apply("事假", *whole(TUESDAY, WEDNESDAY))

    for who in ("ding", "yi", "jia"):
        assert (desk.state(slip), desk.waits_for(slip)) == ("waiting", names(desk, who))
        assert desk.excuses() == {}
        desk.approve(slip, who)
    assert desk.state(slip) == "approved"
    with pytest.raises(SlipSettled):
        desk.approve(slip, "jia")


def test_a_refused_one_says_why_and_is_over(desk):
    slip = desk.apply("事假", *MORNING)

    with pytest.raises(Malformed):
        desk.refuse(slip, "ding", reason=" ")
    desk.refuse(slip, "ding")
    assert desk.state(slip) == "refused"
    with pytest.raises(SlipSettled):
        desk.approve(slip, "ding")
    desk.apply("病假", *MORNING)  # the time is free again


@pytest.mark.parametrize(
    ("kind", "stretch", "refusal"),
    [
        ("事假", (at("12:00"), at("12:00")), Malformed),
        ("事假", (at("12:00"), at("9:00")), Malformed),
        ("事假", whole(MONDAY, MONDAY + timedelta(days=400)), Malformed),
        ("事假", whole(date(2028, 1, 3)), Malformed),
        ("补卡", MORNING, Malformed),
        ("事假", whole(SATURDAY), NoWorkThen),
        ("事假", (at("12:30"), at("14:00")), NoWorkThen),
        ("年休假", whole(MONDAY, MONDAY + timedelta(days=7)), YearlyDaysUsedUp),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(desk, facts, kind, stretch, refusal):
    before = len(facts())

    with pytest.raises(refusal):
        desk.apply(kind, *stretch)

    assert len(facts()) == before


def test_field_duty_may_lie_on_a_rest_day_but_says_where(desk):
    with pytest.raises(Malformed):
        desk.apply("下乡", *whole(SATURDAY), place="")
    desk.apply("下乡", *whole(SATURDAY))


def test_a_slip_across_another_names_the_other(desk):
    desk.apply("下乡", *MORNING)

    with pytest.raises(SlipOverlaps) as refused:
        desk.apply("事假", *whole(TUESDAY))
    assert refused.value.details["other"] == "下乡"
    desk.apply("事假", MORNING[1], whole(TUESDAY)[1])  # right behind it
    desk.apply("事假", *whole(TUESDAY), of="ding")  # somebody else


def test_the_person_withdraws_until_it_begins_and_a_manager_at_any_time(desk, clock):
    waiting, approved = (desk.apply("事假", *stretch) for stretch in (whole(FRIDAY), MORNING))
    desk.approve(approved, "ding")
    with pytest.raises(NotYourDecision):
        desk.withdraw(approved, "ding")
    clock.now = to_moment(at("0:00", TUESDAY))
    with pytest.raises(LeaveBegan):
        desk.withdraw(approved)
    with pytest.raises(Malformed):
        desk.withdraw(approved, "yi")
    desk.withdraw(approved, "yi", "记错了日期")
    desk.withdraw(waiting)

    assert desk.excuses() == {}
    for slip in (waiting, approved):
        with pytest.raises(SlipSettled):
            desk.withdraw(slip, "yi", "记错了日期")


def test_who_is_back_early_frees_the_rest_until_somebody_else_has_it(desk, clock):
    slip = desk.apply("事假", *whole(TUESDAY))
    with pytest.raises(SlipSettled):
        desk.back(slip, at("8:00"))
    desk.approve(slip, "yi")
    clock.now = to_moment(at("15:00", TUESDAY))
    for moment in (at("0:00", TUESDAY), at("15:01", TUESDAY)):
        with pytest.raises(BackTooSoon):
            desk.back(slip, moment)
    desk.back(slip, at("11:00", TUESDAY))

    assert [excuse.ends for excuse in desk.excuses()[3]] == [at("11:00", TUESDAY)]
    desk.apply("公出", at("11:00", TUESDAY), at("12:00", TUESDAY))
    with pytest.raises(SlipOverlaps):
        desk.back(slip, at("14:00", TUESDAY))


def balance(desk, kind="年休假"):
    with desk.hall.read() as snapshot:
        found = balances_of(snapshot.session, 3, 2026)
        return {row.kind.name: (row.days, row.used, row.left) for row in found}[kind]


def test_annual_leave_is_counted_in_working_days_of_the_year(desk, clock):
    first = desk.apply("年休假", *whole(TUESDAY, FRIDAY))
    assert balance(desk) == (5, 4, 1)
    with pytest.raises(YearlyDaysUsedUp):
        desk.apply("年休假", *whole(date(2026, 10, 19), date(2026, 10, 20)))
    desk.approve(first, "jia")
    clock.now = to_moment(at("15:00", WEDNESDAY))
    desk.back(first, at("14:30", WEDNESDAY))
    assert balance(desk) == (5, 1.5, 3.5)
    desk.apply("年休假", *whole(date(2027, 1, 4), date(2027, 1, 8)))  # of another year

    with desk.hall.work("staff:1") as work:
        kind = work.session.scalars(select(SlipKind).where(SlipKind.name == "年休假")).one()
        set_allowance(work, staff_by_account(work.session, "bing"), kind, 10.0)
    assert balance(desk) == (10, 1.5, 8.5)


def test_a_make_up_is_one_a_slot_few_a_month_soon_after_and_never_ahead(desk, clock):
    clock.now = to_moment(at("12:00", WEDNESDAY))
    slip = desk.make_up(TUESDAY)
    with pytest.raises(MakeUpTwice):
        desk.make_up(TUESDAY)
    for slot in ((WEDNESDAY, "下午"), (WEDNESDAY + timedelta(days=1), "上午")):
        with pytest.raises(MakeUpAhead):
            desk.make_up(*slot)
    with pytest.raises(MakeUpTooLate):
        desk.make_up(date(2026, 10, 10))
    for wrong in ((TUESDAY, "晚上"), (SATURDAY, "上午")):
        with pytest.raises(Malformed):
            desk.make_up(*wrong)
    with pytest.raises(Malformed):
        desk.make_up(MONDAY, witness=" ")
    desk.make_up(date(2026, 10, 10), by="yi")  # the office enters what was written in time
    refused = desk.make_up(MONDAY)
    with pytest.raises(MakeUpsUsedUp):
        desk.make_up(WEDNESDAY)
    desk.refuse(refused, "ding")
    desk.make_up(WEDNESDAY)

    desk.approve(slip, "ding")
    with desk.hall.read() as snapshot:
        days = (MONDAY.toordinal(), FRIDAY.toordinal())
        assert rulings_of(snapshot.session, [3], *days) == {
            3: {(TUESDAY.toordinal(), "上午", SlotSide.ARRIVAL): Verdict.MADE_UP}
        }


def test_while_the_clock_is_doubted_nothing_is_too_late_or_ahead(desk, clock):
    slip = desk.apply("事假", *MORNING)
    desk.approve(slip, "ding")
    clock.jump(days=400)

    desk.make_up(date(2026, 10, 9))
    desk.withdraw(slip)


def test_the_office_rules_by_reason_and_not_about_itself(desk):
    slot = (MONDAY.toordinal(), "上午", SlotSide.ARRIVAL)

    def rule(who, verdict=Verdict.DECIDED, reason="停电", of="bing"):
        with desk.hall.work("staff:1") as work:
            person, by = (staff_by_account(work.session, account) for account in (of, who))
            rule_slot(work, person, slot, verdict, reason, by)

    for wrong in ({"who": "ding"}, {"who": "yi", "of": "yi"}):
        with pytest.raises(NotAllowed):
            rule(**wrong)
    for wrong in ({"verdict": Verdict.ON_TIME}, {"reason": ""}):
        with pytest.raises(Malformed):
            rule("yi", **wrong)
    rule("yi")
    with desk.hall.read() as snapshot:
        assert rulings_of(snapshot.session, None, slot[0], slot[0]) == {3: {slot: Verdict.DECIDED}}


def stretch(desk, part, first=TUESDAY, last=TUESDAY):
    with desk.hall.read() as snapshot:
        times = own_times(snapshot.session, 3, first, last)
        found = times.stretch(first, last, part)
        return found, times.days(*found)


def keep(desk, timetable, days):
    with desk.hall.work("staff:1") as work:
        times = add_timetable(work, "另一个", timetable)
        use_timetable(work, times, staff_by_account(work.session, "bing"), days)


def test_the_parts_of_a_day_are_those_of_the_persons_own_timetable(desk):
    noon = at("13:15", TUESDAY)
    begins, ends = whole(TUESDAY)
    assert stretch(desk, DayPart.WHOLE) == ((begins, ends), 1)
    assert stretch(desk, DayPart.MORNING) == ((begins, noon), 0.5)
    assert stretch(desk, DayPart.AFTERNOON) == ((noon, ends), 0.5)
    keep(desk, TWO, UseDays(EARLY))
    assert stretch(desk, DayPart.MORNING) == ((begins, noon), 0.5)


def test_a_local_half_holiday_costs_nobody_leave(desk):
    with desk.hall.work("staff:1") as work:
        off = (to_moment(at("14:30", TUESDAY)), to_moment(at("17:30", TUESDAY)))
        add_local_holiday(work, "三八", *off)

    assert stretch(desk, DayPart.WHOLE)[1] == 0.5
    assert stretch(desk, DayPart.MORNING)[1] == 0.5
    desk.apply("年休假", *whole(TUESDAY))
    assert balance(desk) == (5, 0.5, 4.5)
    desk.withdraw(1)
    with pytest.raises(NoWorkThen):
        desk.apply("事假", at("14:30", TUESDAY), at("17:30", TUESDAY))


def test_a_day_begins_after_the_night_before_and_ends_with_its_own(desk):
    keep(desk, NIGHT, on_day(TUESDAY))

    morning_after = at("8:00", WEDNESDAY)
    assert stretch(desk, DayPart.WHOLE) == ((whole(TUESDAY)[0], morning_after), 1)
    assert stretch(desk, DayPart.WHOLE, WEDNESDAY, WEDNESDAY) == (
        (morning_after, whole(WEDNESDAY)[1]),
        1,
    )


def test_who_has_no_timetable_keeps_the_halls_hours(desk):
    with desk.hall.read() as snapshot:
        times = own_times(snapshot.session, 1, FRIDAY, SATURDAY)
    assert times.days(*whole(FRIDAY, SATURDAY)) == 1
    assert not times.works(*whole(SATURDAY))


MOSTLY = ["apply", "approve"] * 3 + ["refuse", "withdraw", "back"]
steps = st.lists(
    st.tuples(st.sampled_from(MOSTLY), st.integers(0, 3), st.integers(8, 12), st.integers(2, 4)),
    min_size=8,
    max_size=20,
)


def take(desk, slips, step, which, hour, length):
    """As it comes, though much of it is refused."""
    slip = slips[which % len(slips)] if slips else 0
    hours = at(f"{hour}:00"), at(f"{hour + length}:00")
    if step == "apply":
        slips.append(desk.apply("公出" if which % 2 else "事假", *hours))
    elif step == "back":
        desk.back(slip, at(f"{hour + 1}:30"))
    elif step == "withdraw":
        desk.withdraw(slip, "jia", "重填")
    else:
        getattr(desk, step)(slip, "jia")


@given(steps)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_order_they_come_nobody_is_away_twice(desk, clock, steps):
    """Hours of this Monday: handed in, decided, withdrawn and ended."""
    clock.now = to_moment(at("20:00"))
    slips: list[int] = []
    for step in steps:
        with suppress(HallError):
            take(desk, slips, *step)
        assert overlapping_excuses(desk.excuses().get(3, [])) is None
    for slip in slips:  # the next example begins with nothing
        with suppress(HallError):
            desk.withdraw(slip, "jia", "清场")
