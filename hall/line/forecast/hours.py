"""When an officer can call somebody today: the timetable as this officer keeps it, run by run."""

from hall.line.forecast.durations import Durations
from hall.line.forecast.habits import Habits
from hall.line.forecast.luck import Luck
from hall.line.forecast.values import Officer, Presence, Span

#: From when to when; calls are made before the end, visits may go on after it.
Hours = list[tuple[float, float]]


def hours_by_run(
    officer: Officer, now: float, durations: Durations, habits: Habits, luck: Luck
) -> list[Hours]:
    """The hours left of today in each run, from when the officer has done with their visit."""
    free = _free(officer, now, durations, luck)
    days: list[Hours] = [[] for _ in range(luck.count)]
    coming = [(place, span) for place, span in enumerate(officer.spans) if span.ends > now]
    for place, span in coming:
        if officer.presence is Presence.GONE and span.begins <= now:
            continue
        here = officer.presence is Presence.HERE and (place, span) == coming[0]
        begins = [span.begins] * luck.count if here else _begins(officer, place, now, habits, luck)
        ends = _ends(officer, place, max(now, span.begins), habits, luck)
        for day, begin, end, since in zip(days, begins, ends, free, strict=True):
            begin = max(begin, since)
            if begin < end:
                day.append((begin, end))
    return days


def _free(officer: Officer, now: float, durations: Durations, luck: Luck) -> list[float]:
    if officer.visit is None:
        return [now] * luck.count
    remaining = durations.remaining(officer.visit, now, luck.count)
    return [now + minutes for minutes in luck.of(officer.name, 0, remaining)]


def _begins(officer: Officer, place: int, now: float, habits: Habits, luck: Luck) -> list[float]:
    begins = officer.spans[place].begins
    late = habits.late(officer.name, now - begins, luck.count, first=place == 0)
    return [begins + minutes for minutes in luck.of(officer.name, 1 + 2 * place, late)]


def _ends(officer: Officer, place: int, since: float, habits: Habits, luck: Luck) -> list[float]:
    span: Span = officer.spans[place]
    early = habits.early(officer.name, span.ends - since, luck.count, first=place == 0)
    return [span.ends - minutes for minutes in luck.of(officer.name, 2 + 2 * place, early)]
