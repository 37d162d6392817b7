"""The sheet of a month through the real database: its cells, its sums, in any order of arrival."""

import gc
import random
from datetime import date

import pytest

from hall.attendance.hall_seconds import to_moment
from hall.attendance.months.model import EnteredOutage
from hall.attendance.months.outages import enter_outage, take_back_outage
from hall.attendance.months.reading import no_cycle_search
from hall.attendance.months.sheet import cells_by_day, sheet_of
from hall.attendance.rules.due_slots import SlotSide
from hall.attendance.rules.judging import Verdict
from hall.attendance.rules.month import sum_up
from hall.attendance.work_times.groups import join_group
from hall.errors import Malformed, NotFound
from hall.events import MachineFound, MachineLost
from hall.people.model import Staff
from tests.hall.attendance.month_office import (
    AFTERWARDS,
    OCTOBER,
    TIMES,
    open_office,
    punch,
    rule,
    slip,
    whole_day,
)
from tests.hall.attendance.office_times import at

MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)


@pytest.fixture
def staff_id(hall, clock):
    clock.now = AFTERWARDS
    (only,) = open_office(hall, 1)
    return only


def row(hall, staff_id):
    with hall.read() as snapshot:
        return sheet_of(snapshot, OCTOBER).row_of(staff_id)


def cell(hall, staff_id, day=MONDAY):
    return cells_by_day(row(hall, staff_id))[day]


def test_a_day_in_order_is_one_sign(hall, staff_id):
    punch(hall, *whole_day(staff_id, MONDAY))

    assert cell(hall, staff_id) == "√"
    assert cell(hall, staff_id, date(2026, 10, 11)) == ""


def test_each_half_of_a_day_has_its_own_sign(hall, staff_id):
    punch(hall, *whole_day(staff_id, MONDAY, ("8:41", "12:00", "14:30", "17:00")))
    punch(hall, *whole_day(staff_id, TUESDAY, ("8:30", "12:00")))

    assert cell(hall, staff_id) == "▲▼"
    assert cell(hall, staff_id, TUESDAY) == "√×"


def test_october_has_as_many_due_days_as_its_calendar(hall, staff_id):
    """From the eighth, with the Saturday of the tenth: 18 days."""
    assert row(hall, staff_id).sums.due_days == 18


def test_somebody_who_comes_and_leaves_in_the_month_is_due_for_their_days_alone(hall, staff_id):
    with hall.work("staff:1") as work:
        join_group(work, work.session.get_one(Staff, staff_id), None, date(2026, 10, 14))

    assert row(hall, staff_id).sums.due_days == 5


def test_while_the_reader_was_away_a_day_waits_and_says_why(hall, staff_id):
    punch(hall, *whole_day(staff_id, MONDAY, ("11:20", "12:00", "14:30", "17:30")))
    with hall.work("staff:1") as work:
        boss = work.session.get_one(Staff, 1)
        begins, ends = to_moment(at("8:00")), to_moment(at("11:00"))
        enter_outage(work, begins, ends, "停电", boss)

    found = row(hall, staff_id)
    (slot, *_) = found.days[MONDAY.day - 1].slots
    assert (slot.verdict, slot.why) == ("pending", "停电")
    assert cells_by_day(found)[MONDAY] == "待√"

    with hall.work("staff:1") as work:
        take_back_outage(work, work.session.query(EnteredOutage).one())
    assert cell(hall, staff_id) == "○√"


def test_the_journal_knows_when_the_reader_was_away(hall, clock):
    """Lost at eight, told twice, back at eleven; and another machine that was not."""
    clock.now = to_moment(at("7:00"))
    (staff_id,) = open_office(hall, 1)
    turns = [
        ("8:00", MachineLost("fingerprint_reader", "unreachable")),
        ("8:10", MachineLost("fingerprint_reader", "unreachable")),
        ("11:00", MachineFound("fingerprint_reader")),
        ("14:00", MachineLost("printer", "unreachable")),
    ]
    for time, fact in turns:
        clock.now = to_moment(at(time))
        with hall.work() as work:
            work.record(fact)
    clock.now = AFTERWARDS

    slots = row(hall, staff_id).days[MONDAY.day - 1].slots
    assert [(slot.verdict, slot.why) for slot in slots[:2]] == [
        ("pending", "reader_away"),
        ("missing", ""),
    ]


