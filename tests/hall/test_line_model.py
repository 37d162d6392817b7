"""The line against a model: whatever is pressed in whatever order, by whom, at any clock."""

import random
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from hall import journal
from hall.errors import (
    CalledEnough,
    KeyReused,
    NobodyWaiting,
    NothingToUndo,
    NotYours,
    RuleBroken,
    TooSoon,
    WindowBusy,
    WindowPaused,
    WrongMoment,
)
from hall.events import SettingChanged
from hall.line import calling, queries, sitting
from hall.line.finishing import finish
from hall.line.issuing import Request, issue_ticket
from hall.line.model import Stay, Ticket
from hall.line.steps import undo
from hall.records import open_records
from hall.work import Hall
from tests.conftest import MORNING, StoppedClock

SERVICES = "ABCDEF"
#: As the demonstration hall is furnished.
WINDOWS = {"1": "A", "2": "B", "3": "CE", "4": "D", "5": "EC", "6": "FAD"}
CLERKS = ("staff:3", "staff:4")
IN_LINE, AT_A_WINDOW = {"waiting", "transferred"}, {"called", "serving"}
#: From which states each step is allowed, and where it leads; written down independently.
LIFE = {
    "serve": ({"called"}, "serving"),
    "finish": ({"called", "serving"}, "finished"),
    "miss": ({"called"}, "missed"),
    "return": ({"missed"}, "waiting"),
    "park": ({"called", "serving"}, "parked"),
    "cancel": ({"called", "parked", "missed", *IN_LINE}, "cancelled"),
    "leave": ({"parked", "missed", *IN_LINE}, "left"),
}
STEPS = {
    "serve": calling.serve,
    "finish": finish,
    "miss": calling.miss,
    "return": calling.return_to_line,
    "park": calling.park,
    "cancel": calling.cancel,
    "leave": calling.leave,
}
RECALLED = {"called", "parked", "missed"}
TRANSFERRED = {"waiting", "transferred", "called", "serving"}
#: The state that a fact leads to; the journal alone must tell where every ticket is.
TOLD = {
    "TicketIssued": "waiting", "TicketCalled": "called", "TicketServed": "serving",
    "TicketFinished": "finished", "TicketMissed": "missed", "TicketReturned": "waiting",
    "TicketParked": "parked", "TicketResumed": "serving", "TicketTransferred": "transferred",
    "TicketCancelled": "cancelled", "TicketLeft": "left",
}  # fmt: skip


def stays_touch(ticket: Ticket, stays: list[Stay]) -> None:
    """No gap, no overlap, none backwards, the last one open unless the visit is over."""
    if not stays:
        assert ticket.state == "waiting"
        return
    assert stays[0].since == ticket.issued_at
    assert stays[0].state == "waiting"
    for before, after in pairwise(stays):
        assert before.since <= before.until == after.since
        assert before.state != after.state or before.state == "transferred"
    over = ticket.state in ("finished", "cancelled", "left")
    assert (stays[-1].until is not None) == over
    assert over or stays[-1].state == ticket.state
    assert not over or stays[-1].since <= stays[-1].until


def journal_tells_the_same(session, tickets: list[Ticket]) -> None:
    """Replaying the facts, without those that were undone, gives each ticket's state."""
    rows = [row for row in journal.after(session, 0) if "ticket_id" in row.details]
    undone = {row.details["undone"] for row in rows if row.kind == "StepUndone"}
    told: dict[int, str] = {}
    for row in rows:
        if row.kind in TOLD and row.seq not in undone:
            told[row.details["ticket_id"]] = TOLD[row.kind]
    assert told == {ticket.id: str(ticket.state) for ticket in tickets}


