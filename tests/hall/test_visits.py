"""Several services in one visit, people together or without a number, and what a jump costs."""

import pytest

from hall.errors import KeyReused, Malformed, NotYours, WindowPaused, WrongMoment
from hall.issuing import walk_ups
from hall.issuing.tickets import TicketRequest, issue_party, issue_ticket
from hall.line import calling, coverage, priority, queries, seating, visit_steps
from hall.line.figures import figures
from hall.line.finishing import finish, finish_all
from hall.line.further import MOST_FURTHER, FurtherService, add_further
from hall.line.model import Stay, Ticket
from hall.line.reasons import Priority, rename_reason
from hall.line.undoing import undo
from hall.list_entries import entry_by_id
from hall.people.queries import staff_by_account
from hall.settings import change_setting
from hall.slips.letterhead import Letterhead
from hall.slips.model import PaperSlip
from hall.slips.queries import latest_slip

OLD = 3


def named(work, name):
    return queries.window_by_name(work.session, name)


@pytest.fixture
def take(hall):
    def take(services, further="", **wish):
        with hall.work("kiosk") as work:
            further = [
                FurtherService(queries.service_by_prefix(work.session, each), f"{each}-1")
                for each in further
            ]
            for service in services:
                found = queries.service_by_prefix(work.session, service)
                issue_ticket(work, found, TicketRequest("kiosk", further=further, **wish))

    return take


@pytest.fixture
def together(hall):
    def together(service, size, key=None, **wish):
        with hall.work("kiosk") as work:
            found = queries.service_by_prefix(work.session, service)
            party = issue_party(work, found, TicketRequest("kiosk", key, **wish), size)
            return [each.number for each in party]

    return together


@pytest.fixture
def walk_up(hall):
    def walk_up(window="1", service="A", key=None):
        with hall.work("staff:3") as work:
            found = queries.service_by_prefix(work.session, service)
            return walk_ups.walk_up(
                work, named(work, window), found, TicketRequest("counter", key)
            ).number

    return walk_up


@pytest.fixture
def call(hall):
    def call(window="1"):
        with hall.work("staff:3") as work:
            return calling.call_next(work, named(work, window)).number

    return call


@pytest.fixture
def do(hall):
    """Do an action to a ticket by its number; where it is then, and with what."""

    def do(action, number, *more):
        with hall.work("staff:3") as work:
            ticket = work.session.query(Ticket).filter_by(number=number).one()
            action(work, ticket, *more)
            return str(ticket.state), ticket.service.prefix, ticket.window and ticket.window.name

    return do


# Several services.


def test_the_next_service_begins_at_once_where_the_window_does_it(take, call, do, hall):
    take("F", "AB")
    do(visit_steps.serve, call("6"))

    assert do(finish, "F001") == ("serving", "A", "6")
    assert do(finish, "F001") == ("transferred", "B", None)
    assert call("2") == "F001"
    assert do(finish, "F001") == ("finished", "B", "2")
    with hall.read() as snapshot:
        stays = snapshot.session.query(Stay).order_by(Stay.id)
        assert [(str(each.state), each.item_code) for each in stays] == [
            ("waiting", None), ("called", None), ("serving", None), ("serving", "A-1"),
            ("transferred", "B-1"), ("called", "B-1"),
        ]  # fmt: skip


def test_the_place_of_the_first_number_is_kept_for_the_next_service(take, call, do):
    take("A", "B")
    take("BB")
    do(visit_steps.serve, call("1"))

    do(finish, "A001")

    assert [call("2"), call("2")] == ["A001", "B001"]


def test_whoever_is_not_done_goes_on_when_the_clerk_calls_the_next(take, call, do):
    take("F", "A")
    take("F")
    do(visit_steps.serve, call("6"))

    assert call("6") == "F002"
    assert call("1") == "F001"


def test_what_else_was_asked_for_may_be_dropped(take, call, do):
    take("A", "BC")
    do(visit_steps.serve, call("1"))

    assert do(finish_all, "A001") == ("finished", "A", "1")


@pytest.mark.parametrize(("number", "further"), [("F001", "A"), ("F001", "B"), ("F001", "")])
@pytest.mark.parametrize("action", [finish, finish_all, add_further])
def test_every_end_of_a_service_is_undone_exactly(
    take, call, do, kept, hall, number, further, action
):
    take("F", further)
    do(visit_steps.serve, call("6"))
    before = kept()

    with hall.work("staff:3") as work:
        ticket = work.session.query(Ticket).filter_by(number=number).one()
        more = [FurtherService(queries.service_by_prefix(work.session, "C"))]
        action(work, ticket, *(more if action is add_further else []))
    assert kept() != before
    do(undo, number)

    assert kept() == before


