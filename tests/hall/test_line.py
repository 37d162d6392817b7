"""The line: every number once, in order, to one window, whatever is pressed in whatever order."""

import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hall import journal
from hall.errors import KeyReused, Malformed, NobodyWaiting, NotYours, RuleBroken, WrongMoment
from hall.events import TicketCalled, TicketFinished, TicketIssued, WindowTaken
from hall.line import calling, queries, sitting
from hall.line.figures import figures
from hall.line.issuing import LONGEST_KEY, Request, issue_ticket
from hall.line.model import State, Ticket
from hall.people.queries import staff_by_account
from hall.records import open_records
from hall.work import Hall
from tests.conftest import StoppedClock

SERVICES = "ABCDEF"
#: As the demonstration hall is furnished.
WINDOWS = {"1": "A", "2": "B", "3": "CE", "4": "D", "5": "EC", "6": "FAD"}
STEPS = {
    "recall": calling.recall,
    "serve": calling.serve,
    "finish": calling.finish,
    "miss": calling.miss,
}
#: From which states each step is allowed, and where it leads; written down independently.
LIFE = {
    "recall": ({"called", "missed"}, "called"),
    "serve": ({"called"}, "serving"),
    "finish": ({"called", "serving"}, "finished"),
    "miss": ({"called"}, "missed"),
}


def take(hall, service="A", key=None, source="kiosk"):
    with hall.work("kiosk") as work:
        found = queries.service_by_prefix(work.session, service)
        return issue_ticket(work, found, Request(source, key))


def call(hall, window="1"):
    with hall.work("staff:3") as work:
        return calling.call_next(work, queries.window_by_name(work.session, window))


def step(hall, name, ticket):
    with hall.work("staff:3") as work:
        return STEPS[name](work, queries.ticket_by_id(work.session, ticket.id))


class Line(RuleBasedStateMachine):
    """The hall beside a list of dictionaries that does the same by hand."""

    template: Path

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / "hall.sqlite3"
        shutil.copyfile(self.template, file)
        self.hall = Hall(open_records(f"sqlite:///{file}"), StoppedClock())
        self.tickets: list[dict] = []
        self.by_key: dict[str, dict] = {}

    def teardown(self):
        if hasattr(self, "hall"):
            self.hall.close()
            self.folder.cleanup()

    @rule(service=st.sampled_from(SERVICES), key=st.sampled_from([None, "k", "l", "m"]))
    def take(self, service, key):
        earlier = self.by_key.get(key)
        if earlier and earlier["service"] != service:
            with pytest.raises(KeyReused):
                take(self.hall, service, key)
            return
        ticket = take(self.hall, service, key)
        if not earlier:
            count = sum(each["service"] == service for each in self.tickets) + 1
            earlier = {
                "id": ticket.id, "number": f"{service}{count:03d}", "service": service,
                "state": "waiting", "window": None,
            }  # fmt: skip
            self.tickets.append(earlier)
            if key:
                self.by_key[key] = earlier
        assert (ticket.id, ticket.number) == (earlier["id"], earlier["number"])

    @rule(window=st.sampled_from(sorted(WINDOWS)))
    def call_next(self, window):
        waiting = [
            each
            for each in self.tickets
            if each["state"] == "waiting" and each["service"] in WINDOWS[window]
        ]
        if not waiting:
            with pytest.raises(NobodyWaiting):
                call(self.hall, window)
            return
        for each in self.tickets:
            if each["window"] == window and each["state"] in ("called", "serving"):
                each["state"] = "finished"
        waiting[0].update(state="called", window=window)
        assert call(self.hall, window).number == waiting[0]["number"]

    @rule(name=st.sampled_from(sorted(STEPS)), data=st.data())
    def step(self, name, data):
        if not self.tickets:
            return
        each = data.draw(st.sampled_from(self.tickets))
        allowed, leads_to = LIFE[name]
        with self.hall.look() as look:
            ticket = queries.ticket_by_id(look.session, each["id"])
        if each["state"] in allowed:
            step(self.hall, name, ticket)
            each["state"] = leads_to
        else:
            with pytest.raises(WrongMoment):
                step(self.hall, name, ticket)

    @invariant()
    def the_hall_and_the_list_agree(self):
        if not hasattr(self, "hall"):
            return
        with self.hall.look() as look:
            kept = [
                {
                    "id": each.id, "number": each.number, "service": each.service.prefix,
                    "state": str(each.state), "window": each.window and each.window.name,
                }
                for each in look.session.query(Ticket).order_by(Ticket.id)
            ]  # fmt: skip
            board = queries.board(look.session, look.today)
            at_windows = {each.number for each in board.calls}
            ahead = {
                each.number: queries.ahead_of(look.session, each)
                for each in look.session.query(Ticket)
            }
        assert kept == self.tickets
        shown = [e["number"] for e in self.tickets if e["state"] in ("called", "serving")]
        assert at_windows <= set(shown)
        assert len(at_windows) == min(len(shown), queries.LAST_CALLS)
        for service in SERVICES:
            line = [
                e["number"]
                for e in self.tickets
                if e["service"] == service and e["state"] == "waiting"
            ]
            assert [ahead[number] for number in line] == list(range(len(line)))


def test_the_line_does_what_a_list_would_do(furnished):
    Line.template = furnished
    Line.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)

    Line.TestCase("runTest").runTest()


def test_thirty_two_people_taking_at_once_get_thirty_two_numbers(hall):
    with ThreadPoolExecutor(32) as people:
        numbers = list(people.map(lambda _: take(hall).number, range(64)))

    assert sorted(numbers) == [f"A{n:03d}" for n in range(1, 65)]


