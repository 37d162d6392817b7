"""Return slips: an early place on a later half-day, once, in its time, within its quota."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from hall.errors import (
    AlreadyOpen,
    CodesClosed,
    KeyReused,
    Malformed,
    NoPlaceSoon,
    QuotaFull,
    SlipEarly,
    SlipExpired,
    SlipUsed,
    WrongCode,
)
from hall.hours import actions
from hall.hours.model import ReturnSlip
from hall.hours.timetable import Half
from hall.issuing.redeeming import redeem_typed
from hall.issuing.return_slips import make_return_slip
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries
from hall.line.further import FurtherService
from hall.line.model import Ticket
from hall.settings import change_setting

LUNCH = datetime(2025, 3, 3, 5, 0, tzinfo=UTC)
AFTERNOON = datetime(2025, 3, 3, 6, 31, tzinfo=UTC)
EVENING = datetime(2025, 3, 3, 10, 0, tzinfo=UTC)
TOMORROW = datetime(2025, 3, 4, 1, 0, tzinfo=UTC)


@pytest.fixture
def open_hall(hall):
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
    return hall


def make(hall, service="A", key=None):
    with hall.work("kiosk") as work:
        return make_return_slip(
            work, queries.service_by_prefix(work.session, service), TicketRequest("kiosk", key)
        )


def take(hall, service="A", source="kiosk"):
    with hall.work("kiosk") as work:
        found = queries.service_by_prefix(work.session, service)
        return issue_ticket(work, found, TicketRequest(source))


def call(hall):
    with hall.work("staff:3") as work:
        return calling.call_next(work, queries.window_by_name(work.session, "1")).number


def test_whoever_came_at_lunch_stands_before_everybody_of_the_afternoon(open_hall, clock):
    clock.now = LUNCH
    slip, other = make(open_hall), make(open_hall)
    clock.now = AFTERNOON
    early = [take(open_hall).number for _ in range(3)]

    late, later = (redeem_typed(open_hall, "kiosk", each.code) for each in (other, slip))

    assert (slip.day.isoformat(), slip.half) == ("2025-03-03", Half.AFTERNOON)
    assert re.fullmatch(r"\d{6}", slip.code)
    # In the order of coming at lunch, whatever the order of coming back.
    assert [call(open_hall) for _ in range(5)] == [later.number, late.number, *early]


def test_a_slip_of_the_evening_is_for_the_next_morning(open_hall, clock):
    clock.now = EVENING
    slip = make(open_hall)

    with pytest.raises(SlipEarly):
        redeem_typed(open_hall, "kiosk", slip.code)
    clock.now = TOMORROW
    assert redeem_typed(open_hall, "kiosk", slip.code).number == "A001"


def test_once_only_but_the_same_touch_sees_the_same_number(open_hall, clock):
    clock.now = LUNCH
    slip = make(open_hall)
    clock.now = AFTERNOON

    first = redeem_typed(open_hall, "kiosk", slip.code, "tap")
    assert redeem_typed(open_hall, "kiosk", slip.code, "tap").id == first.id

    for key in ("other tap", None):
        with pytest.raises(SlipUsed) as refusal:
            redeem_typed(open_hall, "kiosk", slip.code, key)
        assert refusal.value.details["number"] == "A001"


def test_the_same_slip_typed_by_many_at_once_is_one_number(open_hall, clock):
    clock.now = LUNCH
    slip = make(open_hall)
    clock.now = AFTERNOON

    def redeem(touch: int) -> str | None:
        try:
            return redeem_typed(open_hall, "kiosk", slip.code, f"touch {touch}").number
        except SlipUsed:
            return None

    with ThreadPoolExecutor(8) as visitors:
        numbers = list(visitors.map(redeem, range(16)))

    assert sorted(each for each in numbers if each) == ["A001"]


def test_after_its_half_day_it_says_kindly_that_it_is_over(open_hall, clock):
    clock.now = LUNCH
    slip = make(open_hall)

    for moment in (EVENING, TOMORROW):
        clock.now = moment
        with pytest.raises(SlipExpired):
            redeem_typed(open_hall, "kiosk", slip.code)


def test_whoever_is_early_for_the_opening_of_the_half_day_is_not_sent_away(open_hall, clock):
    clock.now = LUNCH
    slip = make(open_hall)

    assert redeem_typed(open_hall, "kiosk", slip.code).number == "A001"


def test_two_taps_make_one_slip_and_a_key_belongs_to_one_service(open_hall, clock):
    clock.now = LUNCH

    assert make(open_hall, key="tap").id == make(open_hall, key="tap").id
    with pytest.raises(KeyReused):
        make(open_hall, "B", "tap")
    with pytest.raises(Malformed):
        make(open_hall, key="x" * 500)


def test_an_open_service_gives_numbers_not_slips(open_hall):
    with pytest.raises(AlreadyOpen):
        make(open_hall)


def test_promised_places_count_against_the_quota_of_their_half_day(open_hall, clock):
    with open_hall.work("staff:1") as work:
        service = queries.service_by_prefix(work.session, "A")
        actions.set_quota(work, service, Half.AFTERNOON, 2)
        actions.set_quota(work, service, Half.MORNING, 1)
    clock.now = LUNCH
    slips = [make(open_hall) for _ in range(4)]
    clock.now = AFTERNOON

    assert [(each.day.day, each.half.value) for each in slips] == [
        (3, "afternoon"), (3, "afternoon"), (4, "morning"), (4, "afternoon"),
    ]  # fmt: skip
    with pytest.raises(QuotaFull):
        take(open_hall)
    assert redeem_typed(open_hall, "kiosk", slips[0].code).number == "A001"
    with pytest.raises(QuotaFull):
        take(open_hall)  # redeemed is taken: the place is not free a second time


def test_a_redeemed_slip_takes_one_place_not_two(open_hall, clock):
    with open_hall.work("staff:1") as work:
        service = queries.service_by_prefix(work.session, "A")
        actions.set_quota(work, service, Half.AFTERNOON, 2)
    clock.now = LUNCH
    slip = make(open_hall)
    clock.now = AFTERNOON

    redeem_typed(open_hall, "kiosk", slip.code)

    assert take(open_hall).number == "A002"
    with pytest.raises(QuotaFull):
        take(open_hall)


def test_without_any_opening_nothing_is_promised(open_hall, clock):
    with open_hall.work("staff:1") as work:
        service = queries.service_by_prefix(work.session, "A")
        for half in Half:
            actions.set_quota(work, service, half, 0)

    with pytest.raises(NoPlaceSoon):
        make(open_hall)


def test_nobody_types_until_a_code_fits(open_hall, clock, facts):
    clock.now = LUNCH
    slip = make(open_hall)
    wrong = "000000" if slip.code != "000000" else "000001"
    for _ in range(5):
        with pytest.raises(WrongCode):
            redeem_typed(open_hall, "kiosk", wrong)

    with pytest.raises(CodesClosed):
        redeem_typed(open_hall, "kiosk", slip.code)
    clock.advance(minutes=1)
    assert redeem_typed(open_hall, "kiosk", slip.code).number == "A001"
    assert [fact.kind for fact in facts()].count("CodeRefused") == 5


def test_codes_of_slips_to_come_differ(open_hall, clock):
    clock.now = EVENING
    codes = [make(open_hall).code for _ in range(50)]

    with open_hall.read() as snapshot:
        assert snapshot.session.scalar(select(func.count()).select_from(ReturnSlip)) == 50
    assert len(set(codes)) == 50


# What was asked for besides the service


def make_for(hall, size=1, key=None, further=(), **asked):
    with hall.work("kiosk") as work:
        more = [FurtherService(queries.service_by_prefix(work.session, p)) for p in further]
        request = TicketRequest("kiosk", key, further=more, **asked)
        return make_return_slip(work, queries.service_by_prefix(work.session, "A"), request, size)


def numbers(hall):
    with hall.read() as snapshot:
        return snapshot.session.scalars(select(Ticket).order_by(Ticket.id)).all()


def test_who_came_together_come_back_together(open_hall, clock):
    clock.now = LUNCH
    slip = make_for(open_hall, size=3)
    clock.now = AFTERNOON
    take(open_hall)

    first = redeem_typed(open_hall, "kiosk", slip.code, "tap")
    again = redeem_typed(open_hall, "kiosk", slip.code, "tap")

    assert again.id == first.id
    with pytest.raises(SlipUsed):
        redeem_typed(open_hall, "kiosk", slip.code, "another")
    party = [ticket for ticket in numbers(open_hall) if ticket.party_id == first.id]
    assert [ticket.number for ticket in party] == ["A002", "A003", "A004"]
    assert [call(open_hall) for _ in range(4)] == ["A002", "A003", "A004", "A001"]


def test_a_reason_and_further_errands_are_kept_until_the_slip_is_redeemed(open_hall, clock):
    clock.now = LUNCH
    slip = make_for(open_hall, further=["B"], priority_id=1)
    clock.now = AFTERNOON

    ticket = redeem_typed(open_hall, "kiosk", slip.code)

    with open_hall.read() as snapshot:
        other = queries.service_by_prefix(snapshot.session, "B")
    assert ticket.priority_id == 1
    assert ticket.further == [{"service_id": other.id, "item_code": None}]


def test_an_errand_that_is_gone_since_is_left_out(open_hall, clock):
    clock.now = LUNCH
    slip = make_for(open_hall)
    with open_hall.work("staff:1") as work:
        kept = work.session.get_one(ReturnSlip, slip.id)
        kept.further = [{"service_id": 9_999, "item_code": None}]
    clock.now = AFTERNOON

    assert redeem_typed(open_hall, "kiosk", slip.code).further == []


def test_a_party_is_promised_as_many_places_as_came(open_hall, clock):
    with open_hall.work("staff:1") as work:
        service = queries.service_by_prefix(work.session, "A")
        actions.set_quota(work, service, Half.AFTERNOON, 3)
        actions.set_quota(work, service, Half.MORNING, 2)
    clock.now = LUNCH

    first, second = make_for(open_hall, size=2), make_for(open_hall, size=2)

    assert (first.day.day, first.half) == (3, Half.AFTERNOON)
    assert (second.day.day, second.half) == (4, Half.MORNING)
    assert make_for(open_hall).half is Half.AFTERNOON  # there is one place left


def test_a_party_for_which_too_few_numbers_are_left_gets_a_slip_not_a_dead_end(open_hall, clock):
    with open_hall.work("staff:1") as work:
        service = queries.service_by_prefix(work.session, "A")
        actions.set_quota(work, service, Half.MORNING, 2)

    with pytest.raises(AlreadyOpen):
        make_for(open_hall, size=2)
    assert make_for(open_hall, size=3).half is Half.AFTERNOON


@pytest.mark.parametrize(
    "other", [{"size": 2}, {"priority_id": 1}, {"further": ["B"]}, {"item_code": "x"}]
)
def test_a_key_belongs_to_one_request(open_hall, clock, other):
    clock.now = LUNCH
    slip = make_for(open_hall, key="tap")

    assert make_for(open_hall, key="tap").id == slip.id
    with pytest.raises(KeyReused):
        make_for(open_hall, key="tap", **other)


@pytest.mark.parametrize("size", [0, 7])
def test_nobody_comes_with_none_or_with_a_crowd(open_hall, clock, size):
    clock.now = LUNCH

    with pytest.raises(Malformed):
        make_for(open_hall, size=size)