def test_undoing_a_call_brings_back_the_visit_that_had_gone_on(take, call, do, kept):
    take("F", "A")
    take("F")
    do(visit_steps.serve, call("6"))
    before = kept()

    do(undo, call("6"))

    assert kept() == before


def test_undoing_takes_back_the_added_service_and_not_the_step_before(take, call, do, hall):
    take("A")
    do(visit_steps.serve, call("1"))
    with hall.work("staff:3") as work:
        ticket = queries.ticket_by_id(work.session, 1)
        add_further(work, ticket, FurtherService(queries.service_by_prefix(work.session, "B")))

    assert do(undo, "A001") == ("serving", "A", "1")
    with hall.read() as snapshot:
        assert queries.ticket_by_id(snapshot.session, 1).further == []


def test_a_visit_is_for_so_many_services_and_no_more(take, call, do, hall):
    take("A", "BCDEF"[:MOST_FURTHER])

    with pytest.raises(Malformed), hall.work("staff:3") as work:
        ticket = queries.ticket_by_id(work.session, 1)
        add_further(work, ticket, FurtherService(queries.service_by_prefix(work.session, "B")))


def test_nothing_is_added_to_a_visit_that_is_over(take, call, do, hall):
    take("A")
    do(finish, call("1"))

    with pytest.raises(WrongMoment), hall.work("staff:3") as work:
        ticket = queries.ticket_by_id(work.session, 1)
        add_further(work, ticket, FurtherService(queries.service_by_prefix(work.session, "B")))


def test_a_visit_of_several_services_counts_once(take, call, do, hall, clock):
    take("F", "AB")
    clock.advance(minutes=10)
    do(visit_steps.serve, call("6"))
    for minutes in (5, 7):
        clock.advance(minutes=minutes)
        do(finish, "F001")
    clock.advance(minutes=20)
    do(visit_steps.serve, call("2"))
    clock.advance(minutes=3)
    do(finish, "F001")

    with hall.read() as snapshot:
        day = figures(snapshot.session, snapshot.today)
    assert (day.issued, day.waiting, day.finished) == (1, 0, 1)
    assert (day.mean_wait_seconds, day.mean_service_seconds) == (30 * 60, 15 * 60)


# The first officer asked.


def test_the_first_officer_who_meets_a_visitor_answers_to_the_end(take, call, do, hall):
    with hall.work() as work:
        for account, window in (("bing", "1"), ("ding", "2")):
            seating.sit_down(work, named(work, window), staff_by_account(work.session, account))
    take("A", "B")
    do(visit_steps.serve, call("1"))
    do(finish, "A001")
    do(visit_steps.serve, call("2"))
    do(finish, "A001")

    with hall.read() as snapshot:
        assert queries.ticket_by_id(snapshot.session, 1).first_asked.account == "bing"


def test_who_was_called_and_did_not_come_was_met_by_nobody(take, call, do, hall):
    with hall.work() as work:
        seating.sit_down(work, named(work, "1"), staff_by_account(work.session, "bing"))
    take("A")
    do(visit_steps.miss, call("1"))
    do(visit_steps.return_to_line, "A001")
    with hall.work("staff:3") as work:
        ticket = queries.ticket_by_id(work.session, 1)
        visit_steps.transfer(work, ticket, queries.service_by_prefix(work.session, "B"))

    with hall.read() as snapshot:
        assert queries.ticket_by_id(snapshot.session, 1).first_asked_id is None


def send_to_b(work, ticket):
    visit_steps.transfer(work, ticket, queries.service_by_prefix(work.session, "B"))


@pytest.mark.parametrize("leave", [finish, send_to_b])
def test_the_recalls_of_one_line_do_not_count_in_the_next(take, call, do, clock, leave):
    take("A", "B")
    call("1")
    for _ in range(2):
        clock.advance(minutes=1)
        do(calling.recall, "A001")
    do(leave, "A001")

    call("2")

    assert do(calling.recall, "A001") == ("called", "B", "2")


# People who came together.


def test_who_came_together_is_called_in_a_row(together, take, call):
    assert together("F", 3) == ["F001", "F002", "F003"]
    take("A")
    together("D", 2)

    assert [call("6") for _ in range(6)] == ["F001", "F002", "F003", "A001", "D001", "D002"]


