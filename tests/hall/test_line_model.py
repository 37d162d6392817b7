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
from hall.database import open_database
from hall.errors import (
    Attended,
    CalledEnough,
    KeyReused,
    Malformed,
    NobodyWaiting,
    NotAllowed,
    NothingToUndo,
    NotLeftOver,
    NotServedThere,
    NotYours,
    RuleBroken,
    StillWaiting,
    TooSoon,
    WindowBusy,
    WindowPaused,
    WrongMoment,
)
from hall.issuing import walk_ups
from hall.issuing.left_over import left_over, readmit
from hall.issuing.tickets import TicketRequest, issue_party, issue_ticket
from hall.line import calling, coverage, desk_lists, queries, seating, visit_steps
from hall.line.closing import close_past_days
from hall.line.finishing import finish, finish_all, make_room
from hall.line.further import MOST_FURTHER, FurtherService, add_further
from hall.line.handing_over import take_charge
from hall.line.model import Service, Stay, Ticket, Window
from hall.line.stranding import HandOver
from hall.line.taking_away import limit_skills
from hall.line.unattended import unattended
from hall.line.undoing import undo
from hall.people.model import Staff
from hall.settings import change_setting
from hall.unit_of_work import Hall
from tests.conftest import MORNING, StoppedClock

pytestmark = pytest.mark.slow

SERVICES = "ABCDEF"
#: As the demonstration hall has them.
WINDOWS = {"1": "A", "2": "B", "3": "CE", "4": "D", "5": "EC", "6": "FAD"}
STAFF = (3, 4)
CLERKS = tuple(f"staff:{each}" for each in STAFF)
LIMIT = timedelta(minutes=20)
OLD = 2  # a reason to be called earlier
IN_LINE, AT_A_WINDOW = {"waiting", "transferred"}, {"called", "serving"}
OVER = {"finished", "cancelled", "left"}
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
    "serve": visit_steps.serve,
    "finish": finish,
    "miss": visit_steps.miss,
    "return": visit_steps.return_to_line,
    "park": visit_steps.park,
    "cancel": visit_steps.cancel,
    "leave": visit_steps.leave,
}
RECALLED = {"called", "parked", "missed"}
#: Of a call for another line no gap is kept.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
TRANSFERRED = {"waiting", "transferred", "called", "serving"}
#: The state that a fact leads to; the journal alone must tell where every ticket is.
TOLD = {
    "TicketIssued": "waiting", "TicketCalled": "called", "TicketServed": "serving",
    "TicketFinished": "finished", "TicketMissed": "missed", "TicketReturned": "waiting",
    "TicketParked": "parked", "TicketResumed": "serving", "TicketTransferred": "transferred",
    "TicketCancelled": "cancelled", "TicketLeft": "left",
}  # fmt: skip


class PowerCut(Exception):
    """After the action, before the commit."""


def stays_touch(ticket: Ticket, stays: list[Stay]) -> None:
    """No gap, no overlap, none backwards, the last one open unless the visit is over."""
    if not stays:
        assert ticket.state == "waiting"
        return
    assert stays[0].since == ticket.issued_at
    assert stays[0].state == "waiting"
    for before, after in pairwise(stays):
        assert before.since <= before.until == after.since
        # Sent on within the line, or served with the next matter at the same window.
        assert before.state != after.state or before.state in ("transferred", "serving")
    over = ticket.state in OVER
    assert (stays[-1].until is not None) == over
    assert over or (stays[-1].state, stays[-1].service_id) == (ticket.state, ticket.service_id)
    assert not over or stays[-1].since <= stays[-1].until


def journal_tells_the_same(session, tickets: list[Ticket]) -> None:
    """Replaying the facts, without those that were undone, gives each ticket's state."""
    rows = [row for row in journal.after(session, 0) if "ticket_id" in row.details]
    undone = {row.details["undone"] for row in rows if row.kind == "StepUndone"}
    told: dict[int, str] = {}
    for row in rows:
        if row.seq in undone:
            continue
        if row.kind in TOLD:
            told[row.details["ticket_id"]] = TOLD[row.kind]
        if row.kind == "VisitClosed":
            told[row.details["ticket_id"]] = row.details["state"]
        if row.kind == "TicketWentOn":
            stays = row.details["stays"]
            told[row.details["ticket_id"]] = "serving" if stays else "transferred"
    assert told == {ticket.id: str(ticket.state) for ticket in tickets}