def test_an_outage_that_ends_first_is_refused(hall, staff_id):
    with pytest.raises(Malformed), hall.work("staff:1") as work:
        boss = work.session.get_one(Staff, 1)
        enter_outage(work, to_moment(at("9:00")), to_moment(at("9:00")), "停电", boss)


def test_two_punches_on_a_rest_day_are_overtime_in_half_hours(hall, staff_id):
    punch(
        hall,
        (staff_id, at("9:00", date(2026, 10, 11))),
        (staff_id, at("11:40", date(2026, 10, 11))),
    )

    assert row(hall, staff_id).overtime_hours == 2.5


def test_the_sums_of_the_sheet_are_the_sums_of_its_cells(hall, clock):
    clock.now = AFTERWARDS
    people = open_office(hall, 3)
    chance = random.Random(3)
    for staff_id in people:
        punch(hall, *(
            (staff_id, at(time, date(2026, 10, day)) + chance.randint(-1200, 1200))
            for day in range(1, 32)
            for time in ("8:30", "12:00", "14:30", "17:30")
            if chance.random() < 0.9
        ))  # fmt: skip

    with hall.read() as snapshot:
        sheet = sheet_of(snapshot, OCTOBER)
    for found in sheet.rows[-3:]:
        cells = [sum_up([day]) for day in found.days]
        assert found.sums.due_days == sum(one.due_days for one in cells) == 18
        assert found.sums.late_minutes == sum(one.late_minutes for one in cells) > 0
        assert found.sums.absent_days == sum(one.absent_days for one in cells)
        assert found.sums.verdicts.total() == 18 * 4


def everything(staff_id):
    """What becomes known of one person in October, each as a deed on the hall."""
    days = [date(2026, 10, day) for day in (8, 9, 10, 12, 13, 14, 15, 16)]
    chance = random.Random(7)
    moments = [at(time, day) + chance.randint(-900, 900) for day in days for time in TIMES]
    wednesday, thursday = date(2026, 10, 14), date(2026, 10, 15)

    def slipped(kind, begins, ends):
        def tell(hall):
            with hall.work("staff:1") as work:
                slip(work, staff_id, kind, begins, ends)

        return tell

    def ruled(hall):
        with hall.work("staff:1") as work:
            rule(work, staff_id, MONDAY, "上午", SlotSide.ARRIVAL)

    return [
        *(lambda hall, moment=moment: punch(hall, (staff_id, moment)) for moment in moments),
        slipped("事假", at("10:00", wednesday), at("16:00", wednesday)),
        slipped("病假", at("15:00", wednesday), at("17:30", wednesday)),
        slipped("公出", at("14:00", thursday), at("18:00", thursday)),
        slipped("病假", at("8:30", TUESDAY), at("12:00", TUESDAY)),
        ruled,
    ]


def test_in_whatever_order_punches_slips_and_rulings_arrive_the_month_is_the_same(hall, clock):
    """The same things of ten people, told to the database in ten orders."""
    clock.now = AFTERWARDS
    people = open_office(hall, 10)
    for number, staff_id in enumerate(people):
        told = everything(staff_id)
        random.Random(number).shuffle(told)
        for tell in told:
            tell(hall)

    with hall.read() as snapshot:
        rows = [row for row in sheet_of(snapshot, OCTOBER).rows if row.staff.id in people]
    first, *others = rows
    assert "事" in "".join(first.cells)
    assert first.sums.verdicts[Verdict.DECIDED] == 1
    for other in others:
        assert (other.cells, other.sums) == (first.cells, first.sums)


def test_python_looks_for_circles_again_after_a_month_was_judged(hall, staff_id):
    assert gc.isenabled()
    with no_cycle_search():
        row(hall, staff_id)
        assert not gc.isenabled()
    assert gc.isenabled()

    with pytest.raises(NotFound), no_cycle_search():
        raise NotFound
    assert gc.isenabled()
