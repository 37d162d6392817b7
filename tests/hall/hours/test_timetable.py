"""When a service is open: half-days, windows with hours of their own, midnight, year end, swaps."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.clock import HALL_ZONE
from hall.hours.calendar import Calendar, DayKind, OfficeDay
from hall.hours.service_status import OpenState, Quotas, Rules, standing
from hall.hours.timetable import Half, OpeningSpan, Timetable

MORNING, AFTERNOON = Half.MORNING, Half.AFTERNOON
WEEK = {
    (weekday, half): span
    for weekday in range(5)
    for half, span in (
        (MORNING, OpeningSpan(time(8, 30), time(12))),
        (AFTERNOON, OpeningSpan(time(14, 30), time(17, 30))),
    )
}
#: Window 3 is there on Tuesday and Thursday afternoons alone.
LAND = {(weekday, AFTERNOON): OpeningSpan(time(14, 30), time(17)) for weekday in (1, 3)}
TABLE = Timetable(hall=WEEK, windows={3: LAND})
MONDAY = date(2026, 11, 23)


def at(clock: str, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), HALL_ZONE)


def state_at(clock, day=MONDAY, windows=(1,), quotas=None, table=TABLE):
    return standing(table, windows, quotas or Quotas(), at(clock, day), Rules())


@pytest.mark.parametrize(
    ("clock", "state", "opens"),
    [
        ("00:00", OpenState.LATER, "08:30"),
        ("07:59:59", OpenState.LATER, "08:30"),
        ("08:00", OpenState.SOON, "08:30"),
        ("08:30", OpenState.OPEN, None),
        ("11:44:59", OpenState.OPEN, None),
        ("11:45", OpenState.LATER, "14:30"),  # fifteen minutes before lunch
        ("12:00", OpenState.LATER, "14:30"),
        ("14:00", OpenState.SOON, "14:30"),
        ("15:00:01", OpenState.OPEN, None),
        ("17:14:59", OpenState.OPEN, None),
        ("17:15", OpenState.OVER, None),
        ("23:59:59", OpenState.OVER, None),
    ],
)
def test_a_day_of_a_service(clock, state, opens):
    found = state_at(clock)

    assert found.state is state
    if opens:
        assert found.opens == at(opens)
    if state is OpenState.OVER:
        assert found.chance
        assert found.chance.opens == at("08:30", MONDAY + timedelta(days=1))


def test_a_window_of_its_own_hours_replaces_the_halls_and_any_window_opens_a_service():
    tuesday = MONDAY + timedelta(days=1)

    assert state_at("09:30", windows=[3]).state is OpenState.OVER
    assert state_at("09:30", windows=[3]).opens == at("14:30", tuesday)
    assert state_at("14:45", tuesday, windows=[3]).state is OpenState.OPEN
    assert state_at("16:45", tuesday, windows=[3]).state is OpenState.OVER
    assert state_at("16:45", tuesday, windows=[3, 5]).state is OpenState.OPEN


def test_hours_without_a_break_have_no_last_ticket_at_noon():
    through = {
        (0, MORNING): OpeningSpan(time(9), time(12)),
        (0, AFTERNOON): OpeningSpan(time(12), time(17)),
    }
    table = Timetable(hall=through)

    assert state_at("11:50", table=table).state is OpenState.OPEN
    assert table.closes(at("11:50"), [1]) == at("17:00")
    assert state_at("16:45", table=table).late


def test_the_afternoon_begins_when_a_long_morning_has_closed():
    table = Timetable(hall={(0, MORNING): OpeningSpan(time(9), time(12, 40))})

    assert table.half_at(at("12:39")) is MORNING
    assert table.half_at(at("12:40")) is AFTERNOON
    assert TABLE.half_at(at("12:00")) is AFTERNOON


def test_before_midnight_no_number_is_given_for_the_day_after():
    table = Timetable(hall={(1, MORNING): OpeningSpan(time(0), time(8))})

    found = state_at("23:45", table=table)

    assert found.state is OpenState.OVER
    assert found.chance
    assert found.chance.opens == at("00:00", MONDAY + timedelta(days=1))


def test_a_hall_without_hours_is_always_open():
    for clock in ("00:00", "03:00", "23:59:59"):
        assert state_at(clock, date(2026, 10, 1), table=Timetable()).state is OpenState.OPEN


def test_a_swapped_saturday_keeps_mondays_hours_and_a_holiday_none():
    swapped, holiday = date(2026, 10, 10), date(2026, 10, 1)

    assert state_at("09:00", swapped).state is OpenState.OPEN
    assert state_at("09:00", swapped, windows=[3]).state is OpenState.OVER
    assert state_at("09:00", holiday).state is OpenState.OVER
    assert state_at("09:00", holiday).opens == at("08:30", date(2026, 10, 8))

    thursday = Timetable(Calendar({swapped: OfficeDay(DayKind.WORKING, 3)}), WEEK, {3: LAND})
    assert state_at("15:00", swapped, windows=[3], table=thursday).state is OpenState.OPEN


def test_full_says_so_and_offers_the_next_half_day_with_a_place():
    promised = {(MONDAY, AFTERNOON): 5}
    full = Quotas({MORNING: 8, AFTERNOON: 5}, 8, promised)

    found = state_at("10:00", quotas=full)
    assert found.state is OpenState.FULL
    assert found.chance
    assert (found.chance.day, found.chance.half) == (MONDAY + timedelta(days=1), MORNING)

    freed = state_at("10:00", quotas=Quotas({MORNING: 8}, 8))
    assert freed.chance
    assert freed.chance.opens == at("14:30")
    assert state_at("10:00", quotas=Quotas({MORNING: 0, AFTERNOON: 0})).chance is None


def test_a_promised_place_is_not_given_to_somebody_else():
    today = {(MONDAY, MORNING): 3}

    assert state_at("09:00", quotas=Quotas({MORNING: 4}, 1, today)).state is OpenState.FULL
    assert state_at("09:00", quotas=Quotas({MORNING: 5}, 1, today)).left == 1


# Whatever the hours, the day and the moment.

TIMES = st.times(time(6), time(11, 59)).map(lambda t: t.replace(microsecond=0))


@st.composite
def spans(draw, half):
    first, last = (0, 12 * 60) if half is MORNING else (12 * 60 + 40, 24 * 60 - 1)
    opens = draw(st.integers(first, last - 1))
    latest = 12 * 60 + 40 if half is MORNING else last
    closes = draw(st.integers(opens + 1, latest))
    return OpeningSpan(*(time(each // 60, each % 60) for each in (opens, closes)))


WEEKS = st.dictionaries(
    st.tuples(st.integers(0, 6), st.sampled_from(Half)), st.none(), max_size=14
).flatmap(lambda keys: st.fixed_dictionaries({key: spans(key[1]) for key in keys}))
DAYS = st.dates(date(2025, 12, 20), date(2027, 1, 20))
ROWS = st.dictionaries(DAYS, st.builds(OfficeDay, st.sampled_from(DayKind), st.none()), max_size=5)
TABLES = st.builds(
    Timetable,
    st.builds(Calendar, ROWS),
    WEEKS,
    st.dictionaries(st.integers(1, 3), WEEKS, max_size=2),
)
MOMENTS = st.builds(
    lambda day, seconds: at("00:00", day) + timedelta(seconds=seconds),
    DAYS,
    st.integers(0, 24 * 3600 - 1) | st.sampled_from([0, 1, 43_200, 43_199, 86_399]),
)
QUOTAS = st.builds(
    Quotas,
    st.dictionaries(st.sampled_from(Half), st.integers(0, 5)),
    st.integers(0, 6),
    st.dictionaries(st.tuples(DAYS, st.sampled_from(Half)), st.integers(0, 6)),
)


@given(table=TABLES, moment=MOMENTS, quotas=QUOTAS)
def test_what_is_said_is_true(table, moment, quotas):
    windows = [1, 2]
    found = standing(table, windows, quotas, moment, Rules())
    today = moment.date()

    if found.takeable:
        assert found.left != 0
        near = [moment, moment + timedelta(minutes=30)]
        openings = table.openings(today, windows)
        assert any(each.opens <= near[1] and each.closes > moment for each in openings)
    if found.state is OpenState.SOON:
        assert found.opens is not None
        assert moment < found.opens <= moment + timedelta(minutes=30)
    if found.state is OpenState.LATER:
        assert found.opens is not None
        assert found.opens.date() == today
    if found.chance:
        assert found.chance.opens > moment
        taken = quotas.taken if (found.chance.day, found.chance.half) == (
            today, table.half_at(moment)
        ) else 0  # fmt: skip
        assert quotas.left(found.chance.day, found.chance.half, taken) != 0


@given(table=TABLES, moment=MOMENTS)
def test_openings_are_in_order_apart_and_within_their_half_day(table, moment):
    openings = table.openings(moment.date(), [1, 2, 3])

    for each in openings:
        assert each.opens < each.closes
        assert table.half_at(each.opens) is each.half
        assert each.opens.date() == each.day == moment.date()
    for one, other in zip(openings, openings[1:], strict=False):
        assert one.closes <= other.opens


@given(table=TABLES, moment=MOMENTS)
def test_the_next_opening_is_the_first_moment_at_which_it_is_open_again(table, moment):
    coming = next(table.opens(moment, [1]), None)
    if coming is None:
        return

    assert table.open_at(coming.opens, [1]) == coming
    now_open = table.open_at(moment, [1])
    step = max(timedelta(seconds=1), (coming.opens - moment) / 50)
    probe = now_open.closes if now_open else moment
    while probe < coming.opens:
        assert table.open_at(probe, [1]) is None
        probe += step


@given(day=DAYS, rows=ROWS)
def test_the_half_day_turns_once_a_day_and_at_midnight(day, rows):
    table = Timetable(Calendar(rows), WEEK)

    assert table.half_at(at("00:00", day)) is MORNING
    assert table.half_at(at("23:59:59", day)) is AFTERNOON
