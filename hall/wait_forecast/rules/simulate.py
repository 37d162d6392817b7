"""The forward simulation: the line is called to its end a number of times.

An officer who is free calls the next of those they can serve. A visit begun before a pause
is finished; nobody is called in the pause. How long visits take, who comes late, leaves early
or does not come at all differs from run to run; each visitor keeps their own luck, whoever
else is in line, so that two forecasts differ only by what differs in the hall.

People who come later are not simulated: under the line's own order they delay nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hall.wait_forecast.rules.durations import Durations
from hall.wait_forecast.rules.habits import Habits
from hall.wait_forecast.rules.line_runs import line_runs
from hall.wait_forecast.rules.officer_hours import Hours, hours_by_run
from hall.wait_forecast.rules.random_streams import RandomStreams
from hall.wait_forecast.rules.relevant_floor import bearing_on, honest, service_of
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
        capable = [self.free[officer.name] for officer in officers if service in officer.skills]
        return [min(moments) for moments in zip(*capable, strict=True)] or [NEVER] * self.count


def simulate(
    floor: Floor,
    learned: Learned,
    *,
    order: Order = longest_wait,
    until: int | None = None,
    seed: int = 0,
) -> Runs:
    """Call the line to its end, or only as far as bears on the ticket ``until``.

    The same floor and ``seed`` give the same runs. Raises StopIteration when ``until`` does not
    wait.
    """
    if until is not None:
        floor = bearing_on(floor, service_of(floor, until))
    durations, habits = learned.durations, learned.habits
    streams = RandomStreams(seed, runs_for(len(floor.waiting)))
    days = [hours_by_run(one, floor.now, durations, habits, streams) for one in floor.officers]
    minutes = _minutes_by_run(floor.waiting, durations, streams)
    calls, free = line_runs(floor, order, days, minutes, until)
    names = [officer.name for officer in floor.officers]
    return Runs(
        seed=seed,
        calls=calls,
        free=dict(zip(names, free, strict=True)),
        days=dict(zip(names, days, strict=True)),
        count=streams.count,
        honest=honest(floor, durations, until),
    )


def runs_for(waiting: int) -> int:
    """As many runs as are affordable, in few different counts: each has its own tables."""
    affordable = VISITS // max(1, waiting) // 5 * 5
    return max(FEWEST_RUNS, min(MOST_RUNS, affordable))


def _minutes_by_run(
    waiting: Sequence[WaitingVisitor], durations: Durations, streams: RandomStreams
) -> Sequence[Sequence[float]]:
    """How long each of the line keeps an officer; one row a run."""
    if not waiting:
        return [()] * streams.count
    kinds = {(visitor.service, visitor.item) for visitor in waiting}
    mixed = {kind: streams.mixed(durations.taken_up(*kind, streams.count)) for kind in kinds}
    rows = (
        streams.turned(mixed[visitor.service, visitor.item], visitor.ticket) for visitor in waiting
    )
    return list(zip(*rows, strict=True))
