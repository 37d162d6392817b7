"""A morning of three hundred visitors, replayed with a clock of its own: the real actions
on a real database, a seeded crowd, and every figure adds up at the end.
"""

import heapq
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count, groupby, pairwise

import pytest
from sqlalchemy import select

from hall import journal
from hall.errors import RuleBroken
from hall.issuing.tickets import TicketRequest, issue_party, issue_ticket
from hall.line import calling, queries, seating, visit_steps
from hall.line.figures import figures
from hall.line.finishing import finish
from hall.line.further import FurtherService
from hall.line.model import Stay, Ticket
from hall.line.reasons import Priority
from hall.line.ticket_life import AT_A_WINDOW, IN_LINE, OVER, TicketState
from hall.line.undoing import undo
from hall.list_entries import entries
from hall.people.queries import staff_by_account
from hall.settings import change_setting
from hall.unit_of_work import Hall
from tests.hall.test_line_model import TOLD

pytestmark = pytest.mark.slow

VISITORS = 300
OPENS = datetime(2025, 3, 3, 0, 0, tzinfo=UTC)  # eight in the hall: half an hour before the windows
LAST = timedelta(hours=3, minutes=44)
LASTS = timedelta(hours=4)
CLERKS = {"1": "bing", "2": "ding", "3": "wu", "4": "ji", "5": "geng", "6": "ren"}


