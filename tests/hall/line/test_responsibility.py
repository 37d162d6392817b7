"""Who answers for a ticket, and what becomes of it when its clerk goes."""

from datetime import timedelta

import pytest

from hall.errors import NobodyServes, NotServedThere
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, coverage, desk_lists, leaving_window, queries, seating, visit_steps
from hall.line.handing_over import take_charge
from hall.line.responsibility import LivingTicket, StaffedDesk, desks_in_charge
from hall.line.unattended import silent_since_the_call, unattended
from hall.people.queries import staff_by_account

A, B = 1, 2  # services
ONE = StaffedDesk(11, frozenset({11, 13}), frozenset({A}))  # covers window 13
TWO = StaffedDesk(12, frozenset({12}), frozenset({A, B}))


@pytest.mark.parametrize(
    ("ticket", "desks"),
    [
        (LivingTicket(A), [ONE, TWO]),
        (LivingTicket(B), [TWO]),
        (LivingTicket(3), []),
        (LivingTicket(A, sent_to=11), [ONE]),
        (LivingTicket(B, sent_to=11), [TWO]),  # its clerk lacks the skill
        (LivingTicket(A, sent_to=99), [ONE, TWO]),  # nobody sits there
        (LivingTicket(B, held_at=13), [ONE]),  # covered, whatever its clerk can do
        (LivingTicket(B, held_at=99), [TWO]),
        (LivingTicket(3, held_at=99), []),
    ],
)
def test_the_rule_of_who_answers_for_a_ticket(ticket, desks):
    assert desks_in_charge(ticket, [ONE, TWO]) == desks


@pytest.fixture
def named(hall):
    """What an action needs, by name: a window, a service, an account."""

    def run(action, *names):
        with hall.work("staff:3") as work:
            found = [
                queries.window_by_name(work.session, name) if name.isdigit()
                else staff_by_account(work.session, name) if name.islower()
                else queries.service_by_prefix(work.session, name)
                for name in names
            ]  # fmt: skip
            return action(work, *found)

    return run


@pytest.fixture
def called(hall, named):
    """A visitor of the service is called to the window."""

    def called(service, window):
        named(lambda work, it: issue_ticket(work, it, TicketRequest("kiosk")), service)
        return named(calling.call_next, window).id

    return called


@pytest.fixture
def step(hall):
    def step(action, ticket_id):
        with hall.work("staff:3") as work:
            return action(work, queries.ticket_by_id(work.session, ticket_id))

    return step


@pytest.fixture
def lost(hall):
    def lost():
        with hall.read() as now:
            return [each.ticket.number for each in unattended(now.session, now.today, now.now)]

    return lost


def test_whoever_is_with_a_clerk_who_goes_home_waits_again_at_their_place(hall, named, called):
    named(seating.sit_down, "1", "bing")
    first = called("A", "1")
    named(lambda work, it: issue_ticket(work, it, TicketRequest("kiosk")), "A")

    named(leaving_window.leave_window, "1")
    named(seating.sit_down, "6", "ding")

    assert named(calling.call_next, "6").id == first


def test_the_parked_of_a_clerk_who_goes_are_on_the_desks_that_can_help_them(
    hall, named, called, step
):
    named(seating.sit_down, "1", "bing")
    ticket = called("A", "1")
    step(visit_steps.park, ticket)
    named(seating.sit_down, "6", "ding")
    with hall.read() as now:
        there = queries.window_by_name(now.session, "6")
        assert desk_lists.parked_at(now.session, now.today, there) == []

    named(leaving_window.leave_window, "1")

    with hall.read() as now:
        there = queries.window_by_name(now.session, "6")
        assert [t.id for t in desk_lists.parked_at(now.session, now.today, there)] == [ticket]
    with hall.work("staff:4") as work:
        visit = queries.ticket_by_id(work.session, ticket)
        there = queries.window_by_name(work.session, "6")
        visit_steps.resume(work, take_charge(work, visit, there))
        assert visit.window.name == "6"


def test_a_visit_is_handed_to_the_window_that_was_named(hall, named, called, step, facts):
    named(seating.sit_down, "1", "bing")
    named(seating.sit_down, "2", "ding")
    ticket = called("A", "1")
    step(visit_steps.miss, ticket)

    named(lambda work, here, to: leaving_window.leave_window(work, here, to=to), "1", "2")

    with hall.read() as now:
        there = queries.window_by_name(now.session, "2")
        assert [t.id for t in desk_lists.missed_at(now.session, now.today, there)] == [ticket]
    assert [fact.came_from for fact in facts() if fact.kind == "TicketHandedOver"] == ["1"]