def test_a_party_goes_on_although_others_have_waited_longer(together, take, call, hall):
    take("AA")
    together("F", 2)
    with hall.work("staff:3") as work:
        calling.call(work, queries.ticket_by_id(work.session, 3), named(work, "6"))

    assert [call("6"), call("6")] == ["F002", "A001"]


def test_who_of_a_party_missed_the_call_stands_behind_like_anybody(together, take, call, do):
    together("A", 2)
    take("AAAA")
    call()
    do(visit_steps.miss, call())
    do(visit_steps.return_to_line, "A002")

    assert [call() for _ in range(5)] == ["A003", "A004", "A005", "A002", "A006"]


def test_who_of_a_party_missed_the_call_does_not_come_before_another_line(together, take, call, do):
    together("F", 2)
    take("AA")
    call("6")
    do(visit_steps.miss, call("6"))
    do(visit_steps.return_to_line, "F002")

    assert [call("6") for _ in range(3)] == ["A001", "A002", "F002"]


def test_the_rest_of_a_party_comes_before_whoever_of_it_missed_the_call(together, call, do):
    together("A", 6)
    do(visit_steps.miss, call())
    do(visit_steps.return_to_line, "A001")

    assert [call() for _ in range(6)] == ["A002", "A003", "A004", "A005", "A006", "A001"]


def test_a_party_asked_for_twice_is_one_party(together, hall):
    first = together("A", 3, key="we")

    assert together("A", 3, key="we") == first
    with pytest.raises(KeyReused):
        together("B", 3, key="we")
    with hall.read() as snapshot:
        tickets = snapshot.session.query(Ticket).all()
        assert [each.party_id for each in tickets] == [1, 1, 1]
        assert snapshot.session.query(PaperSlip).count() == 3


@pytest.mark.parametrize("size", [0, 1, 7])
def test_a_party_is_of_two_to_six(together, hall, size):
    with pytest.raises(Malformed):
        together("A", size)

    with hall.read() as snapshot:
        assert snapshot.session.query(Ticket).count() == 0


# People without a number.


def test_a_walk_up_is_served_at_once_without_a_slip_and_once_per_key(walk_up, hall, facts):
    assert walk_up(key="k") == "A001"
    before = facts()

    assert walk_up(key="k") == "A001"

    assert facts() == before
    assert [fact.kind for fact in before[-2:]] == ["TicketIssued", "TicketServed"]
    with hall.read() as snapshot:
        assert snapshot.session.query(Ticket).one().state == "serving"
        assert snapshot.session.query(PaperSlip).count() == 0


def test_the_same_walk_up_asked_for_later_does_nothing_to_who_came_after(walk_up, do):
    walk_up(key="k")
    walk_up(key="l")

    walk_up(key="k")

    assert do(lambda *_: None, "A002") == ("serving", "A", "1")
    assert do(lambda *_: None, "A001") == ("finished", "A", "1")


def test_a_refused_walk_up_takes_no_number(walk_up, hall):
    with pytest.raises(NotYours):
        walk_up("2", "A")
    with hall.work() as work:
        seating.pause(work, named(work, "1"), "开会")
    with pytest.raises(WindowPaused):
        walk_up("1", "A")

    with hall.read() as snapshot:
        assert snapshot.session.query(Ticket).count() == 0


def test_undoing_a_walk_up_gives_its_number_back(walk_up, take, call, do, facts):
    """Nobody holds it: in the line it would be called for nothing."""
    take("A")
    do(visit_steps.serve, call())
    walk_up()

    assert do(undo, "A002") == ("cancelled", "A", None)
    assert do(lambda *_: None, "A001") == ("serving", "A", "1")
    assert [fact.kind for fact in facts()[-3:]] == ["StepUndone", "TicketCancelled", "StepUndone"]


def test_a_walk_up_has_not_waited(walk_up, take, call, do, hall, clock):
    take("A")
    clock.advance(minutes=8)
    walk_up()
    clock.advance(minutes=4)
    do(visit_steps.serve, call())

    with hall.read() as snapshot:
        day = figures(snapshot.session, snapshot.today)
    assert (day.issued, day.finished, day.waiting) == (2, 1, 0)
    assert (day.mean_wait_seconds, day.longest_wait_seconds) == (12 * 60, 12 * 60)
    assert day.mean_service_seconds == 4 * 60


# Who is called earlier, and what it costs.


def jumps(hall):
    with hall.read() as snapshot:
        return [
            (each.ticket.number, each.reason, each.passed, each.minutes, each.window.name)
            for each in priority.jumps(snapshot.session, snapshot.today)
        ]