class Line(RuleBasedStateMachine):
    """The hall beside a list of dictionaries that does the same by hand."""

    template: Path

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / "hall.sqlite3"
        shutil.copyfile(self.template, file)
        self.clock = StoppedClock()
        self.latest = self.clock.now  # hall time never goes back
        self.hall = Hall(open_records(f"sqlite:///{file}"), self.clock)
        with self.hall.work() as work:  # the morning has come, whatever the clock says later
            work.record(SettingChanged(name="x", value=""))
        self.tickets: list[dict] = []
        self.lines: dict[str, list[dict]] = {service: [] for service in SERVICES}
        self.paused: set[str] = set()
        self.by_key: dict[str, dict] = {}

    def teardown(self):
        if hasattr(self, "hall"):
            self.hall.close()
            self.folder.cleanup()

    # What the model does by hand.

    def now(self):
        return max(self.clock.now, self.latest)

    def at(self, window):
        return [t for t in self.tickets if t["window"] == window and t["state"] in AT_A_WINDOW]

    def join(self, each):
        """By the place of the first number; who came back stands where they were put."""
        line = self.lines[each["service"]]
        line.append(each)
        line.sort(key=lambda t: t["order"])

    def move(self, each, state, actor, ended=()):
        each["undo"] = (actor, self.picture(each), [(t, t["step"]) for t in ended])
        each["step"] = object()
        if each["state"] in IN_LINE:
            self.lines[each["service"]].remove(each)
        each["state"] = state
        self.latest = self.now()

    def picture(self, each):
        kept = ("state", "window", "service", "order", "calls", "at")
        return {name: each[name] for name in kept}

    def end_in_hand(self, window, keep, actor):
        ended = [t for t in self.at(window) if t is not keep]
        for other in ended:
            self.move(other, "finished", actor)
        return ended

    def called(self, each, window, actor):
        ended = self.end_in_hand(window, each, actor)
        self.move(each, "called", actor, ended)
        each.update(window=window, calls=each["calls"] + 1, at=self.now())

    def do(self, actor, deed):
        with self.hall.work(actor) as work:
            return deed(work)

    def one(self, data):
        return data.draw(st.sampled_from(self.tickets))

    def of(self, work, each):
        return queries.ticket_by_id(work.session, each["id"])

    # What people do.

    @rule(seconds=st.integers(-3600, 600))
    def time_passes_or_steps_back(self, seconds):
        if MORNING - timedelta(hours=1) < self.clock.now + timedelta(seconds=seconds):
            self.clock.advance(seconds=seconds)

    @rule()
    def the_battery_dies(self):
        self.clock.now = datetime(1970, 1, 1, tzinfo=UTC)

    @rule(hours=st.integers(0, 3))
    def somebody_sets_the_clock(self, hours):
        self.clock.now = MORNING + timedelta(hours=hours)

    @rule(
        service=st.sampled_from(SERVICES + "AAA"), key=st.sampled_from([None, None, "k", "l", "m"])
    )
    def take(self, service, key):
        def deed(work):
            return issue_ticket(
                work, queries.service_by_prefix(work.session, service), Request("kiosk", key)
            )

        earlier = self.by_key.get(key)
        if earlier and earlier["first"] != service:
            with pytest.raises(KeyReused):
                self.do("kiosk", deed)
            return
        ticket = self.do("kiosk", deed)
        if not earlier:
            count = sum(each["first"] == service for each in self.tickets) + 1
            earlier = {
                "id": ticket.id, "number": f"{service}{count:03d}", "service": service,
                "first": service, "state": "waiting", "window": None, "calls": 0,
                "order": (len(self.tickets),), "undo": None, "at": None, "step": None,
            }  # fmt: skip
            self.tickets.append(earlier)
            self.join(earlier)
            self.latest = self.now()
            if key:
                self.by_key[key] = earlier
        assert (ticket.id, ticket.number) == (earlier["id"], earlier["number"])

    @rule(window=st.sampled_from([*sorted(WINDOWS), "6", "6"]), actor=st.sampled_from(CLERKS))
    def call_next(self, window, actor):
        def deed(work):
            return calling.call_next(work, queries.window_by_name(work.session, window))

        firsts = [self.lines[service][0] for service in WINDOWS[window] if self.lines[service]]
        if not firsts or window in self.paused:
            with pytest.raises(WindowPaused if window in self.paused else NobodyWaiting):
                self.do(actor, deed)
            return
        first = min(firsts, key=lambda t: t["order"])
        assert self.do(actor, deed).number == first["number"]
        self.called(first, window, actor)

    @precondition(lambda self: self.tickets)
    @rule(
        data=st.data(),
        window=st.sampled_from([*sorted(WINDOWS), "6"]),
        actor=st.sampled_from(CLERKS),
    )
    def call_a_chosen_one(self, data, window, actor):
        each = self.one(data)

        def deed(work):
            here = queries.window_by_name(work.session, window)
            return calling.call(work, self.of(work, each), here)

        refusal = (
            NotYours if each["service"] not in WINDOWS[window]
            else WindowPaused if window in self.paused
            else WrongMoment if each["state"] not in IN_LINE
            else None
        )  # fmt: skip
        if refusal:
            with pytest.raises(refusal):
                self.do(actor, deed)
            return
        self.do(actor, deed)
        self.called(each, window, actor)

    @precondition(lambda self: self.tickets)
    @rule(data=st.data(), actor=st.sampled_from(CLERKS))
    def recall(self, data, actor):
        each = self.one(data)
        nagged = each["state"] == "called"
        refusal = (
            WrongMoment if each["window"] is None
            else CalledEnough if nagged and each["calls"] >= 3
            else TooSoon
            if nagged and each["calls"] > 1 and self.now() - each["at"] < timedelta(seconds=8)
            else WindowPaused if each["window"] in self.paused
            else WrongMoment if each["state"] not in RECALLED
            else None
        )  # fmt: skip
        if refusal:
            with pytest.raises(refusal):
                self.do(actor, lambda work: calling.recall(work, self.of(work, each)))
            return
        self.do(actor, lambda work: calling.recall(work, self.of(work, each)))
        self.called(each, each["window"], actor)

    @precondition(lambda self: self.tickets)
    @rule(name=st.sampled_from(sorted(STEPS)), data=st.data(), actor=st.sampled_from(CLERKS))
    def step(self, name, data, actor):
        each = self.one(data)
        allowed, leads_to = LIFE[name]
        if each["state"] not in allowed:
            with pytest.raises(WrongMoment):
                self.do(actor, lambda work: STEPS[name](work, self.of(work, each)))
            return
        self.do(actor, lambda work: STEPS[name](work, self.of(work, each)))
        self.move(each, leads_to, actor)
        if name == "return":
            self.return_by_hand(each)

    def return_by_hand(self, each):
        line = self.lines[each["service"]]
        behind = 3
        while behind < len(line) and line[behind]["calls"]:
            behind += 1
        if behind >= len(line):
            last = max((t["order"] for t in self.tickets), default=(0,))
            each["order"] = (*last, 1)
        else:
            each["order"] = (*line[behind - 1]["order"], 1)
        line.insert(behind, each)
        assert line == sorted(line, key=lambda t: t["order"])

    @precondition(lambda self: self.tickets)
    @rule(data=st.data(), actor=st.sampled_from(CLERKS))
    def resume(self, data, actor):
        each = self.one(data)
        if each["state"] != "parked":
            with pytest.raises(WrongMoment):
                self.do(actor, lambda work: calling.resume(work, self.of(work, each)))
            return
        self.do(actor, lambda work: calling.resume(work, self.of(work, each)))
        self.move(each, "serving", actor, self.end_in_hand(each["window"], each, actor))

    @precondition(lambda self: self.tickets)
    @rule(data=st.data(), service=st.sampled_from(SERVICES), actor=st.sampled_from(CLERKS))
    def transfer(self, data, service, actor):
        each = self.one(data)
        if service == each["service"]:
            return

        def deed(work):
            there = queries.service_by_prefix(work.session, service)
            return calling.transfer(work, self.of(work, each), there)

        if each["state"] not in TRANSFERRED:
            with pytest.raises(WrongMoment):
                self.do(actor, deed)
            return
        self.do(actor, deed)
        self.move(each, "transferred", actor)
        each.update(window=None, service=service)
        self.join(each)

    @precondition(lambda self: self.tickets)
    @rule(data=st.data(), actor=st.sampled_from(CLERKS))
    def undo(self, data, actor):
        each = self.one(data)
        if each["undo"] is None or each["undo"][0] != actor:
            with pytest.raises(NothingToUndo):
                self.do(actor, lambda work: undo(work, self.of(work, each)))
            return
        back = [each] + [t for t, step in each["undo"][2] if t["step"] is step and t["undo"]]
        windows = {t["undo"][1]["window"] for t in back if t["undo"][1]["state"] in AT_A_WINDOW}
        if any(t not in back for window in windows for t in self.at(window)):
            with pytest.raises(WindowBusy):
                self.do(actor, lambda work: undo(work, self.of(work, each)))
            return
        self.do(actor, lambda work: undo(work, self.of(work, each)))
        for t in back:
            if t["state"] in IN_LINE:
                self.lines[t["service"]].remove(t)
            t.update(t["undo"][1], undo=None)
            if t["state"] in IN_LINE:
                self.join(t)
        self.latest = self.now()

    @rule(window=st.sampled_from(sorted(WINDOWS)), pause=st.sampled_from([True, False, False]))
    def pause_or_reopen(self, window, pause):
        def deed(work):
            here = queries.window_by_name(work.session, window)
            if pause:
                sitting.pause(work, here, "开会")
            else:
                sitting.reopen(work, here)

        if pause != (window in self.paused):
            self.latest = self.now()
        self.do("staff:3", deed)
        (self.paused.add if pause else self.paused.discard)(window)

    @invariant()
    def the_hall_and_the_list_agree(self):
        if not hasattr(self, "hall"):
            return
        with self.hall.look() as look:
            kept = look.session.query(Ticket).order_by(Ticket.id).all()
            assert [
                (
                    t.id,
                    t.number,
                    t.service.prefix,
                    str(t.state),
                    t.window and t.window.name,
                    t.calls,
                )
                for t in kept
            ] == [
                (t["id"], t["number"], t["service"], t["state"], t["window"], t["calls"])
                for t in self.tickets
            ]
            for line in self.lines.values():
                for ahead, t in enumerate(line):
                    ticket = queries.ticket_by_id(look.session, t["id"])
                    assert queries.ahead_of(look.session, ticket) == ahead
            for window in WINDOWS:
                assert len(self.at(window)) <= 1
            stays = look.session.query(Stay).order_by(Stay.id).all()
            for ticket in kept:
                stays_touch(ticket, [stay for stay in stays if stay.ticket_id == ticket.id])
            journal_tells_the_same(look.session, kept)