class Line(RuleBasedStateMachine):
    """The hall beside a list of dictionaries that does the same by hand."""

    template: Path

    @initialize(every=st.integers(0, 4))
    def open(self, every):
        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / "hall.sqlite3"
        shutil.copyfile(self.template, file)
        self.clock = StoppedClock()
        self.latest = self.clock.now  # hall time never goes back
        self.hall = Hall(open_database(f"sqlite:///{file}"), self.clock)
        with self.hall.work() as work:  # the morning has come, whatever the clock says later
            change_setting(work, "priority_longest_wait_minutes", f"{LIMIT.seconds // 60}")
            change_setting(work, "priority_every", f"{every}")
        self.every = every
        self.tickets: list[dict] = []
        self.past: list[dict] = []  # of the last day that gave numbers
        self.draws: list[dict] = []  # whom a desk called out of the line, and who was passed by
        self.paused: set[str] = set()
        self.by_key: dict[str, tuple] = {}
        self.seats: dict[str, int | None] = dict.fromkeys(WINDOWS)
        self.desks: dict[str, str | None] = dict.fromkeys(WINDOWS)
        self.skills: dict[int, str] = dict.fromkeys(STAFF, "")
        self.choosing = set(STAFF)

    def teardown(self):
        if hasattr(self, "hall"):
            self.nobody_is_lost()
            self.hall.close()
            self.folder.cleanup()

    def nobody_is_lost(self):
        """When the day is over, everybody in line can still be called, each once a matter."""
        matters = {
            each["number"]: 1 + len(each["further"])
            for each in self.tickets
            if each["state"] in IN_LINE
        }
        for each in self.tickets:
            if each["state"] in AT_A_WINDOW:  # they go back into the line
                matters[each["number"]] = 1 + len(each["further"])
        with self.hall.work() as work:
            for window in queries.windows(work.session):
                seating.reopen(work, window)
                seating.stand_up(work, window)
        called: dict[str, int] = {}
        again = True
        while again:
            again = False
            for window in WINDOWS:
                try:
                    number = self.do("staff:9", calling.call_next, window).number
                except NobodyWaiting:
                    number = self.let_the_last_one_go(window)
                else:
                    called[number] = called.get(number, 0) + 1
                again = again or number is not None
        assert called == matters

    def let_the_last_one_go(self, window):
        with self.hall.work("staff:9") as work:
            here = queries.window_by_name(work.session, window)
            in_hand = queries.at_window(work.session, work.today, here)
            for each in in_hand:
                make_room(work, each)
        return in_hand[0].number if in_hand else None

    # What the model does by hand.

    def now(self):
        with self.hall.read() as snapshot:  # its own rules: test_hall_time.py
            return snapshot.now

    def at(self, window):
        return [t for t in self.tickets if t["window"] == window and t["state"] in AT_A_WINDOW]

    def line(self, services):
        """By the place of the first number; who came back stands where they were put."""
        waiting = [t for t in self.tickets if t["state"] in IN_LINE and t["service"] in services]
        return sorted(waiting, key=lambda t: t["order"])

    def served_at(self, window):
        return [window, *(each for each, desk in self.desks.items() if desk == window)]

    def services_at(self, window):
        offered = {service for each in self.served_at(window) for service in WINDOWS[each]}
        able = self.skills.get(self.seats[window], "")
        return {service for service in offered if service in able} if able else offered

    def callable_to(self, window):
        here = self.served_at(window)
        return [
            t
            for t in self.line(self.services_at(window))
            if t["only"] in (None, *here) or not self.somebody_calls_it(t["only"], t["service"])
        ]

    def somebody_calls_it(self, window, service):
        desk = self.desks[window] or window
        return self.seats[desk] and service in self.services_at(desk)

    def desks_in_charge(self, each):
        """At which staffed desks somebody may act on a visit that is not over; by hand."""
        staffed = [window for window, staff in self.seats.items() if staff]
        able = [desk for desk in staffed if each["service"] in self.services_at(desk)]
        if each["state"] in IN_LINE:
            sent = [desk for desk in able if each["only"] in self.served_at(desk)]
            return sent or able
        return [desk for desk in staffed if each["window"] in self.served_at(desk)] or able

    def put_back_by_hand(self, window, actor):
        """Whose clerk goes waits again, at the old place."""
        for each in self.at(window):
            self.move(each, "transferred", actor)
            each.update(window=None, only=None, calls=0)

    def next_at(self, window):
        line = self.callable_to(window)
        drawn = [draw for draw in self.draws if draw["window"] == window][::-1]
        if drawn and drawn[0]["party"] is not None:
            for each in line:
                if each["party"] == drawn[0]["party"] and not self.came_back(each):
                    return each
        lately = drawn[: max(0, self.every - 1)]
        if self.every and not any(draw["old"] and draw["passed"] for draw in lately):
            favoured = [each for each in line if each["old"]]
            if favoured and self.now() - line[0]["issued"] < LIMIT:
                return favoured[0]
        return line[0] if line else None

    def move(self, each, state, actor, ended=()):
        each["undo"] = (actor, self.picture(each), [(t, t["step"]) for t in ended])
        each["step"] = object()
        each["state"] = state
        self.latest = self.now()

    def picture(self, each):
        kept = (
            "state", "window", "service", "order", "calls", "at", "only", "further", "asked",
        )  # fmt: skip
        return {name: each[name] for name in kept}

    def met(self, each):
        if each["asked"] is None and each["window"]:
            each["asked"] = self.seats[each["window"]]

    def end(self, each, actor, *, stays=False):
        """One matter is done: the visit is over, or goes on with the next."""
        further = each["further"]
        if not further:
            self.move(each, "finished", actor)
            self.met(each)
            return
        self.move(each, "serving" if stays else "transferred", actor)
        self.met(each)
        each.update(service=further[0], further=further[1:], only=None)
        if not stays:
            each.update(window=None, calls=0, at=each["at"] and LONG_AGO)

    def end_in_hand(self, window, keep, actor):
        ended = [t for t in self.at(window) if t is not keep]
        for other in ended:
            self.end(other, actor)
        return ended

    def called(self, each, window, actor):
        ended = self.end_in_hand(window, each, actor)
        calls = each["calls"] if each["state"] == "called" else 0
        self.move(each, "called", actor, ended)
        now = self.now()
        at = now if each["at"] is None else max(now, each["at"] + timedelta(seconds=8))
        each.update(window=window, calls=calls + 1, at=at, only=None)

    def drawn(self, each, window, actor):
        passed = [t for t in self.callable_to(window) if t["order"] < each["order"]]
        self.called(each, window, actor)
        self.draws.append(
            {
                "window": window, "number": each["number"], "old": each["old"],
                "party": each["party"], "passed": len(passed), "step": each["step"],
            }
        )  # fmt: skip

    def taken(self, ticket, service, **more):
        count = sum(each["first"] == service for each in self.tickets) + 1
        each = {
            "id": ticket.id, "number": f"{service}{count:03d}", "service": service,
            "first": service, "state": "waiting", "window": None, "calls": 0,
            "order": (len(self.tickets),), "undo": None, "at": None, "step": None,
            "issued": self.now(), "only": None, "asked": None, "further": [], "old": False,
            "party": None, "readmitted": None, **more,
        }  # fmt: skip
        self.tickets.append(each)
        self.latest = self.now()
        return each

    # How both are driven.

    def do(self, actor, action, *given):
        """A action; the name of a window and the dictionary of a ticket stand for themselves."""
        with self.hall.work(actor) as work:
            return action(work, *(self.meant(work, each) for each in given))

    def meant(self, work, each):
        if isinstance(each, dict):
            return queries.ticket_by_id(work.session, each["id"])
        if isinstance(each, str) and each in WINDOWS:
            return queries.window_by_name(work.session, each)
        if isinstance(each, str) and each in SERVICES and each:
            return queries.service_by_prefix(work.session, each)
        if isinstance(each, int):
            return work.session.get_one(Staff, each)
        return each

    def refused(self, refusal, actor, action, *given):
        """Whether it was; else it has happened."""
        if refusal is None:
            self.do(actor, action, *given)
            return False
        with pytest.raises(refusal):
            self.do(actor, action, *given)
        return True

    def one(self, data):
        return data.draw(st.sampled_from(self.tickets))

    # What people do.

    @rule(seconds=st.integers(-3600, 1200))
    def time_passes_or_steps_back(self, seconds):
        if MORNING - timedelta(hours=1) < self.clock.now + timedelta(seconds=seconds):
            self.clock.advance(seconds=seconds)

    @rule()
    def the_battery_dies(self):
        self.clock.set_to(datetime(1970, 1, 1, tzinfo=UTC))

    @rule(hours=st.integers(0, 3))
    def somebody_sets_the_clock(self, hours):
        self.clock.set_to(MORNING + timedelta(hours=hours))

    @rule(
        service=st.sampled_from(SERVICES + "AAADD"),
        key=st.sampled_from([None, None, "k", "l"]),
        old=st.sampled_from([False, False, True]),
        further=st.sampled_from(["", "", "", "A", "D", "FB"]),
    )
    def take(self, service, key, old, further):
        def action(work, found):
            services = [queries.service_by_prefix(work.session, prefix) for prefix in further]
            more = [FurtherService(service) for service in services]
            reason = OLD if old else None
            return issue_ticket(
                work, found, TicketRequest("kiosk", key, priority_id=reason, further=more)
            )

        earlier, asked = self.by_key.get(key, (None, None))
        if earlier and asked != (service, old, further):
            with pytest.raises(KeyReused):
                self.do("kiosk", action, service)
            return
        ticket = self.do("kiosk", action, service)
        if not earlier:
            earlier = self.taken(ticket, service, old=old, further=list(further))
            if key:
                self.by_key[key] = (earlier, (service, old, further))
        assert (ticket.id, ticket.number) == (earlier["id"], earlier["number"])

    @rule(service=st.sampled_from("AADF"), size=st.integers(2, 3), old=st.booleans())
    def take_together(self, service, size, old):
        request = TicketRequest("kiosk", priority_id=OLD if old else None)
        party = self.do(
            "kiosk", lambda work, found: issue_party(work, found, request, size), service
        )
        for ticket in party:
            self.taken(ticket, service, old=old, party=party[0].id)

    @rule(window=st.sampled_from([*sorted(WINDOWS), "6", "6", "6"]), actor=st.sampled_from(CLERKS))
    def call_next(self, window, actor):
        expected = self.next_at(window)
        if expected is None or window in self.paused:
            with pytest.raises(WindowPaused if window in self.paused else NobodyWaiting):
                self.do(actor, calling.call_next, window)
            return
        assert self.do(actor, calling.call_next, window).number == expected["number"]
        self.drawn(expected, window, actor)

    @precondition(lambda self: self.tickets)
    @rule(
        data=st.data(),
        window=st.sampled_from([*sorted(WINDOWS), "6"]),
        actor=st.sampled_from(CLERKS),
    )
    def call_a_chosen_one(self, data, window, actor):
        each, sits = self.one(data), self.seats[window]
        refusal = (
            NotAllowed if sits and sits not in self.choosing
            else NotYours if each["service"] not in self.services_at(window)
            else WindowPaused if window in self.paused
            else WrongMoment if each["state"] not in IN_LINE
            else None
        )  # fmt: skip
        if not self.refused(refusal, actor, calling.call, each, window):
            self.drawn(each, window, actor)

    @rule(
        window=st.sampled_from(["1", "6"]),
        service=st.sampled_from("ADF"),
        actor=st.sampled_from(CLERKS),
        key=st.sampled_from([None, "w"]),
    )
    def walk_up(self, window, service, actor, key):
        asked = (service, "counter")
        earlier, before = self.by_key.get(key, (None, None))
        here = service in self.services_at(window)
        refusal = (
            KeyReused if earlier and before != asked
            else None if earlier
            else NotYours if not here
            else WindowPaused if window in self.paused
            else None
        )  # fmt: skip
        request = TicketRequest("counter", key)
        if self.refused(refusal, actor, walk_ups.walk_up, window, service, request) or earlier:
            return
        with self.hall.read() as snapshot:
            ticket = snapshot.session.query(Ticket).order_by(Ticket.id.desc()).first()
        each = self.taken(ticket, service)
        ended = self.end_in_hand(window, each, actor)
        self.move(each, "serving", actor, ended)
        each["window"] = window
        self.met(each)
        if key:
            self.by_key[key] = (each, asked)

    @precondition(lambda self: self.tickets)
    @rule(data=st.data(), actor=st.sampled_from(CLERKS))
    def recall(self, data, actor):
        each = self.one(data)
        nagged = each["state"] == "called"
        refusal = (
            WrongMoment if each["window"] is None
            else CalledEnough if nagged and each["calls"] >= 3
            else TooSoon
            if each["state"] in RECALLED and each["at"] and each["at"] > self.now()
            else WindowPaused if each["window"] in self.paused
            else WrongMoment if each["state"] not in RECALLED
            else None
        )  # fmt: skip
        if not self.refused(refusal, actor, calling.recall, each):
            self.called(each, each["window"], actor)

    @precondition(lambda self: self.tickets)
    @rule(
        name=st.sampled_from([*sorted(STEPS), "serve", "finish"]),
        data=st.data(),
        actor=st.sampled_from(CLERKS),
    )
    def step(self, name, data, actor):
        each = self.one(data)
        allowed, leads_to = LIFE[name]
        stays = self.goes_on_here(each)
        if self.refused(
            None if each["state"] in allowed else WrongMoment, actor, STEPS[name], each
        ):
            return
        if name == "finish":
            self.end(each, actor, stays=stays)
            return
        self.move(each, leads_to, actor)
        if name in ("serve", "park"):
            self.met(each)
        if name == "return":
            self.return_by_hand(each)

    def goes_on_here(self, each):
        if each["state"] != "serving" or not each["further"]:
            return False
        return each["further"][0] in self.services_at(each["window"])

    def came_back(self, each):
        return each["state"] == "waiting" and each["at"] is not None

    def return_by_hand(self, each):
        each.update(window=None, calls=0)
        line = [t for t in self.line(each["service"]) if t is not each]
        behind = 3
        while behind < len(line) and self.came_back(line[behind]):
            behind += 1
        if behind >= len(line):
            last = max((t["order"] for t in self.tickets), default=(0,))
            each["order"] = (*last, 1)
        else:
            each["order"] = (*line[behind - 1]["order"], 1)
        line.insert(behind, each)
        assert line == self.line(each["service"])

    @precondition(lambda self: self.tickets)
    @rule(data=st.data(), actor=st.sampled_from(CLERKS))
    def finish_all(self, data, actor):
        each = self.one(data)
        fits = each["state"] in AT_A_WINDOW
        if not self.refused(None if fits else WrongMoment, actor, finish_all, each):
            self.move(each, "finished", actor)
            each["further"] = []
            self.met(each)

    @precondition(lambda self: self.tickets)
    @rule(data=st.data(), service=st.sampled_from(SERVICES), actor=st.sampled_from(CLERKS))
    def add_further(self, data, service, actor):
        each = self.one(data)
        refusal = (
            Malformed if len(each["further"]) >= MOST_FURTHER
            else WrongMoment if each["state"] in OVER
            else None
        )  # fmt: skip

        def action(work, ticket, found):
            return add_further(work, ticket, FurtherService(found))

        if not self.refused(refusal, actor, action, each, service):
            self.move(each, each["state"], actor)
            each["further"] = [*each["further"], service]

    @precondition(lambda self: self.tickets)
    @rule(data=st.data(), actor=st.sampled_from(CLERKS))
    def resume(self, data, actor):
        each = self.one(data)
        fits = each["state"] == "parked"
        if not self.refused(None if fits else WrongMoment, actor, visit_steps.resume, each):
            ended = self.end_in_hand(each["window"], each, actor)
            self.move(each, "serving", actor, ended)

    @precondition(lambda self: self.tickets)
    @rule(
        data=st.data(),
        service=st.sampled_from(SERVICES),
        window=st.sampled_from([None, *WINDOWS]),
        actor=st.sampled_from(CLERKS),
    )
    def transfer(self, data, service, window, actor):
        each = self.one(data)
        refusal = (
            Malformed if service == each["service"] and window in (None, each["window"])
            else Malformed if window and service not in WINDOWS[window]
            else NotServedThere if window and self.is_not_done_there(window, service)
            else WrongMoment if each["state"] not in TRANSFERRED
            else None
        )  # fmt: skip

        def action(work, ticket, to, there):
            return visit_steps.transfer(work, ticket, to, window=there)

        if not self.refused(refusal, actor, action, each, service, window):
            self.move(each, "transferred", actor)
            self.met(each)
            each.update(window=None, service=service, only=window, calls=0)
            each["at"] = each["at"] and LONG_AGO  # called for another line

    def is_not_done_there(self, window, service):
        desk = self.desks[window] or window
        return self.seats[desk] and service not in self.services_at(desk)

    @precondition(lambda self: self.tickets)
    @rule(data=st.data(), actor=st.sampled_from(CLERKS))
    def undo(self, data, actor):
        each = self.one(data)
        if each["undo"] is None or each["undo"][0] != actor:
            self.refused(NothingToUndo, actor, undo, each)
            return
        walked_up = each["state"] == "serving" and each["undo"][1]["state"] == "waiting"
        ended = [t for t, step in each["undo"][2] if t["step"] is step and t["undo"]]
        back = [*ended] if walked_up else [each, *ended]
        windows = {t["undo"][1]["window"] for t in back if t["undo"][1]["state"] in AT_A_WINDOW}
        busy = any(t not in (each, *ended) for window in windows for t in self.at(window))
        if self.refused(WindowBusy if busy else None, actor, undo, each):
            return
        for t in (each, *ended):
            self.draws = [draw for draw in self.draws if draw["step"] is not t["step"]]
            t.update(t["undo"][1], undo=None)
        if walked_up:
            each["state"] = "cancelled"
        self.latest = self.now()

    @precondition(lambda self: self.tickets)
    @rule(data=st.data(), window=st.sampled_from(["1", "6"]))
    def the_power_fails_before_the_commit(self, data, window):
        """Whatever the action was: nothing of it remains."""
        each = self.one(data)
        actions = [
            lambda work: calling.call_next(work, self.meant(work, window)),
            lambda work: undo(work, self.meant(work, each)),
            lambda work: finish(work, self.meant(work, each)),
            lambda work: walk_ups.walk_up(
                work, self.meant(work, window), self.meant(work, "A"), TicketRequest("counter", "w")
            ),
            lambda work: seating.sit_down(work, self.meant(work, window), self.meant(work, 3)),
            lambda work: issue_party(work, self.meant(work, "A"), TicketRequest("kiosk", "p"), 3),
        ]
        action = data.draw(st.sampled_from(actions))
        with pytest.raises((PowerCut, RuleBroken)), self.hall.work("staff:3") as work:
            action(work)
            raise PowerCut

    # Who sits where.

    @rule(staff=st.sampled_from(STAFF), window=st.sampled_from(sorted(WINDOWS)))
    def sit_down(self, staff, window):
        self.do(
            "staff:3", lambda work, there, who: seating.sit_down(work, there, who), window, staff
        )
        if self.seats[window] == staff:
            return
        self.let_go(window)
        self.desks[window] = None
        for other, sits in self.seats.items():
            if sits == staff:
                for covered in self.served_at(other)[1:]:
                    self.desks[covered] = window
                self.put_back_by_hand(other, "staff:3")
                self.seats[other] = None
        self.seats[window] = staff
        self.latest = self.now()

    @rule(window=st.sampled_from(sorted(WINDOWS)))
    def stand_up(self, window):
        self.do("staff:3", seating.stand_up, window)
        self.put_back_by_hand(window, "staff:3")
        self.let_go(window)
        self.seats[window] = None
        self.latest = self.now()

    def let_go(self, window):
        for covered in self.served_at(window)[1:]:
            self.desks[covered] = None

    @rule(desk=st.sampled_from(sorted(WINDOWS)), window=st.sampled_from(sorted(WINDOWS)))
    def cover(self, desk, window):
        refusal = NotAllowed if not self.seats[desk] else Attended if self.seats[window] else None
        if not self.refused(refusal, "staff:3", coverage.cover, desk, window):
            if self.desks[window] != desk:
                self.latest = self.now()
            self.desks[window] = desk

    @rule(
        staff=st.sampled_from(STAFF),
        able=st.sampled_from(["", "", "AD", "F", "C"]),
        sure=st.booleans(),
    )
    def learn(self, staff, able, sure):
        def action(work, who):
            found = [queries.service_by_prefix(work.session, each) for each in able]
            limit_skills(work, who, found, HandOver(sure=sure))

        before, were = self.skills[staff], self.attended()
        self.skills[staff] = able
        refusal = None if sure or were <= self.attended() else StillWaiting
        if self.refused(refusal, "staff:1", action, staff):
            self.skills[staff] = before
        elif before != able:
            self.latest = self.now()

    def attended(self):
        """The numbers that some desk answers for."""
        alive = [t for t in self.tickets if t["state"] not in OVER]
        return {t["number"] for t in alive if self.desks_in_charge(t)}

    @rule(staff=st.sampled_from(STAFF), may=st.booleans())
    def withhold_choosing(self, staff, may):
        def action(work, who):
            who.may_choose = may

        self.do("staff:1", action, staff)
        (self.choosing.add if may else self.choosing.discard)(staff)

    @rule(window=st.sampled_from(sorted(WINDOWS)), pause=st.sampled_from([True, False, False]))
    def pause_or_reopen(self, window, pause):
        def action(work, here):
            if pause:
                seating.pause(work, here, "开会")
            else:
                seating.reopen(work, here)

        self.do("staff:3", action, window)
        if pause != (window in self.paused):
            self.latest = self.now()
        (self.paused.add if pause else self.paused.discard)(window)

    # What holds at any moment.

    @invariant()
    def nobody_is_stranded(self):
        """Every living ticket is on some desk, or the office is told; and the desks show it."""
        if not hasattr(self, "hall"):
            return
        alive = [t for t in self.tickets if t["state"] not in OVER]
        in_charge = {t["number"]: self.desks_in_charge(t) for t in alive}
        with self.hall.read() as snapshot:
            session, today = snapshot.session, snapshot.today
            told = {u.ticket.number for u in unattended(session, today, snapshot.now)}
            names = {each.id: each for each in queries.windows(session)}
            for window in names.values():
                if not self.seats[window.name]:
                    continue
                away = [
                    *desk_lists.parked_at(session, today, window),
                    *desk_lists.missed_at(session, today, window),
                ]
                assert {t.number for t in away} == {
                    t["number"]
                    for t in alive
                    if t["state"] in ("parked", "missed") and window.name in in_charge[t["number"]]
                }
        assert told == {number for number, desks in in_charge.items() if not desks}

    @precondition(lambda self: any(t["state"] in ("parked", "missed") for t in self.tickets))
    @rule(data=st.data(), window=st.sampled_from(sorted(WINDOWS)), actor=st.sampled_from(CLERKS))
    def another_desk_takes_charge(self, data, window, actor):
        away = [t for t in self.tickets if t["state"] in ("parked", "missed")]
        each = data.draw(st.sampled_from(away))
        fits = each["window"] == window or window in self.desks_in_charge(each)
        if not self.refused(None if fits else NotYours, actor, take_charge, each, window):
            if each["window"] != window:
                self.latest = self.now()
            each["window"] = window

    # The night, and the morning after.

    @rule(sure=st.sampled_from([True, False, False, False]))
    def night_falls(self, sure):
        """Everybody who is left is closed by it, unless the clock is doubted."""
        with self.hall.read() as snapshot:
            doubted = snapshot.clock_is_doubted
        if doubted or not sure:
            assert close_past_days(self.hall) == 0
            return
        self.clock.advance(hours=24)
        left = [each for each in self.tickets if each["state"] not in OVER]
        assert close_past_days(self.hall) == len(left)
        for each in left:
            each["was"] = each["state"]
            each["state"] = "finished" if each["state"] == "serving" else "left"
        self.past, self.tickets = self.tickets or self.past, []
        self.draws, self.by_key = [], {}
        self.latest = self.now()

    def unserved(self):
        again = [each["readmitted"] for each in self.tickets]
        return [
            each
            for each in self.past
            if each.get("was") in ("waiting", "transferred", "called", "parked")
            and each["id"] not in again
        ]

    @precondition(lambda self: self.past)
    @rule(data=st.data(), actor=st.sampled_from(CLERKS))
    def readmit(self, data, actor):
        old = data.draw(st.sampled_from(self.past))
        again = any(each["readmitted"] == old["id"] for each in self.tickets)
        fits = again or old in self.unserved()
        if self.refused(None if fits else NotLeftOver, actor, readmit, old) or again:
            return
        with self.hall.read() as snapshot:
            ticket = snapshot.session.query(Ticket).order_by(Ticket.id.desc()).first()
        kept = {name: old[name] for name in ("old", "asked")}
        each = self.taken(ticket, old["service"], readmitted=old["id"], **kept)
        # Before today's first.
        each.update(order=(-1, *old["order"]), further=list(old["further"]))

    @invariant()
    def whom_the_last_day_left_unserved_is_offered(self):
        if not hasattr(self, "hall"):
            return
        with self.hall.read() as snapshot:
            found = left_over(snapshot.session, snapshot.today)
            assert [ticket.id for ticket in found] == [
                each["id"] for each in sorted(self.unserved(), key=lambda each: each["order"])
            ]

    @invariant()
    def the_hall_and_the_list_agree(self):
        if not hasattr(self, "hall"):
            return
        with self.hall.read() as snapshot:
            every = snapshot.session.query(Ticket).order_by(Ticket.id).all()
            kept = [ticket for ticket in every if ticket.day == snapshot.today]
            assert all(ticket.state in OVER for ticket in every if ticket not in kept)
            prefixes = {each.id: each.prefix for each in snapshot.session.query(Service)}
            assert [self.seen(t, prefixes) for t in kept] == [
                {name: t[name] for name in self.seen(kept[0], prefixes)} for t in self.tickets
            ]
            for service in SERVICES:
                by_place = sorted(
                    (t for t in kept if t.state in IN_LINE and t.service.prefix == service),
                    key=lambda t: (t.place, t.id),
                )
                assert [t.number for t in by_place] == [t["number"] for t in self.line(service)]
                for t in by_place[-1:]:
                    assert queries.ahead_of(snapshot.session, t) == len(by_place) - 1
            for window in WINDOWS:
                assert len(self.at(window)) <= 1
            stays = snapshot.session.query(Stay).order_by(Stay.id).all()
            for ticket in every:
                stays_touch(ticket, [stay for stay in stays if stay.ticket_id == ticket.id])
            journal_tells_the_same(snapshot.session, every)

    def seen(self, t, prefixes):
        return {
            "id": t.id, "number": t.number, "service": t.service.prefix, "state": str(t.state),
            "window": t.window and t.window.name, "calls": t.calls,
            "only": t.only_window and t.only_window.name, "asked": t.first_asked_id,
            "further": [prefixes[each["service_id"]] for each in t.further], "party": t.party_id,
        }  # fmt: skip

    @invariant()
    def every_call_says_whom_it_passed_by(self):
        if not hasattr(self, "hall"):
            return
        with self.hall.read() as snapshot:
            names = {each.id: each.name for each in snapshot.session.query(Window)}
            numbers = {each.id: each.number for each in snapshot.session.query(Ticket)}
            calls = snapshot.session.query(Stay).join(Ticket, Ticket.id == Stay.ticket_id)
            calls = calls.filter(Stay.passed.is_not(None), Ticket.day == snapshot.today)
            calls = calls.order_by(Stay.id)
            assert [
                (names[each.window_id], numbers[each.ticket_id], each.passed)
                for each in calls
                if each.state == "called"
            ] == [(each["window"], each["number"], each["passed"]) for each in self.draws]

    @invariant()
    def a_covered_window_has_no_clerk_and_its_desk_has_one(self):
        if not hasattr(self, "hall"):
            return
        with self.hall.read() as snapshot:
            windows = snapshot.session.query(Window).all()
            assert {each.name: each.desk and each.desk.name for each in windows} == self.desks
            assert {each.name: each.clerk_id for each in windows} == self.seats
            for each in windows:
                if each.desk:
                    assert each.clerk_id is None
                    assert each.desk.clerk_id is not None
                    assert each.desk.desk is None


