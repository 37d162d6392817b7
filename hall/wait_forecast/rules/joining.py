"""Who comes after the line was simulated joins its end, and nothing before them changes.

In the line's own order whoever comes later delays nobody: they are called by the first capable
officer who has nobody left to call. So a rush of numbers costs one simulation, not one each.
"""

from collections.abc import Sequence
from dataclasses import replace

from hall.wait_forecast.rules.line_runs import next_hours
from hall.wait_forecast.rules.officer_hours import Hours
from hall.wait_forecast.rules.random_streams import RandomStreams
from hall.wait_forecast.rules.relevant_floor import honest
from hall.wait_forecast.rules.simulate import Learned, Runs, runs_for
from hall.wait_forecast.rules.values import NEVER, Floor, WaitingVisitor


def joined(
    floor: Floor, runs: Runs, newcomers: Sequence[WaitingVisitor], learned: Learned
) -> tuple[Floor, Runs] | None:
    """As if all had been simulated together; None where the longer line wants fewer runs."""
    longer = replace(floor, waiting=(*floor.waiting, *newcomers))
    if runs_for(len(longer.waiting)) != runs.count:
        return None
    streams = RandomStreams(runs.seed, runs.count)
    calls = dict(runs.calls)
    free = {name: list(moments) for name, moments in runs.free.items()}
    for visitor in newcomers:
        able = [
            (free[officer.name], runs.days[officer.name])
            for officer in floor.officers
            if visitor.service in officer.skills
        ]
        kept_busy = learned.durations.taken_up(visitor.service, visitor.item, streams.count)
        minutes = streams.turned(streams.mixed(kept_busy), visitor.ticket)
        calls[visitor.ticket] = [_call(able, run, minutes[run]) for run in range(streams.count)]
    known = runs.honest and honest(replace(floor, waiting=tuple(newcomers)), learned.durations)
    return longer, replace(runs, calls=calls, free=free, honest=known)


def _call(able: Sequence[tuple[list[float], Sequence[Hours]]], run: int, minutes: float) -> float:
    """When somebody who can do it is free in this run; then they are busy for so long."""
    if not able:
        return NEVER
    free, days = min(able, key=lambda officer: officer[0][run])
    moment = free[run]
    if moment != NEVER:
        free[run], _ = next_hours(iter(days[run]), moment + minutes)
    return moment
