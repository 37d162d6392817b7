"""The figures recomputed from the journal alone, in another way than the program counts them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hall.clock import local

IN_LINE = ("waiting", "transferred")
AT_A_WINDOW = ("called", "serving")
AFTER = {
    "TicketIssued": "waiting", "TicketCalled": "called", "TicketServed": "serving",
    "TicketFinished": "finished", "TicketMissed": "missed", "TicketReturned": "waiting",
    "TicketParked": "parked", "TicketResumed": "serving", "TicketTransferred": "transferred",
    "TicketCancelled": "cancelled", "TicketLeft": "left",
}  # fmt: skip
MEETS = {"TicketServed", "TicketParked", "TicketTransferred", "TicketFinished"}


@dataclass
class Replayed:
    """A visit as its facts tell it."""

    issued: datetime
    service: str
    place: int
    now_for: str
    window: str | None = None
    staff: int | None = None
    stays: list[list] = field(default_factory=list)  # state, since, until, inexact, passed
    lines: list[str] = field(default_factory=list)  # for which service, stay by stay
    transfers: int = 0
    priority: bool = False

    @property
    def state(self):
        return self.stays[-1][0]

    def seconds(self, *states):
        return [
            (until - since).total_seconds()
            for state, since, until, *_ in self.stays
            if state in states and until
        ]

    def is_inexact(self, *states):
        long = "serving" in states and max(self.seconds("serving"), default=0) >= 3 * 3600
        return long or any(stay[3] for stay in self.stays if stay[0] in states)

    def samples(self):
        yield "visits", 1
        if self.state == "finished":
            yield "finished", 1
        if self.priority:
            yield "priority", 1
        yield from (("transfers", 1) for _ in range(self.transfers))
        yield from (("missed", 1) for stay in self.stays if stay[0] == "missed")
        if self.is_inexact(*AFTER.values()):
            yield "inexact", 1
        yield from self._times()

    def _times(self):
        if self.seconds("called") and not self.is_inexact(*IN_LINE):
            yield "wait", sum(self.seconds(*IN_LINE))
        pairs = list(zip(self.stays, self.stays[1:], strict=False))
        walks = [a for a, b in pairs if (a[0], b[0]) == ("called", "serving")]
        if walks:
            yield "walk", sum((stay[2] - stay[1]).total_seconds() for stay in walks)
        if (served := self.seconds("serving")) and not self.is_inexact("serving"):
            yield "service", sum(served)
        for number, stay in enumerate(self.stays):
            if stay[4]:
                end = number
                while end + 1 < len(self.stays) and self.stays[end + 1][0] in AT_A_WINDOW:
                    end += 1
                if not self.stays[end][3]:
                    yield "delay", stay[4] * (self.stays[end][2] - stay[1]).total_seconds()


class Replay:
    """Facts one after the other; those that were undone never were."""

    def __init__(self, rows, services_of):
        self.services_of = services_of
        self.visits, self.seats = {}, {}
        self.ratings, self.faults = [], []
        self.sat = defaultdict(list)  # by window: from when somebody sat there, or nobody
        self.published = {}  # when each notice was
        undone = {row.details["undone"] for row in rows if row.kind == "StepUndone"}
        for row in rows:
            if row.seq not in undone:
                self.take(row)

    def take(self, row):
        kind, said = row.kind, row.details
        if kind == "WindowTaken":
            self.seats[said["window"]] = said["staff_id"]
            self.sat[said["window"]].append((row.at, said["staff_id"] is not None))
        elif kind == "NoticePublished":
            self.published[said["notice_id"]] = row.at
        elif kind == "RatingGiven":
            self.ratings.append(row.at)
        elif kind == "MachineLost":
            self.faults.append(row.at)
        elif kind == "TicketIssued":
            visit = Replayed(row.at, said["service"], said["ticket_id"], said["service"])
            visit.stays.append(["waiting", row.at, None, False, None])
            visit.lines.append(visit.now_for)
            self.visits[said["ticket_id"]] = visit
        elif kind == "TicketCorrected":
            self.visits[said["ticket_id"]].priority = said["priority_id"] is not None
        elif kind in AFTER or kind == "VisitClosed":
            self.move(row, self.visits[said["ticket_id"]])

    def move(self, row, visit):
        kind, said = row.kind, row.details
        state = said["state"] if kind == "VisitClosed" else AFTER[kind]
        was, passed = visit.state, None
        if kind in ("TicketCalled", "TicketServed"):
            if was in IN_LINE:
                passed = self.passed_by(visit, said["window"], row.at)
            visit.window = said["window"]
        if kind in MEETS or (kind == "VisitClosed" and was == "serving"):
            visit.staff = visit.staff or self.seats.get(visit.window)
        visit.stays[-1][2:4] = self.end_of(row, visit)
        visit.stays.append([state, visit.stays[-1][2], None, False, passed])
        if kind == "TicketTransferred":
            visit.transfers += 1
            visit.now_for, visit.window = said["service"], None
        visit.lines.append(visit.now_for)

    def end_of(self, row, visit):
        if row.kind != "VisitClosed":
            return row.at, False
        known = row.details["ended"]
        midnight = local(visit.issued).replace(hour=0, minute=0, second=0, microsecond=0)
        end = datetime.fromisoformat(known) if known else midnight + timedelta(days=1)
        return end, known is None

    def passed_by(self, visit, window, at):
        day = local(at).date()
        return sum(
            other.place < visit.place
            for other in self.visits.values()
            if local(other.issued).date() == day
            and other.state in IN_LINE
            and other.now_for in self.services_of[window]
        )

    def rows(self, first, last, key):
        found = defaultdict(lambda: defaultdict(list))
        for visit in self.visits.values():
            if first <= local(visit.issued).date() <= last:
                for name, sample in visit.samples():
                    found[key(visit)][name].append(sample)
        return found


def row_of(samples):
    """The measures, by sorting and counting."""
    samples = defaultdict(list, samples)
    times = {name: sorted(samples[name]) for name in ("wait", "walk", "service")}
    return {
        **{
            name: float(len(samples[name]))
            for name in ("visits", "finished", "inexact", "missed", "transfers", "priority")
        },
        "wait_median": ranked(times["wait"], 0.5),
        "wait_p90": ranked(times["wait"], 0.9),
        "wait_longest": times["wait"][-1] if times["wait"] else None,
        "walk_median": ranked(times["walk"], 0.5),
        "service_median": ranked(times["service"], 0.5),
        "service_p90": ranked(times["service"], 0.9),
        "delay": sum(samples["delay"]),
    }


def ranked(in_order, share):
    """The first that as many as the share do not exceed."""
    for count, sample in enumerate(in_order, 1):
        if count >= share * len(in_order) - 1e-9:
            return sample
    return None