def to_b(work, ticket):
    return calling.transfer(work, ticket, queries.service_by_prefix(work.session, "B"))


#: How a ticket called to window 1 comes into each state; None: it was not even called.
WAYS = {
    "waiting": None, "called": [], "serving": ["serve"], "parked": ["park"], "missed": ["miss"],
    "finished": ["finish"], "cancelled": ["cancel"], "left": ["miss", "leave"],
}  # fmt: skip
EVERY = {
    **{name: (STEPS[name], *LIFE[name]) for name in STEPS},
    "recall": (calling.recall, RECALLED, "called"),
    "resume": (calling.resume, {"parked"}, "serving"),
    "transfer": (to_b, TRANSFERRED, "transferred"),
}


@pytest.mark.parametrize("state", WAYS)
def test_in_each_state_a_ticket_takes_just_the_steps_of_its_life(hall, state):
    def do(deed, ticket):
        with hall.work("staff:3") as work:
            return deed(work, queries.ticket_by_id(work.session, ticket.id))

    for deed, allowed, leads_to in EVERY.values():
        with hall.work("kiosk") as work:
            service = queries.service_by_prefix(work.session, "A")
            ticket = issue_ticket(work, service, Request("kiosk"))
        if WAYS[state] is not None:
            with hall.work("staff:3") as work:
                here = queries.window_by_name(work.session, "1")
                calling.call(work, queries.ticket_by_id(work.session, ticket.id), here)
            for way in WAYS[state]:
                do(STEPS[way], ticket)
        if state in allowed:
            assert do(deed, ticket).state == leads_to
        else:
            with pytest.raises(WrongMoment):
                do(deed, ticket)


