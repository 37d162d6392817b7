"""Where a number is issued: kiosk and programs are refused what nobody could serve."""

from datetime import UTC, datetime, time

import pytest

from hall.errors import Malformed, NotOpen, QuotaFull, TooLate
from hall.hours import actions
from hall.hours.calendar import DayKind, OfficeDay
from hall.hours.queries import standings
from hall.hours.service_status import OpenState
from hall.hours.timetable import Half, OpeningSpan
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import queries, visit_steps
from hall.settings import change_setting

MONDAY_LUNCH = datetime(2025, 3, 3, 5, 0, tzinfo=UTC)


@pytest.fixture
def open_hall(hall):
    """The demonstration's hours, kept."""
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
    return hall


def take(hall, service="A", source="kiosk", key=None):
    with hall.work("kiosk") as work:
        found = queries.service_by_prefix(work.session, service)
        return issue_ticket(work, found, TicketRequest(source, key))


def quota(hall, most, service="A", half=Half.MORNING):
    with hall.work("staff:1") as work:
        actions.set_quota(work, queries.service_by_prefix(work.session, service), half, most)


def test_the_demonstration_gives_numbers_at_any_time(hall, clock):
    clock.now = datetime(2025, 10, 1, 19, 0, tzinfo=UTC)  # three in the morning of a holiday

    assert take(hall).number == "A001"


def test_a_hall_that_never_entered_hours_is_always_open(open_hall, clock):
    with open_hall.work("staff:1") as work:
        actions.set_week(work, None, {})
        actions.set_week(work, queries.window_by_name(work.session, "3"), {})
    clock.now = datetime(2025, 10, 1, 19, 0, tzinfo=UTC)

    assert take(open_hall).number == "A001"


@pytest.mark.parametrize("source", ["kiosk", "api"])
def test_a_closed_service_gives_no_number_and_says_when_it_opens(open_hall, clock, source):
    clock.now = MONDAY_LUNCH

    with pytest.raises(NotOpen) as refusal:
        take(open_hall, source=source)

    assert refusal.value.details["opens"] == "2025-03-03T14:30:00+08:00"


def test_a_clerk_takes_somebody_in_at_any_time(open_hall, clock):
    clock.now = MONDAY_LUNCH

    assert take(open_hall, source="counter").number == "A001"


def test_too_late_is_said_before_the_windows_close(open_hall, clock):
    clock.now = datetime(2025, 3, 3, 9, 15, tzinfo=UTC)  # 17:15

    with pytest.raises(TooLate) as refusal:
        take(open_hall)
    assert refusal.value.details["opens"] == "2025-03-04T08:30:00+08:00"

    with open_hall.work("staff:1") as work:
        change_setting(work, "last_ticket_minutes", "5")
    assert take(open_hall).number == "A001"


def test_the_land_window_opens_on_its_own_afternoons(open_hall, clock):
    clock.now = datetime(2025, 3, 4, 6, 45, tzinfo=UTC)  # Tuesday 14:45
    assert take(open_hall, "C").number == "C001"

    with open_hall.work("staff:1") as work:  # window 5 takes C too, by the hall's hours
        five = queries.window_by_name(work.session, "5")
        five.services = []
    clock.advance(hours=18)
    with pytest.raises(NotOpen) as refusal:
        take(open_hall, "C")
    assert refusal.value.details["opens"] == "2025-03-06T14:30:00+08:00"


def test_the_key_of_a_number_works_after_closing(open_hall, clock):
    number = take(open_hall, key="tap").number
    clock.now = MONDAY_LUNCH

    assert take(open_hall, key="tap").number == number


def test_a_quota_is_counted_by_half_day_and_a_number_given_back_is_free_again(open_hall, clock):
    quota(open_hall, 2)
    first = take(open_hall)
    take(open_hall)

    with pytest.raises(QuotaFull) as refusal:
        take(open_hall)
    assert refusal.value.details["half"] == "morning"
    assert take(open_hall, "B").number == "B001"
    with open_hall.work("phone") as work:
        visit_steps.cancel(work, queries.ticket_by_id(work.session, first.id))
    assert take(open_hall).number == "A003"

    clock.now = datetime(2025, 3, 3, 6, 30, tzinfo=UTC)
    assert take(open_hall).number == "A004"


def test_the_halls_own_day_off_closes_and_opens_again(open_hall, clock):
    with open_hall.work("staff:1") as work:
        actions.set_day(work, work.today, OfficeDay(DayKind.REST, None, "停电检修"))
    with pytest.raises(NotOpen):
        take(open_hall)
    with open_hall.work("staff:1") as work:
        actions.forget_day(work, work.today)
    assert take(open_hall).number == "A001"


@pytest.mark.parametrize(
    "week",
    [
        {(0, Half.MORNING): OpeningSpan(time(9), time(9))},
        {(0, Half.MORNING): OpeningSpan(time(12), time(13))},
        {(0, Half.AFTERNOON): OpeningSpan(time(11), time(13))},
        {
            (0, Half.MORNING): OpeningSpan(time(9), time(13)),
            (0, Half.AFTERNOON): OpeningSpan(time(12, 30), time(17)),
        },
    ],
)
def test_hours_that_cannot_be_are_refused(hall, week):
    with pytest.raises(Malformed), hall.work("staff:1") as work:
        actions.set_week(work, None, week)


def test_every_service_has_its_standing(open_hall):
    with open_hall.read() as snapshot:
        services = queries.services(snapshot.session)
        found = standings(snapshot, services)

    by_prefix = {each.prefix: found[each.id].state for each in services}
    assert by_prefix == dict.fromkeys("ABCDEF", OpenState.OPEN)


def test_the_thousandth_number_is_unique_and_follows_the_999th(hall):
    numbers = {take(hall).number}
    with hall.work("kiosk") as work:
        queries.ticket_by_id(work.session, 1).sequence = 998
    later = [take(hall, key=str(each)) for each in range(3)]

    assert [each.number for each in later] == ["A999", "A1000", "A1001"]
    assert len(numbers | {each.number for each in later}) == 4
    assert [each.place for each in later] == sorted(each.place for each in later)
