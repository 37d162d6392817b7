"""Who punches at a terminal that stands alone waits for its file, and is not absent meanwhile."""

import random
from datetime import date, timedelta

import pytest

from hall.attendance.hall_seconds import to_moment
from hall.attendance.months.sheet import cells_by_day, sheet_of
from hall.attendance.punching import ToldPunch, write_punches
from hall.attendance.rules.due_slots import SlotSide
from hall.terminals.actions import assign, take_up
from hall.terminals.attlog_row import AttLogRow
from tests.hall.attendance.month_office import (
    AFTERWARDS,
    OCTOBER,
    TIMES,
    open_office,
    punch,
    rule,
    whole_day,
)
from tests.hall.attendance.office_times import at
from web.sentences.month_sheets import slot_sentence

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 10, day) for day in (12, 13, 14))
SERIAL = "ABC123"


@pytest.fixture
def people(hall, clock):
    clock.now = AFTERWARDS
    return open_office(hall, 2)


def by_terminal(hall, staff_id, day, times=TIMES, source=SERIAL, set_aside=""):
    told = [
        ToldPunch(
            staff_id=staff_id,
            at=to_moment(at(time, day)),
            way="terminal",
            source=source,
            set_aside=set_aside,
        )
        for time in times
    ]
    with hall.work() as work:
        write_punches(work, told)


def slots(hall, staff_id, day):
    with hall.read() as snapshot:
        return sheet_of(snapshot, OCTOBER).row_of(staff_id).days[day.day - 1].slots


def verdicts(hall, staff_id, day):
    return [slot.verdict for slot in slots(hall, staff_id, day)]


def test_days_after_the_last_record_wait_and_say_for_what(hall, people):
    by_terminal(hall, people[0], MONDAY)

    assert verdicts(hall, people[0], MONDAY) == ["on_time"] * 4
    assert verdicts(hall, people[0], TUESDAY) == ["pending"] * 4
    assert slot_sentence(slots(hall, people[0], TUESDAY)[0]) == (
        "上午上班 8:30：没有打卡，考勤机 ABC123 的记录只到 10月12日 17:30：待定"
    )
    assert verdicts(hall, people[1], TUESDAY) == ["absent"] * 4  # punches nowhere yet


def test_a_day_before_the_last_record_of_anybody_there_is_complete(hall, people):
    by_terminal(hall, people[0], MONDAY)
    by_terminal(hall, people[1], WEDNESDAY)

    assert verdicts(hall, people[0], TUESDAY) == ["absent"] * 4


def test_a_record_of_the_next_month_completes_this_one(hall, people):
    """On the last working day the window of the evening is open longer than anybody was there."""
    last = date(2026, 10, 30)
    by_terminal(hall, people[0], last, TIMES[:3])
    by_terminal(hall, people[1], last, ["17:31"])
    assert verdicts(hall, people[0], last)[3] == "pending"

    by_terminal(hall, people[1], date(2026, 11, 9), ["8:30"])
    assert verdicts(hall, people[0], last)[3] == "missing"


@pytest.mark.parametrize("way", ["pin", "fingerprint"])
def test_who_can_punch_another_way_does_not_wait(hall, people, way):
    by_terminal(hall, people[0], MONDAY)
    with hall.work() as work:
        earlier = to_moment(at("8:30", MONDAY - timedelta(days=3)))
        write_punches(work, [ToldPunch(staff_id=people[0], at=earlier, way=way)])

    assert verdicts(hall, people[0], TUESDAY) == ["absent"] * 4


def test_a_clock_that_is_not_believed_tells_of_no_last_record(hall, people):
    by_terminal(hall, people[0], MONDAY)
    by_terminal(hall, people[0], date(2026, 10, 29), set_aside="terminal_jumped")

    assert verdicts(hall, people[0], TUESDAY) == ["pending"] * 4


def test_while_the_halls_clock_is_doubted_nothing_waits_by_it(hall, people, clock):
    by_terminal(hall, people[0], MONDAY)
    clock.jump(days=400)

    assert "pending" not in verdicts(hall, people[0], TUESDAY)


def test_the_office_decides_a_slot_that_waits(hall, people):
    by_terminal(hall, people[0], MONDAY)
    first = slots(hall, people[0], TUESDAY)[0].slot
    with hall.work() as work:
        rule(work, people[0], TUESDAY, first.session, SlotSide.ARRIVAL)

    assert verdicts(hall, people[0], TUESDAY) == ["decided", *["pending"] * 3]


def test_the_file_that_comes_decides_in_whatever_order_it_comes(hall, people):
    days = (MONDAY, TUESDAY, WEDNESDAY)
    rows = [AttLogRow("7", to_moment(at(time, day))) for day in days for time in TIMES]
    random.Random(7).shuffle(rows)
    punch(hall, *whole_day(people[1], MONDAY))
    with hall.work() as work:
        assign(work, "7", people[0])
    for row in rows:
        with hall.work() as work:
            take_up(work, SERIAL, [row])
    with hall.work() as work:
        assert not take_up(work, SERIAL, rows).new  # brought twice

    with hall.read() as snapshot:
        cells = cells_by_day(sheet_of(snapshot, OCTOBER).row_of(people[0]))
    assert [cells[day] for day in days] == ["√"] * 3
    assert verdicts(hall, people[0], date(2026, 10, 15)) == ["pending"] * 4