class Morning:
    """People and clerks who do something at a moment, and then decide when they do the next."""

    def __init__(self, hall: Hall, clock, seed: int) -> None:
        self.hall, self.clock, self.streams = hall, clock, random.Random(seed)
        self.coming: list[tuple[datetime, int, Callable[[], None]]] = []
        self.order = count()
        self.taken = 0

    def later(self, seconds: float, what: Callable[[], None]) -> None:
        moment = self.clock.now + timedelta(seconds=seconds)
        heapq.heappush(self.coming, (moment, next(self.order), what))

    def run(self) -> None:
        while self.coming and self.coming[0][0] <= OPENS + LASTS:
            moment, _, what = heapq.heappop(self.coming)
            self.clock.now = max(self.clock.now, moment)
            what()

    def does(self, actor: str, action: Callable, *more: object):
        """One action; whoever is refused by the hall goes on with their day."""
        try:
            with self.hall.work(actor) as work:
                return action(work, *more)
        except RuleBroken:
            return None

    # Visitors.

    def arrive(self) -> None:
        if self.taken >= VISITORS:
            return
        size = self.streams.choice([2, 3]) if self.streams.random() < 0.08 else 1
        size = min(size, VISITORS - self.taken)
        with self.hall.work("kiosk") as work:
            services = queries.services(work.session)
            service, further = self.streams.sample(services, 2)
            favoured = self.streams.choice(entries(work.session, Priority)).id
            several = size == 1 and self.streams.random() < 0.1
            asked = TicketRequest(
                "kiosk",
                f"touch {next(self.order)}",
                priority_id=favoured if self.streams.random() < 0.12 else None,
                further=[FurtherService(further)] if several else (),
            )
            if size > 1:
                issued = issue_party(work, service, asked, size)
            else:
                issued = [issue_ticket(work, service, asked)]
                assert issue_ticket(work, service, asked) is issued[0]  # a second tap
        self.taken += size
        for ticket in issued:
            if self.streams.random() < 0.05:
                self.later(
                    self.streams.uniform(60, 3000), lambda each=ticket: self.gives_back(each)
                )

    def gives_back(self, ticket: Ticket) -> None:
        self.does("phone", lambda work: visit_steps.cancel(work, self.own(work, ticket)))

    def own(self, work, ticket: Ticket) -> Ticket:
        return queries.ticket_by_id(work.session, ticket.id)

    # Clerks.

    def sit_down(self) -> None:
        for name, account in CLERKS.items():
            with self.hall.work() as work:
                clerk = staff_by_account(work.session, account)
                seating.sit_down(work, queries.window_by_name(work.session, name), clerk)
            self.later(1800 + self.streams.uniform(0, 60), lambda each=name: self.call(each))

    def call(self, window: str) -> None:
        """The next; without "finish" for the one before, now and then."""
        actor = f"staff:{window}"
        ticket = self.does(
            actor,
            lambda work: calling.call_next(work, queries.window_by_name(work.session, window)),
        )
        if ticket is None:
            self.later(self.streams.uniform(15, 60), lambda: self.call(window))
        elif self.streams.random() < 0.85:
            self.later(self.streams.uniform(3, 40), lambda: self.serve(window, ticket))
        else:
            self.later(12, lambda: self.call_again(window, ticket))

    def call_again(self, window: str, ticket: Ticket) -> None:
        self.does(f"staff:{window}", lambda work: calling.recall(work, self.own(work, ticket)))
        if self.streams.random() < 0.3:
            self.later(self.streams.uniform(3, 30), lambda: self.serve(window, ticket))
        else:
            self.later(15, lambda: self.miss(window, ticket))

    def miss(self, window: str, ticket: Ticket) -> None:
        self.does(f"staff:{window}", lambda work: visit_steps.miss(work, self.own(work, ticket)))
        back = visit_steps.return_to_line if self.streams.random() < 0.7 else visit_steps.leave
        self.later(
            self.streams.uniform(60, 900),
            lambda: self.does(f"staff:{window}", lambda w: back(w, self.own(w, ticket))),
        )
        self.later(2, lambda: self.call(window))

    def serve(self, window: str, ticket: Ticket) -> None:
        self.does(f"staff:{window}", lambda work: visit_steps.serve(work, self.own(work, ticket)))
        self.later(self.streams.uniform(40, 380), lambda: self.end(window, ticket))

    def end(self, window: str, ticket: Ticket) -> None:
        actor, chance = f"staff:{window}", self.streams.random()
        if chance < 0.08:
            self.does(actor, lambda work: visit_steps.park(work, self.own(work, ticket), "复印"))
            back = visit_steps.resume if self.streams.random() < 0.8 else visit_steps.leave
            self.later(
                self.streams.uniform(120, 900),
                lambda: self.does(actor, lambda w: back(w, self.own(w, ticket))),
            )
        elif chance < 0.16:
            self.does(actor, lambda work: self.send_on(work, self.own(work, ticket)))
        elif chance < 0.92:
            self.does(actor, lambda work: finish(work, self.own(work, ticket)))
            if self.streams.random() < 0.05:
                self.does(actor, lambda work: undo(work, self.own(work, ticket)))
                self.clock.advance(seconds=4)
                self.does(actor, lambda work: finish(work, self.own(work, ticket)))
        self.later(self.streams.uniform(2, 20), lambda: self.call(window))

    def send_on(self, work, ticket: Ticket) -> Ticket:
        others = [each for each in queries.services(work.session) if each is not ticket.service]
        return visit_steps.transfer(work, ticket, self.streams.choice(others), "请接着办")


@pytest.fixture
def morning(hall, clock) -> Morning:
    clock.now = OPENS
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
    morning = Morning(hall, clock, seed=20261123)
    morning.sit_down()
    for _ in range(VISITORS):
        early = morning.streams.random() < 0.4  # the market-day crowd
        morning.later(morning.streams.triangular(0, LAST.total_seconds(), 3600 if early else 6000),
                      morning.arrive)  # fmt: skip
    morning.run()
    return morning


