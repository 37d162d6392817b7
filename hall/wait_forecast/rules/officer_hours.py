"""When an officer can call somebody today: the timetable as this officer keeps it, run by run."""

from collections.abc import Sequence

from hall.wait_forecast.rules.durations import Durations
from hall.wait_forecast.rules.habits import Habits
from hall.wait_forecast.rules.random_streams import RandomStreams
from hall.wait_forecast.rules.values import MinuteSpan, Officer, OfficerPresence

AT_NO_WINDOW = (OfficerPresence.SHORTLY, OfficerPresence.AWAY)

#: From when to when; calls are made before the end, visits may go on after it.
Hours = list[tuple[float, float]]


def hours_by_run(
    officer: Officer, now: float, durations: Durations, habits: Habits, streams: RandomStreams
) -> list[Hours]:
    """The hours left of today in each run, from when the officer has done with their visit."""
    free = _free(officer, now, durations, streams)
    days: list[Hours] = [[] for _ in range(streams.count)]
    coming = [(place, span) for place, span in enumerate(officer.spans) if span.ends > now]
    for place, span in coming:
        if officer.presence is OfficerPresence.GONE and span.begins <= now:
            continue
        present = (place, span) == coming[0]
        begins = _begins(officer, place, now, habits, streams, present=present)
        ends = _ends(officer, place, max(now, span.begins), habits, streams)
        for day, begin, end, since in zip(days, begins, ends, free, strict=True):
            begin = max(begin, since)
            if begin < end:
                day.append((begin, end))
    return days


def is_to_come(officer: Officer, now: float) -> bool:
    """Whether any time of this officer's is left today."""
    gone = officer.presence is OfficerPresence.GONE
    return any(span.ends > now and not (gone and span.begins <= now) for span in officer.spans)


def first_due(able: Sequence[Officer], now: float) -> float | None:
    """When the first of these officers is due, unless one is here or overdue: then None."""
    due = [span.begins for officer in able for span in officer.spans if span.begins > now]
    return None if any(_is_open(officer, now) for officer in able) else min(due, default=None)


def _is_open(officer: Officer, now: float) -> bool:
    inside = any(span.begins <= now < span.ends for span in officer.spans)
    return inside and officer.presence is not OfficerPresence.GONE


def _free(
    officer: Officer, now: float, durations: Durations, streams: RandomStreams
) -> list[float]:
    if officer.visit is None:
        return [now] * streams.count
    remaining = durations.remaining(officer.visit, now, streams.count)
    return [now + minutes for minutes in streams.of(officer.name, 0, remaining)]


def _begins(
    officer: Officer,
    place: int,
    now: float,
    habits: Habits,
    streams: RandomStreams,
    *,
    present: bool,  # whether it is the span of this moment
) -> list[float]:
    begins = officer.spans[place].begins
    if present and officer.presence is OfficerPresence.HERE:
        return [begins] * streams.count
    occasion = 1 + 2 * place
    if present and officer.presence in AT_NO_WINDOW and officer.since is not None:
        back = habits.back(officer.name, now - officer.since, streams.count)
        return [now + minutes for minutes in streams.of(officer.name, occasion, back)]
    since = begins if officer.since is None else max(begins, officer.since)
    late = habits.late(officer.name, now - since, streams.count, first=place == 0)
    return [begins + minutes for minutes in streams.of(officer.name, occasion, late)]


def _ends(
    officer: Officer, place: int, since: float, habits: Habits, streams: RandomStreams
) -> list[float]:
    span: MinuteSpan = officer.spans[place]
    early = habits.early(officer.name, span.ends - since, streams.count, first=place == 0)
    return [span.ends - minutes for minutes in streams.of(officer.name, 2 + 2 * place, early)]