def test_two_windows_pressing_next_together_get_two_visitors(hall):
    numbers = [take(hall).number for _ in range(20)]

    with ThreadPoolExecutor(4) as clerks:
        called = list(clerks.map(lambda n: call(hall, "16"[n % 2]).number, range(20)))

    assert sorted(called) == numbers
    with pytest.raises(NobodyWaiting):
        call(hall)


def test_the_same_key_pressed_by_many_at_once_is_one_ticket(hall, facts):
    with ThreadPoolExecutor(16) as taps:
        tickets = list(taps.map(lambda _: take(hall, key="tap").id, range(16)))

    assert len(set(tickets)) == 1
    assert sum(isinstance(fact, TicketIssued) for fact in facts()) == 1


@pytest.mark.parametrize(("service", "source"), [("B", "kiosk"), ("A", "counter")])
def test_a_key_for_something_else_is_refused_and_nothing_is_written(hall, facts, service, source):
    take(hall, "A", "key")
    before = facts()

    with pytest.raises(KeyReused):
        take(hall, service, "key", source)

    assert facts() == before


@pytest.mark.parametrize("key", ["", "x" * (LONGEST_KEY + 1)])
def test_a_key_that_cannot_be_kept_is_refused(hall, key):
    with pytest.raises(Malformed):
        take(hall, key=key)


def test_numbers_go_on_beyond_999(hall):
    with hall.work() as work:
        service = queries.service_by_prefix(work.session, "A")
        ticket = issue_ticket(work, service, Request("kiosk"))
        ticket.sequence, ticket.number = 999, "A999"

    assert [take(hall).number for _ in range(2)] == ["A1000", "A1001"]


def test_the_longest_waiting_of_several_services_comes_first(hall):
    for service in "DAFDA":
        take(hall, service)

    assert [call(hall, "6").number for _ in range(5)] == ["D001", "A001", "F001", "D002", "A002"]


def test_calling_the_next_finishes_the_visit_in_hand(hall, facts):
    take(hall), take(hall)
    call(hall)

    call(hall)

    finished, called = facts()[-2:]
    assert isinstance(finished, TicketFinished)
    assert (finished.number, called.number) == ("A001", "A002")


def test_calling_an_empty_line_leaves_the_visit_in_hand(hall, facts):
    take(hall)
    visit = call(hall)
    before = facts()

    with pytest.raises(NobodyWaiting):
        call(hall)

    assert facts() == before
    with hall.look() as look:
        assert queries.ticket_by_id(look.session, visit.id).state is State.CALLED


def test_each_recall_counts_its_turn(hall, facts):
    take(hall)
    ticket = call(hall)

    step(hall, "recall", ticket)
    step(hall, "recall", ticket)

    assert [fact.turn for fact in facts() if isinstance(fact, TicketCalled)] == [1, 2, 3]


def test_who_missed_the_call_comes_back_to_the_same_window(hall):
    take(hall)
    ticket = step(hall, "miss", call(hall, "6"))
    with hall.look() as look:
        window = queries.window_by_name(look.session, "6")
        assert [t.number for t in queries.missed_at(look.session, look.today, window)] == ["A001"]

    back = step(hall, "recall", ticket)

    assert (back.state, back.window.name) == (State.CALLED, "6")


def test_whoever_comes_back_takes_the_place_of_the_visit_in_hand(hall):
    for _ in range(2):
        take(hall)
    missed = step(hall, "miss", call(hall, "6"))
    in_hand = call(hall, "6")

    back = step(hall, "recall", missed)

    with hall.look() as look:
        window = queries.window_by_name(look.session, "6")
        here = [each.number for each in queries.at_window(look.session, look.today, window)]
        assert here == [back.number]
        assert look.session.get(Ticket, in_hand.id).state is State.FINISHED
    assert back.closed_at is None


def test_a_ticket_at_another_window_is_not_ours(hall):
    take(hall)
    ticket = call(hall, "6")

    with hall.look() as look, pytest.raises(NotYours):
        calling.must_be_at(
            queries.ticket_by_id(look.session, ticket.id),
            queries.window_by_name(look.session, "1"),
        )


def test_a_clerk_sits_at_one_window_and_takes_it_over(hall, facts):
    def sit(account, window):
        with hall.work() as work:
            clerk = staff_by_account(work.session, account)
            sitting.sit_down(work, queries.window_by_name(work.session, window), clerk)
            return clerk.id

    first = sit("bing", "1")
    sit("bing", "2")
    second = sit("ding", "2")
    sit("ding", "2")

    taken = [fact for fact in facts() if isinstance(fact, WindowTaken)]
    assert taken == [
        WindowTaken("1", first), WindowTaken("1", None), WindowTaken("2", first),
        WindowTaken("2", second),
    ]  # fmt: skip


def test_the_figures_of_the_day_add_up(hall, clock):
    for _ in range(4):
        take(hall)
    clock.advance(minutes=10)
    call(hall)
    clock.advance(minutes=20)
    step(hall, "miss", call(hall))

    with hall.look() as look:
        of_the_day = figures(look.session, look.today)

    assert (of_the_day.issued, of_the_day.waiting, of_the_day.finished, of_the_day.missed) == (
        4,
        2,
        1,
        1,
    )
    assert of_the_day.mean_wait_seconds == 20 * 60
    assert of_the_day.longest_wait_seconds == 30 * 60


def test_every_refusal_of_a_step_leaves_no_fact(hall, facts):
    ticket = take(hall)
    before = facts()

    for name in STEPS:
        with pytest.raises(RuleBroken):
            step(hall, name, ticket)

    assert facts() == before
    with hall.look() as look:
        assert journal.first_break(look.session) is None