def test_a_morning_of_three_hundred_adds_up(morning):
    assert morning.taken == VISITORS
    with morning.hall.read() as snapshot:
        tickets = snapshot.session.scalars(select(Ticket).order_by(Ticket.id)).all()
        stays = snapshot.session.scalars(select(Stay).order_by(Stay.ticket_id, Stay.id)).all()
        told = replayed(snapshot.session)
        found = figures(snapshot.session, snapshot.today)

    by_ticket = {key: list(each) for key, each in groupby(stays, lambda stay: stay.ticket_id)}
    nobody_is_lost(tickets, found)
    for ticket in tickets:
        spans_are_the_tickets_own(ticket, by_ticket.get(ticket.id, []))
        assert told[ticket.id][-1][1] == ticket.state
        assert by_state_of_stays(ticket, by_ticket.get(ticket.id, [])) == pytest.approx(
            by_state_of_facts(told[ticket.id])
        )
    figures_are_those_of_the_journal(found, told)


def nobody_is_lost(tickets, found) -> None:
    states = Counter(ticket.state for ticket in tickets)
    assert len(tickets) == len({ticket.number for ticket in tickets}) == VISITORS
    assert found.issued == VISITORS == sum(states.values())
    ended = found.finished + found.missed + states[TicketState.CANCELLED] + states[TicketState.LEFT]
    there = states[TicketState.PARKED] + sum(states[each] for each in AT_A_WINDOW)
    assert ended + found.waiting + there == VISITORS
    assert found.finished > VISITORS / 2
    for state in (TicketState.CANCELLED, TicketState.LEFT):  # the crowd was a lively one
        assert states[state]
    at_windows = Counter(each.window_id for each in tickets if each.state in AT_A_WINDOW)
    assert set(at_windows.values()) <= {1}


def spans_are_the_tickets_own(ticket, stays) -> None:
    """The stays touch from the number to the end, and their sum is the whole visit."""
    if not stays:
        assert ticket.state is TicketState.WAITING
        return
    assert (stays[0].since, stays[0].state) == (ticket.issued_at, TicketState.WAITING)
    assert all(one.until == other.since for one, other in pairwise(stays))
    if ticket.state in OVER:
        assert stays[-1].until == ticket.closed_at
        lasted = sum((each.until - each.since for each in stays), timedelta())
        assert lasted == ticket.closed_at - ticket.issued_at
    else:
        assert (stays[-1].until, stays[-1].state) == (None, ticket.state)


def by_state_of_stays(ticket, stays) -> dict[str, float]:
    spent: dict[str, float] = defaultdict(float)
    for stay in stays:
        if stay.until:
            spent[str(stay.state)] += (stay.until - stay.since).total_seconds()
    return {state: seconds for state, seconds in spent.items() if seconds}


def replayed(session) -> dict[int, list[tuple[datetime, str]]]:
    """Each ticket's life by the journal alone: since when it was what."""
    rows = []
    while page := journal.after(session, rows[-1].seq if rows else 0):
        rows += page
    undone = {row.details["undone"] for row in rows if row.kind == "StepUndone"}
    told: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    for row in rows:
        state = TOLD.get(row.kind)
        if row.kind == "TicketWentOn":
            state = "serving" if row.details["stays"] else "transferred"
        if state and row.seq not in undone:
            told[row.details["ticket_id"]].append((row.at, state))
    return told


def by_state_of_facts(life) -> dict[str, float]:
    spent: dict[str, float] = defaultdict(float)
    for (since, state), (until, _) in pairwise(life):
        spent[state] += (until - since).total_seconds()
    return {state: seconds for state, seconds in spent.items() if seconds}


def figures_are_those_of_the_journal(found, told) -> None:
    """Means and the longest wait, computed from facts by hand."""
    waits, serving = [], []
    for life in told.values():
        spent = by_state_of_facts(life)
        if any(state == "called" for _, state in life):
            waits.append(sum(spent.get(str(state), 0) for state in IN_LINE))
        if any(state == "serving" for _, state in life[:-1]):
            serving.append(spent.get("serving", 0))
    assert found.mean_wait_seconds == pytest.approx(sum(waits) / len(waits))
    assert found.longest_wait_seconds == pytest.approx(max(waits))
    assert found.mean_service_seconds == pytest.approx(sum(serving) / len(serving))
