"""The cases of one day in columns: of a year's 60,000 visits some ten megabytes, and the sums of
any period and any rows are added up from them in a fraction of a second. Pure.

Every sample is kept, so that medians and ninetieths of many days are as exact as those of one.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hall.reports.measures import ROWS_ONLY_IN, Quantity, ReportBy
from hall.reports.report_case import ReportCase, RowKey

#: Of these each case has a key of its own; the others are the same for the whole day.
KEPT_KEYS = (ReportBy.SERVICE, ReportBy.WINDOW, ReportBy.STAFF, ReportBy.HOUR)
NO_KEY = -1


class RowSamples(defaultdict[Quantity, list[float]]):
    """What was counted for one row."""

    def __init__(self) -> None:
        super().__init__(list)


class ReportRows(defaultdict[RowKey, RowSamples]):
    """What was counted for each row of a report."""

    def __init__(self) -> None:
        super().__init__(RowSamples)


@dataclass(slots=True)
class SampleColumn:
    """Samples of one quantity, and which case of the day brought each."""

    cases: "array[int]" = field(default_factory=lambda: array("i"))
    values: "array[float]" = field(default_factory=lambda: array("d"))


class DayCases:
    """What was counted on one day."""

    __slots__ = ("columns", "day", "keys")

    def __init__(self, day: date) -> None:
        self.day = day
        self.keys = {by: array("q") for by in KEPT_KEYS}
        self.columns: dict[Quantity, SampleColumn] = {}

    def add(self, case: ReportCase) -> None:
        """One more, of this day."""
        number = len(self.keys[ReportBy.HOUR])
        own = (case.service, case.window, case.staff, case.hour)
        for keys, key in zip(self.keys.values(), own, strict=True):
            keys.append(NO_KEY if key is None else key)
        for quantity, sample in case.samples:
            column = self.columns.get(quantity)
            if column is None:
                column = self.columns[quantity] = SampleColumn()
            column.cases.append(number)
            column.values.append(sample)

    def add_up(self, by: ReportBy, total: RowSamples, rows: ReportRows) -> None:
        """Put this day's samples to those of other days."""
        for quantity, column in self.columns.items():
            total[quantity].extend(column.values)
            if by not in ROWS_ONLY_IN.get(quantity, frozenset(ReportBy)):
                continue
            if by in KEPT_KEYS:
                keys = self.keys[by]
                for case, sample in zip(column.cases, column.values, strict=True):
                    key = keys[case]
                    rows[None if key == NO_KEY else key][quantity].append(sample)
            else:
                row = ReportCase(self.day, None, ()).key(by)
                rows[row][quantity].extend(column.values)


def by_day(cases: Iterable[ReportCase]) -> dict[date, DayCases]:
    """Only days that have any."""
    found: dict[date, DayCases] = {}
    for case in cases:
        of_day = found.get(case.day)
        if of_day is None:
            of_day = found[case.day] = DayCases(case.day)
        of_day.add(case)
    return found
