"""What became of every forecast, added up over halls."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from bench.forecast.day import Visitor
from bench.forecast.estimators import Estimator
from bench.forecast.ours import Ours
from bench.forecast.world import MARKET_DAYS
from hall.wait_forecast.rules.forecast import Forecast, ForecastKind

KINDS = ("everyday", "others", "specialist", "first 5 days", "market day")


def kinds(services: Sequence[str], service: str, day_number: int) -> Iterable[str]:
    """What a visitor counts under besides everybody."""
    special = "specialist" if service == services[-1] else "others"
    yield "everyday" if service == services[0] else special
    if day_number < 5:
        yield "first 5 days"
    if day_number % MARKET_DAYS == MARKET_DAYS - 1:
        yield "market day"


@dataclass(slots=True)
class Errors:
    """Absolute errors in minutes, of those who were called and of whom all said something."""

    everybody: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    by_kind: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    waits: list[float] = field(default_factory=list)

    def add(
        self,
        estimators: Sequence[Estimator],
        visitor: Visitor,
        called: float | None,
        counts_under: Iterable[str],
    ) -> None:
        if called is None or any(visitor.ticket not in estimator.waits for estimator in estimators):
            return
        waited = called - visitor.comes
        self.waits.append(waited)
        under = tuple(counts_under)
        for estimator in estimators:
            error = abs(estimator.waits[visitor.ticket] - waited)
            self.everybody[estimator.name].append(error)
            for kind in under:
                self.by_kind[estimator.name, kind].append(error)


@dataclass(slots=True)
class ForecastText:
    """How our sentences held. A call that never came breaks an "at most"."""

    held: list[bool] = field(default_factory=list)
    at_once: list[bool] = field(default_factory=list)
    slack: list[float] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    inside: list[bool] = field(default_factory=list)
    warned: list[bool] = field(default_factory=list)  # was it right?
    unwarned: int = 0  # not called, and nobody had told them
    people: int = 0
    silent: int = 0
    seconds: list[float] = field(default_factory=list)

    def add(self, forecast: Forecast, called: float | None) -> None:
        self.people += 1
        if forecast.outlook is ForecastKind.AT_ONCE:
            self.at_once.append(called is not None and called - forecast.made_at <= 1)
            return
        if forecast.outlook is not ForecastKind.TODAY:
            self.warned.append(called is None)
            return
        assert forecast.at_most is not None
        holds = called is not None and called <= forecast.at_most
        self.unwarned += called is None
        self.held.append(holds)
        self.slack.append(forecast.at_most - forecast.median)
        self.widths.append(forecast.high - forecast.low)
        if called is not None:
            waited = called - forecast.made_at
            self.inside.append(forecast.low <= waited <= forecast.high)

    def add_all(self, ours: Ours, called: dict[int, float]) -> None:
        for ticket, forecast in ours.forecasts.items():
            self.add(forecast, called.get(ticket))
        self.seconds += ours.seconds
        self.silent += ours.silent


def share(values: list[bool]) -> float:
    return fmean(values) if values else float("nan")
