"""One officer, several windows; what a person can do; what a clerk may choose."""

import pytest

from hall.errors import Attended, NobodyWaiting, NotAllowed, NotYours
from hall.events import SkillsChanged, WindowCovered
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, coverage, queries, seating, visit_steps
from hall.line.model import Window
from hall.people.queries import staff_by_account


def named(work, name):
    return queries.window_by_name(work.session, name)


@pytest.fixture
def sit(hall):
    def sit(account, window):
        with hall.work() as work:
            clerk = staff_by_account(work.session, account)
            seating.sit_down(work, named(work, window), clerk)

    return sit


@pytest.fixture
def cover(hall):
    def cover(desk, *windows):
        with hall.work() as work:
            for window in windows:
                coverage.cover(work, named(work, desk), named(work, window))

    return cover


@pytest.fixture
def take(hall):
    def take(services):
        for service in services:
            with hall.work("kiosk") as work:
                found = queries.service_by_prefix(work.session, service)
                issue_ticket(work, found, TicketRequest("kiosk"))

    return take


@pytest.fixture
def call(hall):
    def call(window):
        with hall.work("staff:3") as work:
            return calling.call_next(work, named(work, window)).number

    return call


@pytest.fixture
def covers(hall):
    """Which window is covered from where."""

    def covers():
        with hall.read() as snapshot:
            return {
                each.name: each.desk.name for each in snapshot.session.query(Window) if each.desk
            }

    return covers


def test_the_people_of_a_covered_window_are_called_to_the_desk(sit, cover, take, call, hall):
    sit("bing", "1")
    take("BA")
    cover("1", "2")

    assert [call("1"), call("1")] == ["B001", "A001"]
    with hall.read() as snapshot:
        service = queries.service_by_prefix(snapshot.session, "B")
        assert [desk.name for desk in service.desks] == ["1"]


def test_an_officer_who_moves_takes_the_covered_windows_along(sit, cover, covers, facts):
    sit("bing", "1")
    cover("1", "2", "4")

    sit("bing", "5")

    assert covers() == {"2": "5", "4": "5"}
    assert WindowCovered("2", "5") in facts()


def test_an_officer_who_moves_into_a_covered_window_covers_it_no_more(sit, cover, covers):
    sit("bing", "1")
    cover("1", "2", "4")

    sit("bing", "2")

    assert covers() == {"4": "2"}


def test_whoever_takes_over_a_desk_does_not_take_over_its_covered_windows(sit, cover, covers):
    sit("bing", "1")
    cover("1", "2")

    sit("ding", "1")

    assert covers() == {}


def test_an_officer_who_takes_over_a_desk_keeps_only_what_was_theirs(sit, cover, covers):
    sit("bing", "1")
    cover("1", "2")
    sit("ding", "5")
    cover("5", "4")

    sit("ding", "1")

    assert covers() == {"4": "1"}


def test_sitting_down_again_at_ones_own_desk_changes_nothing(sit, cover, covers, facts):
    sit("bing", "1")
    cover("1", "2")
    before = facts()

    sit("bing", "1")

    assert covers() == {"2": "1"}
    assert facts() == before


def test_a_window_is_covered_no_more_when_somebody_sits_there_or_the_officer_goes(
    sit, cover, covers, hall
):
    sit("bing", "1")
    cover("1", "2", "4")

    sit("ding", "2")
    assert covers() == {"4": "1"}
    with hall.work() as work:
        seating.stand_up(work, named(work, "1"))

    assert covers() == {}


def test_a_window_with_a_clerk_is_not_covered_and_no_desk_covers_itself(sit, cover):
    sit("bing", "1")
    sit("ding", "2")

    for window in ("2", "1"):
        with pytest.raises(Attended):
            cover("1", window)


def test_nobody_covers_from_a_desk_where_nobody_sits(sit, cover, covers):
    """Otherwise the desk itself could be covered from a third one, and so on."""
    sit("bing", "1")
    cover("1", "2")

    with pytest.raises(NotAllowed):
        cover("2", "4")

    assert covers() == {"2": "1"}


def test_a_window_changes_from_one_desk_to_another(sit, cover, covers, facts):
    sit("bing", "1")
    sit("ding", "5")
    cover("1", "2")

    cover("5", "2")
    cover("5", "2")

    assert covers() == {"2": "5"}
    assert facts()[-1] == WindowCovered("2", "5")
    assert facts().count(WindowCovered("2", "5")) == 1


# Skills and rights.


@pytest.fixture
def learn(hall):
    def learn(account, services):
        with hall.work() as work:
            clerk = staff_by_account(work.session, account)
            wanted = [queries.service_by_prefix(work.session, each) for each in services]
            coverage.change_skills(work, clerk, wanted)

    return learn


def test_only_what_the_clerk_can_do_is_called_to_the_window(sit, learn, take, call):
    sit("bing", "6")
    learn("bing", "D")
    take("FAD")

    assert call("6") == "D001"
    with pytest.raises(NobodyWaiting):
        call("6")


def test_a_skill_that_no_window_of_the_desk_offers_changes_nothing(sit, learn, take, call):
    sit("bing", "1")
    learn("bing", "AB")
    take("BA")

    assert call("1") == "A001"


def test_skills_are_told_once_and_taken_back(learn, facts, take, sit, call):
    sit("bing", "1")
    learn("bing", "BA")
    learn("bing", "AB")
    learn("bing", "")
    take("A")

    told = [fact.services for fact in facts() if isinstance(fact, SkillsChanged)]
    assert told == ["AB", ""]
    assert call("1") == "A001"


def test_a_clerk_who_may_not_choose_calls_the_next(sit, take, call, hall):
    sit("bing", "1")
    with hall.work() as work:
        staff_by_account(work.session, "bing").may_choose = False
    take("AA")

    with pytest.raises(NotAllowed), hall.work("staff:3") as work:
        calling.call(work, queries.ticket_by_id(work.session, 2), named(work, "1"))
    assert call("1") == "A001"


# Sent to one window.


def send(hall, number, service, window):
    with hall.work("staff:3") as work:
        ticket = queries.ticket_by_id(work.session, number)
        there = queries.service_by_prefix(work.session, service)
        visit_steps.transfer(work, ticket, there, window=named(work, window))


def test_who_is_sent_to_a_window_is_called_there_only(sit, take, call, hall):
    sit("bing", "6")
    sit("ding", "1")
    take("BA")
    send(hall, 1, "A", "6")

    assert call("1") == "A001"
    with pytest.raises(NobodyWaiting):
        call("1")
    assert call("6") == "B001"


def test_who_was_sent_to_a_window_is_everybodys_when_it_is_deserted(sit, take, call, hall):
    sit("bing", "6")
    sit("ding", "1")
    take("B")
    send(hall, 1, "A", "6")

    with hall.work() as work:
        seating.stand_up(work, named(work, "6"))

    assert call("1") == "B001"


def test_who_was_sent_to_a_window_goes_to_the_desk_that_covers_it(sit, cover, take, call, hall):
    sit("bing", "1")
    sit("ding", "5")
    cover("5", "6")
    take("B")
    send(hall, 1, "A", "6")

    with pytest.raises(NobodyWaiting):
        call("1")
    assert call("5") == "B001"


def test_a_chosen_visitor_must_wait_for_a_service_of_the_desk(sit, learn, take, hall):
    sit("bing", "6")
    learn("bing", "D")
    take("F")

    with pytest.raises(NotYours), hall.work("staff:3") as work:
        calling.call(work, queries.ticket_by_id(work.session, 1), named(work, "6"))