def test_a_desk_sees_the_missed_of_the_window_it_covers(hall, named, called, step):
    named(seating.sit_down, "4", "ding")
    ticket = called("D", "4")
    step(visit_steps.miss, ticket)
    named(leaving_window.leave_window, "4")
    named(seating.sit_down, "2", "bing")
    with hall.read() as now:
        there = queries.window_by_name(now.session, "2")
        assert desk_lists.missed_at(now.session, now.today, there) == []

    named(coverage.cover, "2", "4")

    with hall.read() as now:
        there = queries.window_by_name(now.session, "2")
        assert [t.id for t in desk_lists.missed_at(now.session, now.today, there)] == [ticket]


def test_nobody_is_sent_to_a_clerk_who_cannot_help(hall, named, called):
    named(seating.sit_down, "5", "ding")
    named(lambda work, who, it: coverage.change_skills(work, who, [it]), "ding", "C")
    ticket = called("A", "1")

    def send(work, service, window):
        visit = queries.ticket_by_id(work.session, ticket)
        return visit_steps.transfer(work, visit, service, window=window)

    with pytest.raises(NotServedThere):
        named(send, "E", "5")
    named(send, "C", "5")


def test_who_was_sent_to_a_clerk_who_was_relieved_by_another_is_everybodys_again(
    hall, named, called, lost
):
    named(seating.sit_down, "5", "ding")
    ticket = called("A", "1")

    def send(work, service, window):
        visit = queries.ticket_by_id(work.session, ticket)
        return visit_steps.transfer(work, visit, service, window=window)

    named(send, "E", "5")
    named(lambda work, who, it: coverage.change_skills(work, who, [it]), "ding", "C")
    named(seating.sit_down, "3", "bing")

    assert lost() == []
    assert named(calling.call_next, "3").id == ticket


def test_whom_nobody_can_call_is_told(hall, named, lost):
    named(lambda work, it: issue_ticket(work, it, TicketRequest("kiosk")), "A")
    assert lost() == ["A001"]

    named(seating.sit_down, "2", "ding")
    assert lost() == ["A001"]

    named(seating.sit_down, "6", "bing")
    assert lost() == []


def test_what_a_program_calls_without_a_clerk_is_its_own(hall, named, lost):
    named(lambda work, it: issue_ticket(work, it, TicketRequest("kiosk")), "A")
    named(lambda work, it: issue_ticket(work, it, TicketRequest("kiosk")), "A")
    with hall.work("token:pads") as work:
        calling.call_next(work, queries.window_by_name(work.session, "1"))

    assert lost() == []


def test_a_window_that_called_and_did_nothing_is_told(hall, called, step, clock):
    ticket = called("A", "1")

    def silent():
        with hall.read() as now:
            found = silent_since_the_call(now.session, now.today, now.now)
            return [each.number for each in found]

    clock.now += timedelta(minutes=9)
    assert silent() == []
    clock.now += timedelta(minutes=1)
    assert silent() == ["A001"]
    step(visit_steps.serve, ticket)
    assert silent() == []


def test_whoever_is_back_in_the_line_has_every_call_before_them(hall, called, step, clock):
    ticket = called("A", "1")
    for _ in range(2):
        clock.now += timedelta(seconds=30)
        step(calling.recall, ticket)
    step(visit_steps.miss, ticket)
    step(visit_steps.return_to_line, ticket)

    with hall.work("staff:3") as work:
        there = queries.window_by_name(work.session, "1")
        assert calling.call_next(work, there).calls == 1
    clock.now += timedelta(seconds=30)
    assert step(calling.recall, ticket).calls == 2


def test_whoever_was_away_is_called_anew(called, step, clock):
    ticket = called("A", "1")
    for _ in range(2):
        clock.now += timedelta(seconds=30)
        step(calling.recall, ticket)
    step(visit_steps.miss, ticket)
    clock.now += timedelta(seconds=30)

    assert step(calling.recall, ticket).calls == 1


def test_no_number_is_given_for_what_nobody_does(hall, named):
    def strip(work, service):
        service.windows = []

    named(strip, "B")

    with pytest.raises(NobodyServes):
        named(lambda work, it: issue_ticket(work, it, TicketRequest("kiosk")), "B")
