"""How long a visit keeps an officer: learned per item, leaning on its service, then on what
the office promised, the more the fewer visits there were."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hall.wait_forecast.rules.samples import (
    Weighted,
    equally_likely,
    guess,
    thinned,
    without_absurd,
)
from hall.wait_forecast.rules.values import CurrentVisit, PastVisit

#: What the promise, or the service an item belongs to, counts against the visits seen.
PRIOR_VISITS = 5.0
#: How far visits stray from a promise, on the logarithm: two thirds take 0.5 to 1.8 times as long.
PROMISE_SPREAD = 0.6
#: Only the latest visits are kept: what an item takes changes over the year.
LATEST = 150
#: Fewer visits than this and no promise: nothing honest can be said.
FEWEST = 5
#: Shorter than this is a slip of the finger, and has no logarithm worth taking.
SHORTEST_MINUTES = 0.2
#: Somebody of whom nothing is known at all has to take some time in the simulation.
UNKNOWN_MINUTES = 10.0

Key = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Turnover:
    """What a call costs besides the visit itself."""

    gap_minutes: float = 0.5  # from one visit's end to the next call
    missed_share: float = 0.0  # who is called and does not come
    missed_minutes: float = 2.0  # how long an officer waits for them


@dataclass(frozen=True)
class Durations:
    """Equally likely minutes per item; tables are made when first asked for and then kept."""

    samples: Mapping[Key, tuple[Weighted, ...]]
    turnover: Turnover = Turnover()
    _tables: dict[tuple[Key, int], list[float]] = field(default_factory=dict, compare=False)

    def known(self, service: str, item: str | None) -> bool:
        """Whether anything was learned or promised of this item, or of its service."""
        return (service, item) in self.samples or (service, None) in self.samples

    def taken_up(self, service: str, item: str | None, count: int) -> list[float]:
        """Minutes from this call to the officer's next one; some who are called never come.

        ``count`` of them, ascending and equally likely.
        """
        key = ((service, item), count)
        if key not in self._tables:
            self._tables[key] = self._taken_up(service, item, count)
        return self._tables[key]

    def remaining(self, visit: CurrentVisit, now: float, count: int) -> list[float]:
        """Minutes until the officer's next call, knowing how long the visit has already taken.

        ``count`` of them, ascending; ``now`` is a minute of the day.
        """
        elapsed = max(0.0, now - visit.since)
        samples = self._of(visit.service, visit.item)
        left = [(value - elapsed, weight) for value, weight in samples if value > elapsed]
        if sum(weight for _, weight in left) < 0.02 * sum(weight for _, weight in samples):
            # Longer than nearly any visit: either "finish" was forgotten, or anything goes.
            left = [(value / 2, weight) for value, weight in samples]
        gap = self.turnover.gap_minutes
        return [value + gap for value in equally_likely(left, count)]

    def _of(self, service: str, item: str | None) -> tuple[Weighted, ...]:
        exact = self.samples.get((service, item)) or self.samples.get((service, None))
        return exact or tuple(guess(UNKNOWN_MINUTES, PROMISE_SPREAD, 1.0))

    def _taken_up(self, service: str, item: str | None, count: int) -> list[float]:
        samples = self._of(service, item)
        missed = self.turnover.missed_share
        weight = sum(weight for _, weight in samples) * missed / (1 - missed)
        mixed = [*samples, (self.turnover.missed_minutes, weight)] if weight else samples
        return [value + self.turnover.gap_minutes for value in equally_likely(mixed, count)]


def learned_durations(
    visits: Iterable[PastVisit],
    promised_minutes: Mapping[Key, float],
    turnover: Turnover | None = None,
) -> Durations:
    """Learn from earlier visits, oldest first; ``(service, None)`` promises for all its items."""
    seen: dict[Key, deque[float]] = defaultdict(lambda: deque(maxlen=LATEST))
    for visit in visits:
        minutes = max(SHORTEST_MINUTES, visit.minutes)
        seen[visit.service, None].append(minutes)
        if visit.item is not None:
            seen[visit.service, visit.item].append(minutes)
    kept = {key: without_absurd(minutes) for key, minutes in seen.items()}
    # Services come first: their items lean on them.
    keys = sorted({*kept, *promised_minutes}, key=lambda key: (key[1] is not None, str(key)))
    samples: dict[Key, tuple[Weighted, ...]] = {}
    for key in keys:
        leaning = _prior(key, promised_minutes.get(key), samples)
        own = kept.get(key, [])
        if leaning or len(own) >= FEWEST:
            samples[key] = (*leaning, *((minutes, 1.0) for minutes in own))
    return Durations(samples, turnover or Turnover())


def _prior(
    key: Key, promised: float | None, samples: Mapping[Key, tuple[Weighted, ...]]
) -> list[Weighted]:
    if promised is not None:
        return guess(promised, PROMISE_SPREAD, PRIOR_VISITS)
    of_service = samples.get((key[0], None))
    if key[1] is None or not of_service:
        return []
    return thinned(equally_likely(of_service, 15), PRIOR_VISITS)