def test_the_line_does_what_a_list_would_do(furnished):
    Line.template = furnished
    Line.TestCase.settings = settings(max_examples=10, stateful_step_count=30, deadline=None)

    Line.TestCase("runTest").runTest()


def test_eight_hands_on_the_keys_never_serve_one_visitor_twice(hall):
    for n in range(12):
        with hall.work("kiosk") as work:
            issue_ticket(
                work, queries.service_by_prefix(work.session, "AF"[n % 2]), Request("kiosk")
            )
    deeds = [*STEPS.values(), calling.recall, calling.resume, undo]

    def press(seed):
        chance = random.Random(seed)  # noqa: S311 -- no secret
        for _ in range(30):
            try:
                with hall.work(f"staff:{seed % 3}") as work:
                    here = queries.window_by_name(work.session, chance.choice("16"))
                    if chance.random() < 0.4:
                        calling.call_next(work, here)
                    else:
                        chosen = queries.ticket_by_id(work.session, chance.randint(1, 12))
                        chance.choice(deeds)(work, chosen)
            except RuleBroken:
                pass

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(press, range(8)))

    with hall.look() as look:
        tickets = look.session.query(Ticket).all()
        stays = look.session.query(Stay).order_by(Stay.id).all()
        for window in "16":
            here = queries.window_by_name(look.session, window)
            assert len(queries.at_window(look.session, look.today, here)) <= 1
        for ticket in tickets:
            stays_touch(ticket, [stay for stay in stays if stay.ticket_id == ticket.id])
        journal_tells_the_same(look.session, tickets)
        assert journal.first_break(look.session) is None