def test_one_in_three_is_called_earlier(take, call):
    take("AAAAAA")
    take("AA", priority_id=OLD)

    assert [call() for _ in range(6)] == ["A007", "A001", "A002", "A008", "A003", "A004"]


def test_who_has_waited_long_enough_is_passed_by_nobody(take, call, clock):
    take("A")
    clock.advance(minutes=30)
    take("A", priority_id=OLD)

    assert call() == "A001"


def test_a_jump_counts_at_its_desk_even_when_the_visitor_was_sent_on(take, call, do, hall):
    take("AAA")
    take("AA", priority_id=OLD)
    assert call() == "A004"
    with hall.work("staff:3") as work:
        ticket = queries.ticket_by_id(work.session, 4)
        visit_steps.transfer(work, ticket, queries.service_by_prefix(work.session, "B"))

    assert [call(), call(), call()] == ["A001", "A002", "A005"]


def test_people_without_a_number_bring_no_jump_nearer(take, call, walk_up):
    take("AAA")
    take("AA", priority_id=OLD)
    assert call() == "A004"

    walk_up()
    walk_up()

    assert [call(), call(), call()] == ["A001", "A002", "A005"]


def test_an_undone_jump_has_never_been(take, call, do):
    take("AAA")
    take("AA", priority_id=OLD)

    assert do(undo, call()) == ("waiting", "A", None)

    assert call() == "A004"


def test_nobody_is_passed_by_who_waits_for_another_window(take, call, do, hall):
    with hall.work() as work:
        for account, window in (("bing", "1"), ("ding", "6")):
            seating.sit_down(work, named(work, window), staff_by_account(work.session, account))
    take("BA")
    with hall.work("staff:3") as work:
        there = queries.service_by_prefix(work.session, "A")
        ticket = queries.ticket_by_id(work.session, 1)
        visit_steps.transfer(work, ticket, there, window=named(work, "6"))

    assert call("1") == "A001"
    assert jumps(hall) == []


def test_the_office_sees_how_long_others_waited_because_of_it(take, call, do, walk_up, hall, clock):
    with hall.work() as work:
        change_setting(work, "priority_every", "2")
    take("AAAA")
    take("AA", priority_id=OLD)
    do(visit_steps.serve, call())
    clock.advance(minutes=6)
    do(visit_steps.park, "A005")
    clock.advance(minutes=30)  # away: nobody waits because of it
    walk_up()
    clock.advance(minutes=3)
    assert call() == "A001"  # the line has waited long enough
    with hall.work("staff:3") as work:
        calling.call(work, queries.ticket_by_id(work.session, 4), named(work, "1"))
    clock.advance(minutes=2)

    assert jumps(hall) == [
        ("A004", "", 2, None, "1"),
        ("A007", "", 5, 3, "1"),
        ("A005", "老年人", 4, 6, "1"),
    ]
    call()
    assert jumps(hall)[0] == ("A004", "", 2, 2, "1")


def test_every_jump_of_one_visit_is_in_the_ledger(take, call, do, hall, clock):
    take("AB")
    take("A", "B", priority_id=OLD)
    do(visit_steps.serve, call("1"))
    clock.advance(minutes=1)
    do(finish, "A002")
    do(visit_steps.serve, call("2"))
    clock.advance(minutes=4)
    do(finish, "A002")

    assert jumps(hall) == [("A002", "老年人", 1, 4, "2"), ("A002", "老年人", 1, 1, "1")]


def test_a_reason_keeps_its_name_when_only_spaces_are_added(hall, facts):
    with hall.work("staff:1") as work:
        before = len(facts())
        reason = entry_by_id(work.session, Priority, OLD)
        rename_reason(work, reason, " 老年人 ")

    assert len(facts()) == before


# Where to go.


def test_the_slip_names_the_desk_that_covers_the_window(hall):
    with hall.work() as work:
        clerk = staff_by_account(work.session, "bing")
        seating.sit_down(work, named(work, "1"), clerk)
        for covered in "24":
            coverage.cover(work, named(work, "1"), named(work, covered))
    paper = Letterhead("测试大厅", "", "")

    with hall.work("kiosk") as work:
        slips = {}
        for service in "BD":
            found = queries.service_by_prefix(work.session, service)
            ticket = issue_ticket(work, found, TicketRequest("kiosk"))
            slips[service] = paper.compose(
                work.session, ticket, latest_slip(work.session, ticket.id)
            )

    said = {service: [each.text for each in slip.body] for service, slip in slips.items()}
    assert "请到1号窗口" in said["B"]
    assert "请到1、6号窗口" in said["D"]
