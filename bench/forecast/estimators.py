"""The rivals: each is asked at the moment a number is taken, and told what became of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from statistics import fmean
from typing import Protocol

from bench.forecast.past import Past
from hall.wait_forecast.rules.values import Floor
from hall.wait_forecast.simulated_floor import AT_WORK


class Estimator(Protocol):
    """Somebody who says how many minutes a newcomer will wait."""

    name: str
    waits: dict[int, float]

    def morning(self, past: Past) -> None: ...

    def ask(self, floor: Floor, ticket: int, service: str) -> None: ...

    def called(self, ticket: int, service: str, moment: float | None) -> None: ...


@dataclass
class Constant:
    """A constant times the position, divided by the windows where somebody sits."""

    minutes: float = 10.0
    name: str = "constant × position ÷ windows"
    waits: dict[int, float] = field(default_factory=dict)

    def morning(self, past: Past) -> None:
        """A constant learns nothing."""

    def ask(self, floor: Floor, ticket: int, service: str) -> None:
        windows = sum(officer.presence in AT_WORK for officer in floor.officers)
        self.waits[ticket] = self.minutes * (len(floor.waiting) - 1) / max(1, windows)

    def called(self, ticket: int, service: str, moment: float | None) -> None:
        """It is not told."""


@dataclass
class LearnedConstant(Constant):
    """The same with all that can be had without simulating: the hall's own mean, and only
    the people and the windows of the newcomer's service."""

    name: str = "own mean × own line ÷ own windows"
    _means: dict[str, float] = field(default_factory=dict)

    def morning(self, past: Past) -> None:
        taken: dict[str, list[float]] = defaultdict(list)
        for visit in past.visits[-1000:]:
            taken[visit.service].append(visit.minutes)
        self._means = {service: fmean(minutes) for service, minutes in taken.items()}

    def ask(self, floor: Floor, ticket: int, service: str) -> None:
        able = [officer for officer in floor.officers if service in officer.skills]
        skills = frozenset[str]().union(*(officer.skills for officer in able))
        ahead = [visitor for visitor in floor.waiting[:-1] if visitor.service in skills]
        work = sum(self._means.get(visitor.service, self.minutes) for visitor in ahead)
        here = sum(officer.presence in AT_WORK for officer in able)
        self.waits[ticket] = work / max(1, here)


@dataclass
class LastToEnter:
    """As long as the one of the same service waited who was called last."""

    name: str = "last to enter service"
    waits: dict[int, float] = field(default_factory=dict)
    _asked: dict[int, float] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)
    _usual: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def morning(self, past: Past) -> None:
        self._last.clear()

    def ask(self, floor: Floor, ticket: int, service: str) -> None:
        usual = fmean(self._usual[service][-200:] or [0.0])
        self.waits[ticket] = self._last.get(service, usual)
        self._asked[ticket] = floor.now

    def called(self, ticket: int, service: str, moment: float | None) -> None:
        if moment is not None:
            self._last[service] = moment - self._asked[ticket]
            self._usual[service].append(self._last[service])
