"""What became of the time in which a notice was to be seen on one screen. Pure.

Every wanted moment is either shown or has one cause for which it was not: the stretches cover
what was wanted exactly and never overlap (tests/hall/proof_of_play/test_time_account.py).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from hall.proof_of_play.spans import TimeSpan, common, merged, without


class Cause(StrEnum):
    """Why it was not seen, in the order in which they are looked for."""

    BLANK = "blank"  # 管理室让屏幕变黑
    HIDDEN = "hidden"
    FROZEN = "frozen"
    EMERGENCY = "emergency"
    HIGHER = "higher"  # a notice of a higher level played alone
    ALONE = "alone"  # without its server too long
    SKIPPED = "skipped"  # the screen ran and showed others: it could not be loaded
    CLOSED = "closed"  # the hall was closed
    UNREPORTED = "unreported"  # the screen has not told yet
    OFF = "off"  # it told of before and after, and not of this


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one screen told, as far as it matters for one notice."""

    shown: Sequence[TimeSpan] = ()
    prevented: Mapping[Cause, Sequence[TimeSpan]] = field(default_factory=dict)
    alive: Sequence[TimeSpan] = ()
    open_hours: Sequence[TimeSpan] | None = None  # None: the hall keeps no hours
    told_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    span: TimeSpan
    cause: Cause | None  # None: it was shown


def account(wanted: Iterable[TimeSpan], evidence: Evidence) -> list[Stretch]:
    """Every wanted moment once, in order: shown, or with the first cause that explains it."""
    left = merged(wanted)
    found: list[Stretch] = []
    for cause, spans in _in_order(left, evidence):
        found += [Stretch(span, cause) for span in common(left, spans)]
        left = without(left, spans)
    found += [Stretch(span, Cause.OFF) for span in left]
    return sorted(found, key=lambda stretch: stretch.span)


def _in_order(
    left: Sequence[TimeSpan], evidence: Evidence
) -> Iterable[tuple[Cause | None, Sequence[TimeSpan]]]:
    yield None, evidence.shown
    for cause in Cause:
        yield cause, evidence.prevented.get(cause, ())
    yield Cause.SKIPPED, evidence.alive
    if evidence.open_hours is not None:
        yield Cause.CLOSED, without(left, evidence.open_hours)
    yield (
        Cause.UNREPORTED,
        [TimeSpan(max(span.start, _until(span, evidence)), span.end) for span in left],
    )


def _until(span: TimeSpan, evidence: Evidence) -> datetime:
    return evidence.told_until or span.start


@dataclass(frozen=True, slots=True)
class Painted:
    """One row of a diary about the notice."""

    diary: str
    span: TimeSpan
    shown: timedelta
    covered: timedelta = timedelta()
    times: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    shown: timedelta = timedelta()
    covered: timedelta = timedelta()
    times: int = 0
    doubled: bool = False  # two browsers told of the same time; the longer one counts

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(
            self.shown + other.shown,
            self.covered + other.covered,
            self.times + other.times,
            self.doubled or other.doubled,
        )


def sum_up(rows: Iterable[Painted]) -> Sum:
    """How long it was really painted. No moment counts twice, though two browsers told of it."""
    whole, group = Sum(), list[Painted]()
    for row in sorted(rows, key=lambda row: row.span):
        if group and row.span.start >= max(other.span.end for other in group):
            whole, group = whole + _longest(group), []
        group.append(row)
    return whole + _longest(group)


def _longest(group: Sequence[Painted]) -> Sum:
    by_diary: dict[str, Sum] = {}
    for row in group:
        more = Sum(row.shown, row.covered, row.times)
        by_diary[row.diary] = by_diary.get(row.diary, Sum()) + more
    longest = max(by_diary.values(), key=lambda diary: diary.shown, default=Sum())
    return Sum(longest.shown, longest.covered, longest.times, len(by_diary) > 1)
