"""Days that are over, as they were counted last: a year costs seconds to count, and nearly all of
it is the same tomorrow.

Kept in memory and in no table: what is derived needs no migration, no backup and no term of
retention, and it cannot be wrong after a restart. Which row of the journal it is right for is
known, and whatever late fact concerns a day lets that day go (late_facts.py). While the clock is
doubted nothing is kept: nobody knows which days are over.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from threading import Lock

from hall.reports.counted_cases import settled_cases
from hall.reports.day_cases import DayCases, by_day
from hall.reports.late_facts import changed_days, changes_every_day
from hall.reports.report_period import ONE_DAY, ReportPeriod
from hall.unit_of_work import ReadSession

#: The night closes what was left open, and whoever was served may rate until the next evening.
OVER_AFTER = timedelta(days=2)
#: Some four years, of which each has about ten megabytes in a large hall.
MOST_DAYS = 1500


class FinishedDays:
    """For all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seq = 0  # what is kept is right for the journal up to this row
        self._kept: dict[date, DayCases] = {}

    def of_period(self, at: ReadSession, period: ReportPeriod) -> Iterator[DayCases]:
        """In order; days as they were counted before, where nothing has changed them since."""
        if at.clock_is_doubted:
            yield from _counted(at, period)
            return
        known = self._known(at)
        for days in _stretches(period, known.keys()):
            if days.first in known:
                yield from (known[day] for day in _days(days))
            else:
                yield from self._count(at, days)

    def _known(self, at: ReadSession) -> dict[date, DayCases]:
        """What is right for this snapshot; nothing for one that is older than what is kept."""
        with self._lock:
            kept, seq = dict(self._kept), self._seq
        if at.seq < seq:
            return {}
        if kept and at.seq > seq:
            kept = _still_right(at, seq, kept)
        with self._lock:
            if self._seq == seq:
                self._kept, self._seq = kept, at.seq
        return dict(kept)

    def _count(self, at: ReadSession, days: ReportPeriod) -> Iterator[DayCases]:
        counted = list(_counted(at, days))
        with self._lock:
            if self._seq == at.seq:  # or somebody has read on: theirs is newer
                over = [day for day in counted if day.day + OVER_AFTER <= at.today]
                self._kept |= {day.day: day for day in over}
                for oldest in sorted(self._kept)[: max(0, len(self._kept) - MOST_DAYS)]:
                    del self._kept[oldest]
        yield from counted


def _still_right(at: ReadSession, seq: int, kept: dict[date, DayCases]) -> dict[date, DayCases]:
    if changes_every_day(at.session, seq):
        return {}
    changed = changed_days(at.session, seq, max(kept))
    return {day: cases for day, cases in kept.items() if day not in changed}


def _counted(at: ReadSession, period: ReportPeriod) -> Iterator[DayCases]:
    """Each of its days, also those on which there was nothing."""
    found = by_day(settled_cases(at, period))
    yield from (found.get(day) or DayCases(day) for day in _days(period))


def _stretches(period: ReportPeriod, known: Iterable[date]) -> Sequence[ReportPeriod]:
    """The period in parts of days that are all known, or all not."""
    known = set(known)
    parts: list[ReportPeriod] = []
    for day in _days(period):
        if parts and (parts[-1].last in known) == (day in known):
            parts[-1] = ReportPeriod(parts[-1].first, day)
        else:
            parts.append(ReportPeriod(day, day))
    return parts


def _days(period: ReportPeriod) -> Iterator[date]:
    return (period.first + number * ONE_DAY for number in range(period.days))
