"""The forward simulation: the line is called to its end a number of times.

An officer who is free calls the next of those they can serve. A visit begun before a pause
is finished; nobody is called in the pause. How long visits take, who comes late, leaves early
or does not come at all differs from run to run; each visitor keeps their own luck, whoever
else is in line, so that two forecasts differ only by what differs in the hall.

People who come later are not simulated: under the line's own order they delay nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace

from hall.wait_forecast.rules.durations import Durations
from hall.wait_forecast.rules.habits import Habits
from hall.wait_forecast.rules.officer_hours import Hours, hours_by_run
from hall.wait_forecast.rules.random_streams import RandomStreams
from hall.wait_forecast.rules.values import (
    NEVER,
    Floor,
    Officer,
    Order,
    WaitingVisitor,
    longest_wait,
)

MOST_RUNS = 40
FEWEST_RUNS = 20
#: Simulated visits per forecast. In a long line luck evens out within each run.
VISITS = 4000


@dataclass(frozen=True, slots=True)
class Learned:
    """What earlier days taught."""

    durations: Durations
    habits: Habits


@dataclass(frozen=True, slots=True)
class Runs:
    """When each ticket is called, run by run, and when each officer has nobody left to call."""

    calls: Mapping[int, Sequence[float]]
    free: Mapping[str, Sequence[float]]
    days: Mapping[str, Sequence[Hours]]  # the hours left of each officer, run by run
    seed: int
    count: int
    honest: bool  # something is known of every visit that was simulated

    def last(self, officers: Sequence[Officer], service: str) -> list[float]:
        """When somebody would be called who comes now for this service, behind everyone."""
        capable = [self.free[each.name] for each in officers if service in each.skills]
        return [min(moments) for moments in zip(*capable, strict=True)] or [NEVER] * self.count


def simulate(
    floor: Floor,
    learned: Learned,
    *,
    order: Order = longest_wait,
    until: int | None = None,
    seed: int = 0,
) -> Runs:
    """Call the line to its end, or only as far as bears on the ticket ``until``."""
    if until is not None:
        floor = bearing_on(floor, service_of(floor, until))
    officers, waiting = floor.officers, floor.waiting
    streams = RandomStreams(seed, runs_for(len(waiting)))
    place = {each.ticket: index for index, each in enumerate(waiting)}
    lines = [[place[each.ticket] for each in order(waiting, officer)] for officer in officers]
    durations = learned.durations
    days = [hours_by_run(each, floor.now, durations, learned.habits, streams) for each in officers]
    minutes = _minutes_by_run(waiting, durations, streams)
    stop = -1 if until is None else place[until]
    done = [
        _run([day[run] for day in days], lines, minutes[run], stop) for run in range(streams.count)
    ]
    return Runs(
        seed=seed,
        calls=dict(zip(place, zip(*(calls for calls, _ in done), strict=True), strict=True)),
        free={each.name: [free[index] for _, free in done] for index, each in enumerate(officers)},
        days={each.name: day for each, day in zip(officers, days, strict=True)},
        count=streams.count,
        honest=honest(floor, durations, until),
    )


def runs_for(waiting: int) -> int:
    """As many runs as are affordable, in few different counts: each has its own tables."""
    affordable = VISITS // max(1, waiting) // 5 * 5
    return max(FEWEST_RUNS, min(MOST_RUNS, affordable))


def service_of(floor: Floor, ticket: int) -> str:
    return next(each.service for each in floor.waiting if each.ticket == ticket)


def bearing_on(floor: Floor, service: str) -> Floor:
    """Only whom somebody of this service may have to wait for: its officers, whom else they
    serve, who else serves those, and so on."""
    services = {service}
    officers = floor.officers
    while True:
        able = [each for each in officers if each.skills & services]
        wider = services.union(*(each.skills for each in able))
        if wider == services:
            break
        services = wider
    waiting = tuple(each for each in floor.waiting if each.service in services)
    return Floor(floor.now, tuple(able), waiting)


def _minutes_by_run(
    waiting: Sequence[WaitingVisitor], durations: Durations, streams: RandomStreams
) -> Sequence[Sequence[float]]:
    """How long each of the line keeps an officer; one row a run."""
    if not waiting:
        return [()] * streams.count
    kinds = {(each.service, each.item) for each in waiting}
    mixed = {kind: streams.mixed(durations.taken_up(*kind, streams.count)) for kind in kinds}
    rows = (streams.turned(mixed[each.service, each.item], each.ticket) for each in waiting)
    return list(zip(*rows, strict=True))


def _run(
    days: Sequence[Hours], lines: Sequence[Sequence[int]], minutes: Sequence[float], stop: int
) -> tuple[list[float], list[float]]:
    """Call the line once. This loop is all that a forecast costs, hence its bare lists."""
    calls = [NEVER] * len(minutes)
    free = [NEVER] * len(days)
    rest = [iter(line) for line in lines]
    later = [iter(day) for day in days]
    ends = [next(each, (NEVER, NEVER))[1] for each in later]
    ready = [(day[0][0], who) for who, day in enumerate(days) if day]
    heapify(ready)
    while ready:
        moment, who = ready[0]
        for person in rest[who]:  # goes on where this officer's last call ended it
            if calls[person] == NEVER:
                break
        else:
            free[who] = moment
            heappop(ready)
            continue
        calls[person] = moment
        if person == stop:
            break
        moment += minutes[person]
        if moment >= ends[who]:
            moment, ends[who] = next_hours(later[who], moment)
        if moment == NEVER:
            heappop(ready)
        else:
            heapreplace(ready, (moment, who))
    return calls, free


def next_hours(later: Iterator[tuple[float, float]], moment: float) -> tuple[float, float]:
    """When calling goes on after a visit that reached into a pause, and until when."""
    for begins, ends in later:
        if moment < ends:
            return max(moment, begins), ends
    return NEVER, NEVER


def honest(floor: Floor, durations: Durations, until: int | None = None) -> bool:
    """Whether something is known of every visit that may have to be waited for.

    Of the last one in line nothing need be known: what comes after their call is theirs.
    """
    kinds = {(each.service, each.item) for each in floor.waiting if each.ticket != until}
    kinds |= {(each.visit.service, each.visit.item) for each in floor.officers if each.visit}
    return all(durations.known(*kind) for kind in kinds)
