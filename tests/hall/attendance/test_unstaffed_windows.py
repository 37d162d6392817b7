"""How long windows stood empty while people waited: within the hours, however people moved."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.attendance.unstaffed_windows import (
    common,
    joined,
    seconds_of,
    unstaffed_while_waiting,
    without,
)
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, seating
from hall.line.coverage import cover
from hall.people.queries import staff_by_id
from tests.conftest import MORNING

BING = 3
TODAY = MORNING.date()
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


def at_minute(minute):
    return MORNING + timedelta(minutes=minute)


@pytest.fixture
def window(hall):
    """The first window, where nobody sits, with the first of its services."""
    with hall.work() as work:
        for window in queries.windows(work.session):
            if window.clerk:
                seating.stand_up(work, window)
        first = queries.windows(work.session)[0]
        return first.name, first.services[0].prefix


def take(hall, window):
    with hall.work("kiosk") as work:
        service = queries.service_by_prefix(work.session, window[1])
        issue_ticket(work, service, TicketRequest("kiosk"))


def sit(hall, window, *, down):
    with hall.work(f"staff:{BING}") as work:
        found = queries.window_by_name(work.session, window[0])
        if down:
            seating.sit_down(work, found, staff_by_id(work.session, BING))
        else:
            seating.stand_up(work, found)


def empty_minutes(hall, window, day=TODAY):
    with hall.read() as snapshot:
        return unstaffed_while_waiting(snapshot, day)[window[0]] / 60


def test_an_empty_window_counts_only_while_somebody_waits(hall, clock, window):
    clock.advance(minutes=20)
    assert empty_minutes(hall, window) == 0

    take(hall, window)
    take(hall, window)  # two who wait make no more of it
    clock.advance(minutes=10)
    assert empty_minutes(hall, window) == 10
    sit(hall, window, down=True)
    clock.advance(minutes=30)
    assert empty_minutes(hall, window) == 10
    with hall.work(f"staff:{BING}") as work:
        for _ in range(2):
            calling.call_next(work, queries.window_by_name(work.session, window[0]))
    sit(hall, window, down=False)  # the visit in hand goes back into the line
    clock.advance(minutes=5)
    assert empty_minutes(hall, window) == 15


def test_after_the_hours_nobody_is_missed(hall, clock, window):
    clock.advance(hours=2, minutes=25)  # five minutes before noon
    take(hall, window)
    clock.advance(hours=1)

    assert empty_minutes(hall, window) == 5


def test_who_sat_there_since_yesterday_is_there(hall, clock, window):
    sit(hall, window, down=True)
    clock.advance(days=1)
    take(hall, window)
    clock.advance(minutes=10)

    assert empty_minutes(hall, window, (MORNING + timedelta(days=1)).date()) == 0


def test_a_window_that_another_desk_covers_is_not_empty(hall, clock, window):
    with hall.work(f"staff:{BING}") as work:
        first, desk = queries.windows(work.session)[:2]
        seating.sit_down(work, desk, staff_by_id(work.session, BING))
        cover(work, desk, first)
    take(hall, window)
    clock.advance(minutes=10)

    assert empty_minutes(hall, window) == 0


@given(SPANS, SPANS)
def test_time_is_taken_apart_without_loss(some, others):
    """Minute by minute it is the same as sets are."""
    first, second = (
        joined((at_minute(a), at_minute(b)) for a, b in spans) for spans in (some, others)
    )
    of_first, of_second = ({m for a, b in spans for m in range(a, b)} for spans in (some, others))

    assert seconds_of(first) == 60 * len(of_first)
    assert seconds_of(common(first, second)) == 60 * len(of_first & of_second)
    assert seconds_of(without(first, second)) == 60 * len(of_first - of_second)
