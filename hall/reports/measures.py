"""What is counted (a quantity), and what is told of it (a measure): each in one place. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from statistics import fmean
from typing import NamedTuple

#: Of fewer ratings no share is told: nobody is judged by, or found out through, two of them.
FEWEST_RATINGS = 5
#: Grades 1 to 3 are content (GB/T 39046, table A.8).
WORST_CONTENT = 3


class ReportBy(StrEnum):
    """What the rows of a report are."""

    SERVICE = "service"  # that gave the number
    WINDOW = "window"  # that dealt with the visit last
    STAFF = "staff"  # who answers for it: 首问责任人
    HOUR = "hour"  # in which the number was taken
    WEEKDAY = "weekday"
    DAY = "day"
    MONTH = "month"


class Quantity(StrEnum):
    """What one case brings one sample of; times in seconds."""

    VISIT = "visit"
    FINISHED = "finished"
    WAIT = "wait"
    WALK = "walk"
    SERVICE = "service"
    INEXACT = "inexact"  # a visit whose times nobody knows (时间不准)
    MISS = "miss"
    TRANSFER = "transfer"
    PRIORITY = "priority"
    DELAY = "delay"  # what a call out of turn cost all those who had waited longer
    FORECAST_ERROR = "forecast_error"
    GRADE = "grade"
    UNSTAFFED = "unstaffed"
    DISCLOSURE = "disclosure"  # 1 in time, 0 too late
    FAULT = "fault"


#: These have no row of their own but in the reports named; everywhere else only the sum is told.
_CALENDAR = frozenset({ReportBy.WEEKDAY, ReportBy.DAY, ReportBy.MONTH})
ROWS_ONLY_IN: Mapping[Quantity, frozenset[ReportBy]] = {
    Quantity.UNSTAFFED: _CALENDAR | {ReportBy.WINDOW},
    Quantity.DISCLOSURE: _CALENDAR,
    Quantity.FAULT: _CALENDAR | {ReportBy.HOUR},
}


class Measure(StrEnum):
    """What is told, in this order."""

    VISITS = "visits"
    FINISHED = "finished"
    WAIT_MEDIAN = "wait_median"
    WAIT_P90 = "wait_p90"
    WAIT_LONGEST = "wait_longest"
    WALK_MEDIAN = "walk_median"
    SERVICE_MEDIAN = "service_median"
    SERVICE_P90 = "service_p90"
    INEXACT = "inexact"
    MISSED = "missed"
    TRANSFERS = "transfers"
    PRIORITY = "priority"
    DELAY = "delay"
    FORECAST_ERROR = "forecast_error"
    RATINGS = "ratings"
    CONTENT = "content"
    UNSTAFFED = "unstaffed"
    DISCLOSURES = "disclosures"
    FAULTS = "faults"


class ReportUnit(StrEnum):
    TIMES = "times"
    SECONDS = "seconds"
    SHARE = "share"  # of a hundred


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """``value`` is None where there is nothing to take it from; ``cases`` are those behind it."""

    value: float | None
    cases: int


Samples = Mapping[Quantity, Sequence[float]]
Statistic = Callable[[Sequence[float]], float | None]


class MeasureRule(NamedTuple):
    quantity: Quantity
    statistic: Statistic
    unit: ReportUnit


def nearest_rank(samples: Sequence[float], percent: int) -> float | None:
    """The smallest sample that at least so many of a hundred do not exceed."""
    in_order = sorted(samples)
    return in_order[ceil(percent * len(in_order) / 100) - 1] if in_order else None


def _median(samples: Sequence[float]) -> float | None:
    return nearest_rank(samples, 50)


def _ninetieth(samples: Sequence[float]) -> float | None:
    return nearest_rank(samples, 90)


def _longest(samples: Sequence[float]) -> float | None:
    return max(samples, default=None)


def _mean(samples: Sequence[float]) -> float | None:
    return fmean(samples) if samples else None


def _in_time(samples: Sequence[float]) -> float | None:
    return 100 * fmean(samples) if samples else None


def _content(grades: Sequence[float]) -> float | None:
    if len(grades) < FEWEST_RATINGS:
        return None
    return 100 * sum(grade <= WORST_CONTENT for grade in grades) / len(grades)


def _count(samples: Sequence[float]) -> float:
    return float(len(samples))


_TIMES, _SECONDS, _SHARE = ReportUnit.TIMES, ReportUnit.SECONDS, ReportUnit.SHARE
RULES: Mapping[Measure, MeasureRule] = {
    Measure.VISITS: MeasureRule(Quantity.VISIT, _count, _TIMES),
    Measure.FINISHED: MeasureRule(Quantity.FINISHED, _count, _TIMES),
    Measure.WAIT_MEDIAN: MeasureRule(Quantity.WAIT, _median, _SECONDS),
    Measure.WAIT_P90: MeasureRule(Quantity.WAIT, _ninetieth, _SECONDS),
    Measure.WAIT_LONGEST: MeasureRule(Quantity.WAIT, _longest, _SECONDS),
    Measure.WALK_MEDIAN: MeasureRule(Quantity.WALK, _median, _SECONDS),
    Measure.SERVICE_MEDIAN: MeasureRule(Quantity.SERVICE, _median, _SECONDS),
    Measure.SERVICE_P90: MeasureRule(Quantity.SERVICE, _ninetieth, _SECONDS),
    Measure.INEXACT: MeasureRule(Quantity.INEXACT, _count, _TIMES),
    Measure.MISSED: MeasureRule(Quantity.MISS, _count, _TIMES),
    Measure.TRANSFERS: MeasureRule(Quantity.TRANSFER, _count, _TIMES),
    Measure.PRIORITY: MeasureRule(Quantity.PRIORITY, _count, _TIMES),
    Measure.DELAY: MeasureRule(Quantity.DELAY, sum, _SECONDS),
    Measure.FORECAST_ERROR: MeasureRule(Quantity.FORECAST_ERROR, _mean, _SECONDS),
    Measure.RATINGS: MeasureRule(Quantity.GRADE, _count, _TIMES),
    Measure.CONTENT: MeasureRule(Quantity.GRADE, _content, _SHARE),
    Measure.UNSTAFFED: MeasureRule(Quantity.UNSTAFFED, sum, _SECONDS),
    Measure.DISCLOSURES: MeasureRule(Quantity.DISCLOSURE, _in_time, _SHARE),
    Measure.FAULTS: MeasureRule(Quantity.FAULT, _count, _TIMES),
}


def measured(samples: Samples) -> dict[Measure, ReportFigure]:
    """Every measure of one row."""
    found = {}
    for measure, rule in RULES.items():
        of_it = samples.get(rule.quantity, ())
        found[measure] = ReportFigure(rule.statistic(of_it), len(of_it))
    return found


def measures_by(by: ReportBy) -> list[Measure]:
    """Those of which the rows of this report have one each."""
    return [
        measure
        for measure, rule in RULES.items()
        if by in ROWS_ONLY_IN.get(rule.quantity, frozenset(ReportBy))
    ]
