"""A month is drawn anew after everything that may stand on it, and only then."""

from dataclasses import dataclass, fields

import pytest

from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.drawn_months import MOST, NEVER_OF_A_MONTH, DrawnMonths
from hall.events import KINDS, HallOpened, SignedIn, TicketLeft, absences, attendance
from hall.events import attendance_months as months
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER

OF_A_MONTH = sorted(KINDS.keys() - NEVER_OF_A_MONTH)
HER, HIM = ("grid", 1), ("grid", 2)


@dataclass
class Reader:
    """Opens a month, and counts how often it was drawn for that."""

    hall: object
    drawn: DrawnMonths
    times: int = 0

    def draw(self):
        self.times += 1
        return f"drawing {self.times}"

    def opens(self, month=OCTOBER, shown_to=HER, snapshot=None):
        if snapshot is not None:
            return self.drawn.drawing(snapshot, month, shown_to, self.draw)
        with self.hall.read() as now:
            return self.drawn.drawing(now, month, shown_to, self.draw)

    def happens(self, kind):
        """A fact of this kind, whatever it says."""
        fact = KINDS[kind](**{field.name: None for field in fields(KINDS[kind])})
        with self.hall.work() as work:
            work.record(fact)


@pytest.fixture
def reader(hall, clock):
    clock.now = AFTERWARDS
    return Reader(hall, DrawnMonths())


def test_every_fact_that_may_matter_draws_the_month_anew(reader):
    for number, kind in enumerate(OF_A_MONTH, start=1):
        assert reader.opens() == f"drawing {number}", f"before {kind}"
        assert reader.opens() == f"drawing {number}", f"before {kind}"
        reader.happens(kind)
    assert reader.opens() == f"drawing {len(OF_A_MONTH) + 1}", "after the last"


def test_what_never_stands_on_a_month_leaves_the_drawing(reader):
    for kind in sorted(NEVER_OF_A_MONTH):
        reader.happens(kind)
        assert reader.opens() == "drawing 1", kind


def test_no_fact_of_attendance_people_or_settings_is_passed_over():
    rooms = {fact.__module__ for fact in (TicketLeft, SignedIn)}
    passed_over = {kind for kind in NEVER_OF_A_MONTH if KINDS[kind].__module__ not in rooms}
    theirs = {module.__name__ for module in (absences, attendance, months)}
    assert {kind for kind in passed_over if KINDS[kind].__module__ in theirs} == {
        "AttendanceViewed"
    }
    changing = {"StaffChanged", "StaffJoined", "AccountClosed", "SettingChanged", "CalendarChanged"}
    changing |= {"EntryNamed", "EntryMoved", "MachineLost", "MachineFound", "ClockAccepted"}
    assert changing <= set(OF_A_MONTH)


def test_a_month_that_goes_on_is_drawn_anew_with_every_minute(reader, clock):
    november = OCTOBER.later
    reader.opens(november)
    clock.advance(seconds=59)
    assert reader.opens(november) == "drawing 1"
    clock.advance(seconds=1)
    assert reader.opens(november) == "drawing 2"


def test_time_says_nothing_of_a_month_once_the_nights_around_it_are_over(reader, clock):
    reader.opens()
    clock.advance(minutes=1)
    assert reader.opens() == "drawing 2"  # the night after the 31st is judged up to two days later
    clock.advance(days=2)
    assert reader.opens() == "drawing 3"
    clock.advance(days=20)
    assert reader.opens() == "drawing 3"


def test_a_doubted_clock_has_a_drawing_of_its_own(reader, clock, hall):
    before = CalendarMonth(OCTOBER.first.replace(month=3))
    reader.happens(HallOpened.kind)
    assert reader.opens(before) == "drawing 1"
    clock.jump(days=-100)
    assert reader.opens(before) == "drawing 2"
    clock.jump(days=100)
    assert reader.opens(before) == "drawing 1"


def test_each_is_shown_their_own(reader):
    assert reader.opens(shown_to=HER) == "drawing 1"
    assert reader.opens(shown_to=HIM) == "drawing 2"
    assert reader.opens(shown_to=HER) == "drawing 1"


def test_an_older_reading_leaves_nothing_old_behind(reader, hall):
    with hall.read() as older:
        assert older.seq
        reader.happens("Punched")
        reader.opens(snapshot=older)
    assert reader.opens() == "drawing 2"


def test_that_which_nobody_asked_for_longest_goes(reader):
    for number in range(MOST):
        reader.opens(shown_to=("grid", number))
    reader.opens(shown_to=("grid", 0))
    reader.opens(shown_to=("grid", MOST))
    assert reader.opens(shown_to=("grid", 0)) == "drawing 1"
    assert reader.opens(shown_to=("grid", 1)) == f"drawing {MOST + 2}"


def test_a_drawing_that_broke_is_not_kept(reader, hall):
    def breaks():
        raise ZeroDivisionError

    with hall.read() as snapshot, pytest.raises(ZeroDivisionError):
        reader.drawn.drawing(snapshot, OCTOBER, HER, breaks)
    assert reader.opens() == "drawing 1"
