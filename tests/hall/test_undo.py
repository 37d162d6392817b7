"""Undoing: one's own last step, once, exactly; and the stays of a visit."""

from datetime import timedelta

import pytest

from hall.errors import NothingToUndo, NotToday, WindowBusy
from hall.events import StepUndone
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, seating, undoing, visit_steps
from hall.line.figures import StaySpan, figures, spent
from hall.line.finishing import finish
from hall.line.model import Stay, Ticket
from hall.line.ticket_life import TicketState
from hall.line.undoing import undo
from tests.conftest import MORNING


@pytest.fixture
def do(hall):
    """Do an action to a ticket by its number, as a clerk; returns the ticket."""

    def do(action, number, *more, actor="staff:3", **named):
        with hall.work(actor) as work:
            ticket = work.session.query(Ticket).filter_by(number=number).one()
            return action(work, ticket, *more, **named)

    return do


@pytest.fixture
def take(hall):
    def take(*services):
        for service in services:
            with hall.work("kiosk") as work:
                found = queries.service_by_prefix(work.session, service)
                issue_ticket(work, found, TicketRequest("kiosk"))

    return take


@pytest.fixture
def call(hall):
    def call(window="6", actor="staff:3"):
        with hall.work(actor) as work:
            return calling.call_next(work, queries.window_by_name(work.session, window)).number

    return call


def to_b(work, ticket):
    return visit_steps.transfer(work, ticket, queries.service_by_prefix(work.session, "B"), "看看")


def park_for_a_while(work, ticket):
    return visit_steps.park(work, ticket, "去复印", work.now + timedelta(minutes=20))


CALLED, SERVING = [], [visit_steps.serve]
PARKED, MISSED = [visit_steps.serve, park_for_a_while], [visit_steps.miss]
WAYS = [
    (CALLED, calling.recall), (CALLED, visit_steps.serve), (CALLED, finish),
    (CALLED, visit_steps.miss), (CALLED, visit_steps.park), (CALLED, to_b),
    (CALLED, visit_steps.cancel),
    (SERVING, finish), (SERVING, park_for_a_while), (SERVING, to_b),
    (PARKED, visit_steps.resume), (PARKED, calling.recall), (PARKED, visit_steps.cancel),
    (PARKED, visit_steps.leave), (MISSED, calling.recall), (MISSED, visit_steps.return_to_line),
    (MISSED, visit_steps.cancel), (MISSED, visit_steps.leave),
    ([to_b], visit_steps.cancel), ([to_b], visit_steps.leave),
]  # fmt: skip


@pytest.mark.parametrize(("way", "action"), WAYS, ids=lambda each: getattr(each, "__name__", None))
def test_an_undone_step_leaves_every_column_as_it_was(do, take, call, kept, clock, way, action):
    take("A", "A", "A", "A", "A")
    call()
    for step in way:
        clock.advance(minutes=1)
        do(step, "A001")
    before = kept()
    clock.advance(minutes=5)
    do(action, "A001")
    assert kept() != before

    do(undo, "A001")

    assert kept() == before


@pytest.mark.parametrize("action", [to_b, visit_steps.cancel, visit_steps.leave])
def test_undoing_the_first_step_leaves_no_stay(do, take, kept, action):
    take("A")
    before = kept()
    do(action, "A001")

    do(undo, "A001")

    assert kept() == before


def test_a_step_is_undone_once_and_only_by_its_own_clerk(do, take, call, facts):
    take("A")
    call()
    do(visit_steps.serve, "A001")
    with pytest.raises(NothingToUndo):
        do(undo, "A001", actor="staff:4")

    do(undo, "A001")

    assert isinstance(facts()[-1], StepUndone)
    assert facts()[facts()[-1].undone - 1].kind == "TicketServed"
    with pytest.raises(NothingToUndo):
        do(undo, "A001")


def test_a_number_that_was_only_taken_has_no_step(do, take):
    take("A")

    with pytest.raises(NothingToUndo):
        do(undo, "A001", actor="kiosk")


def test_yesterdays_step_stays(do, take, call, clock):
    take("A")
    call()
    clock.advance(days=1)

    with pytest.raises(NotToday):
        do(undo, "A001")


def test_undoing_a_call_gives_back_the_visit_that_it_finished(do, take, call, kept, facts):
    take("A", "A")
    call()
    do(visit_steps.serve, "A001")
    before = kept()
    assert call() == "A002"

    do(undo, "A002")

    assert kept() == before
    assert [fact.kind for fact in facts()[-2:]] == ["StepUndone", "StepUndone"]
    assert [fact.number for fact in facts()[-2:]] == ["A002", "A001"]