def to_b(work, ticket):
    return visit_steps.transfer(work, ticket, queries.service_by_prefix(work.session, "B"))


#: How a ticket called to window 1 comes into each state; None: it was not even called.
WAYS = {
    "waiting": None, "called": [], "serving": ["serve"], "parked": ["park"], "missed": ["miss"],
    "finished": ["finish"], "cancelled": ["cancel"], "left": ["miss", "leave"],
}  # fmt: skip
EVERY = {
    **{name: (STEPS[name], *LIFE[name]) for name in STEPS},
    "recall": (calling.recall, RECALLED, "called"),
    "resume": (visit_steps.resume, {"parked"}, "serving"),
    "transfer": (to_b, TRANSFERRED, "transferred"),
}


@pytest.mark.parametrize("state", WAYS)
def test_in_each_state_a_ticket_takes_just_the_steps_of_its_life(hall, clock, state):
    def do(action, ticket):
        with hall.work("staff:3") as work:
            return action(work, queries.ticket_by_id(work.session, ticket.id))

    for action, allowed, leads_to in EVERY.values():
        with hall.work("kiosk") as work:
            service = queries.service_by_prefix(work.session, "A")
            ticket = issue_ticket(work, service, TicketRequest("kiosk"))
        if WAYS[state] is not None:
            with hall.work("staff:3") as work:
                here = queries.window_by_name(work.session, "1")
                calling.call(work, queries.ticket_by_id(work.session, ticket.id), here)
            for way in WAYS[state]:
                do(STEPS[way], ticket)
        clock.advance(seconds=8)
        if state in allowed:
            assert do(action, ticket).state == leads_to
        else:
            with pytest.raises(WrongMoment):
                do(action, ticket)


