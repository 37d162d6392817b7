"""Calling one line to its end, run by run: the loop that is all that a forecast costs."""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heapreplace

from hall.wait_forecast.rules.officer_hours import Hours
from hall.wait_forecast.rules.values import NEVER, Floor, Order


def line_runs(
    floor: Floor,
    order: Order,
    days: Sequence[Sequence[Hours]],
    minutes: Sequence[Sequence[float]],
    until: int | None,
) -> tuple[dict[int, tuple[float, ...]], list[list[float]]]:
    """When each ticket is called, and when each officer has nobody left, both run by run.

    ``days`` are the hours of each officer in each run, ``minutes`` how long each of the line keeps
    an officer, one row a run; nothing after the call of ``until`` is computed.
    """
    place = {visitor.ticket: index for index, visitor in enumerate(floor.waiting)}
    lines = [
        [place[visitor.ticket] for visitor in order(floor.waiting, officer)]
        for officer in floor.officers
    ]
    stop = -1 if until is None else place[until]
    done = [
        _run([day[run] for day in days], lines, kept_busy, stop)
        for run, kept_busy in enumerate(minutes)
    ]
    calls = zip(*(calls for calls, _ in done), strict=True)
    free = [[free[index] for _, free in done] for index in range(len(days))]
    return dict(zip(place, calls, strict=True)), free


def _run(
    days: Sequence[Hours], lines: Sequence[Sequence[int]], minutes: Sequence[float], stop: int
) -> tuple[list[float], list[float]]:
    """Call the line once. This loop is all that a forecast costs, hence its bare lists."""
    calls = [NEVER] * len(minutes)
    free = [NEVER] * len(days)
    rest = [iter(line) for line in lines]
    later = [iter(day) for day in days]
    ends = [next(hours, (NEVER, NEVER))[1] for hours in later]
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
    """When calling goes on after a visit that reached into a pause, and until when.

    NEVER for both when the officer's day is over.
    """
    for begins, ends in later:
        if moment < ends:
            return max(moment, begins), ends
    return NEVER, NEVER