def test_nobody_is_put_beside_a_visit_in_hand(do, take, call, kept):
    take("A", "A")
    call()
    do(finish, "A001")
    call()
    before = kept()

    with pytest.raises(WindowBusy):
        do(undo, "A001")

    assert kept() == before


def test_undoing_a_transfer_tells_both_lines(do, take, facts):
    take("A")
    do(to_b, "A001")

    do(undo, "A001")

    assert (facts()[-1].service, facts()[-1].came_from) == ("A", "B")


def test_the_undone_step_is_not_followed_by_an_older_one(do, take, call, hall):
    def offered():
        with hall.read() as snapshot:
            ticket = undoing.last_stepped(snapshot.session, snapshot.today, "staff:3")
            return ticket and ticket.number

    take("A", "A")
    call()
    do(visit_steps.miss, "A001")
    call()
    assert offered() == "A002"

    do(undo, "A002")

    assert offered() is None
    do(visit_steps.return_to_line, "A001")
    assert offered() == "A001"


# Stays.


def test_a_clock_that_a_manager_sets_back_makes_no_stay_negative(hall, do, take, call, clock):
    take("A")
    call()
    clock.advance(hours=-1)
    hall.accept_the_clock("staff:1")

    do(calling.recall, "A001")
    do(visit_steps.serve, "A001")

    with hall.read() as snapshot:
        waited, walked, serving = snapshot.session.query(Stay).order_by(Stay.id).all()
    assert waited.since <= waited.until == walked.since <= walked.until == serving.since
    assert serving.until is None


def test_the_line_keeps_its_order_when_a_manager_sets_the_clock_back(hall, take, call, clock):
    take("A", "A")
    clock.advance(hours=-1)
    hall.accept_the_clock("staff:1")
    take("A", "D")

    assert [call(), call(), call(), call()] == ["A001", "A002", "A003", "D001"]


def span(state, begin, end):
    return StaySpan(state, MORNING + timedelta(minutes=begin), MORNING + timedelta(minutes=end))


W, C, S, P, M, T = (
    TicketState.WAITING, TicketState.CALLED, TicketState.SERVING,
    TicketState.PARKED, TicketState.MISSED, TicketState.TRANSFERRED,
)  # fmt: skip


@pytest.mark.parametrize(
    ("visit", "minutes"),
    [
        ([], (None, None, None)),
        ([(W, 5)], (None, None, None)),
        ([(W, 5), (C, 1), (S, 7)], (5, 1, 7)),
        ([(W, 5), (C, 9)], (5, None, None)),  # "next" without a word: no walk, no service
        ([(W, 5), (C, 1), (S, 2), (P, 30), (S, 3)], (5, 1, 5)),
        ([(W, 5), (C, 3), (M, 8), (W, 2), (C, 1), (S, 4)], (7, 1, 4)),
        ([(W, 5), (C, 1), (S, 2), (T, 6), (C, 2), (S, 3)], (11, 3, 5)),
    ],
)
def test_waiting_walking_and_serving_are_kept_apart(visit, minutes):
    begin, spans = 0, []
    for state, lasted in visit:
        spans.append(span(state, begin, begin + lasted))
        begin += lasted

    found = spent(spans)

    assert (found.waiting, found.walking, found.serving) == tuple(m and m * 60 for m in minutes)


def test_the_means_of_the_day_come_from_the_stays(hall, do, take, call, clock):
    take("A", "A")
    clock.advance(minutes=4)
    call()
    clock.advance(minutes=1)
    do(visit_steps.serve, "A001")
    clock.advance(minutes=10)
    call()
    clock.advance(minutes=3)
    do(visit_steps.serve, "A002")

    with hall.read() as snapshot:
        of_the_day = figures(snapshot.session, snapshot.today)

    assert of_the_day.mean_wait_seconds == (4 + 15) / 2 * 60
    assert of_the_day.mean_walk_seconds == (1 + 3) / 2 * 60
    assert of_the_day.mean_service_seconds == 10 * 60


def test_moving_to_another_window_calls_nobody(hall, take, call, facts):
    from hall.people.queries import staff_by_account

    take("A", "A", "F")
    call()
    before = len(facts())

    for window in ("6", "1", "6", "2"):
        with hall.work("staff:3") as work:
            clerk = staff_by_account(work.session, "bing")
            seating.sit_down(work, queries.window_by_name(work.session, window), clerk)

    kinds = [fact.kind for fact in facts()[before:]]
    assert set(kinds) == {"WindowTaken", "TicketTransferred"}
    assert kinds.count("TicketTransferred") == 1  # whose clerk went waits again, once