@pytest.mark.slow_because("five hundred steps, and after each the whole line is compared")
def test_the_line_does_what_a_list_would_do(demo_database):
    Line.template = demo_database
    Line.TestCase.settings = settings(max_examples=14, stateful_step_count=40, deadline=None)

    Line.TestCase("runTest").runTest()


def test_eight_hands_on_the_keys_never_serve_one_visitor_twice(hall):
    for n in range(12):
        with hall.work("kiosk") as work:
            issue_ticket(
                work, queries.service_by_prefix(work.session, "AF"[n % 2]), TicketRequest("kiosk")
            )
    actions = [*STEPS.values(), calling.recall, visit_steps.resume, undo]

    def press(seed):
        chance = random.Random(seed)
        for _ in range(30):
            try:
                with hall.work(f"staff:{seed % 3}") as work:
                    here = queries.window_by_name(work.session, chance.choice("16"))
                    if chance.random() < 0.4:
                        calling.call_next(work, here)
                    else:
                        chosen = queries.ticket_by_id(work.session, chance.randint(1, 12))
                        chance.choice(actions)(work, chosen)
            except RuleBroken:
                pass

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(press, range(8)))

    with hall.read() as snapshot:
        tickets = snapshot.session.query(Ticket).all()
        stays = snapshot.session.query(Stay).order_by(Stay.id).all()
        for window in "16":
            here = queries.window_by_name(snapshot.session, window)
            assert len(queries.at_window(snapshot.session, snapshot.today, here)) <= 1
        for ticket in tickets:
            stays_touch(ticket, [stay for stay in stays if stay.ticket_id == ticket.id])
        journal_tells_the_same(snapshot.session, tickets)
        assert journal.first_break(snapshot.session) is None
