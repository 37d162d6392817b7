"""How officers keep the timetable: how late they come, whether at all, how early they leave."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hall.wait_forecast.rules.samples import Weighted, equally_likely, thinned
from hall.wait_forecast.rules.values import NEVER, PastAbsence, PastSpan

#: Before anything is known: mostly on time, seldom not at all. Minutes late and weight.
PRIOR_LATENESS: tuple[Weighted, ...] = (
    (0.0, 2.8), (5.0, 1.0), (15.0, 0.6), (30.0, 0.3), (60.0, 0.1), (NEVER, 0.2),
)  # fmt: skip
PRIOR_EARLINESS: tuple[Weighted, ...] = ((0.0, 4.0), (5.0, 0.7), (15.0, 0.3))
#: At no window although at work: mostly changing it, or a moment outside.
PRIOR_ABSENCE: tuple[Weighted, ...] = (
    (2.0, 2.0), (5.0, 2.0), (10.0, 1.5), (20.0, 1.0), (40.0, 0.7), (90.0, 0.3), (NEVER, 0.5),
)  # fmt: skip
#: What the habits of all officers count against the officer's own.
PRIOR_SPANS = 5.0
LATEST = 60

#: An officer (or "" for all) and whether this is the day's first span.
Key = tuple[str, bool]


@dataclass(frozen=True)
class Habits:
    """Minutes late and minutes early, weighted; absent keys fall back to everybody's."""

    lateness: Mapping[Key, tuple[Weighted, ...]] = field(default_factory=dict)
    earliness: Mapping[Key, tuple[Weighted, ...]] = field(default_factory=dict)
    absences: Mapping[str, tuple[Weighted, ...]] = field(default_factory=dict)  # by officer

    def late(self, officer: str, overdue: float, count: int, *, first: bool) -> list[float]:
        """Minutes after the span's beginning, given that so many passed without them.

        NEVER stands among them as often as such officers do not come at all, and the more
        often the longer this one is overdue.
        """
        samples = self._of(self.lateness, officer, PRIOR_LATENESS, first=first)
        if overdue > 0:
            samples = tuple(sample for sample in samples if sample[0] > overdue)
        return equally_likely(samples or ((NEVER, 1.0),), count)

    def early(self, officer: str, left: float, count: int, *, first: bool) -> list[float]:
        """Minutes before the span's end after which they call nobody, given that so many are
        left and they have not gone yet."""
        samples = self._of(self.earliness, officer, PRIOR_EARLINESS, first=first)
        return equally_likely((sample for sample in samples if sample[0] < left), count)

    def back(self, officer: str, away: float, count: int) -> list[float]:
        """Minutes until who stood up is at a window again, given that they are away so long.

        NEVER stands among them as often as such officers did not come back in their span.
        """
        samples = self.absences.get(officer) or self.absences.get("") or PRIOR_ABSENCE
        left = [(minutes - away, weight) for minutes, weight in samples if minutes > away]
        return equally_likely(left, count)

    def _of(
        self,
        learned: Mapping[Key, tuple[Weighted, ...]],
        officer: str,
        prior: tuple[Weighted, ...],
        *,
        first: bool,
    ) -> tuple[Weighted, ...]:
        return learned.get((officer, first)) or learned.get(("", first)) or prior


def learned_habits(spans: Iterable[PastSpan], absences: Iterable[PastAbsence] = ()) -> Habits:
    """Learn from earlier days, oldest first."""
    late: dict[Key, deque[float]] = defaultdict(lambda: deque(maxlen=LATEST))
    early: dict[Key, deque[float]] = defaultdict(lambda: deque(maxlen=LATEST))
    for past in spans:
        came = NEVER if past.came is None else max(0.0, past.came - past.span.begins)
        for name in (past.officer, ""):
            late[name, past.first].append(came)
            if past.came is not None and past.left is not None:
                early[name, past.first].append(max(0.0, past.span.ends - past.left))
    back: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=LATEST))
    for absence in absences:
        for name in {absence.officer, ""}:
            back[name].append(absence.minutes)
    return Habits(
        _leaning(late, PRIOR_LATENESS),
        _leaning(early, PRIOR_EARLINESS),
        {name: _leant(back[""] if name else (), PRIOR_ABSENCE, own) for name, own in back.items()},
    )


def _leaning(
    seen: Mapping[Key, deque[float]], prior: tuple[Weighted, ...]
) -> dict[Key, tuple[Weighted, ...]]:
    return {
        (name, first): _leant(seen["", first] if name else (), prior, own)
        for (name, first), own in seen.items()
    }


def _leant(
    everybody: Sequence[float], prior: tuple[Weighted, ...], own: Iterable[float]
) -> tuple[Weighted, ...]:
    """Each officer leans on all officers, and all of them on the prior."""
    others = thinned(everybody, PRIOR_SPANS) if everybody else ()
    return (*prior, *others, *((minutes, 1.0) for minutes in own))
