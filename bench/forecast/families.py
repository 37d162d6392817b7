"""Kinds of made-up halls: how people come, how visits go, and how clerks leave and come back.

The rules were tuned on halls of the first two kinds; the others are there to be reported on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from random import Random

MORNING_BEGINS, MORNING_ENDS = 540.0, 720.0
AFTERNOON_BEGINS, AFTERNOON_ENDS = 810.0, 1020.0


@dataclass(frozen=True, slots=True)
class Outing:
    """A clerk leaves the window from about then on; None: and does not come back in that span."""

    begins: float
    minutes: float | None
    told: bool  # stands up; otherwise just walks away
    moves: bool  # and serves at another window afterwards


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of hall."""

    name: str
    comes: Callable[[Random, float], float]  # of one who comes; the day's own number in [0, 1)
    stretched: Callable[[Random], float] = lambda chance: 1.0  # how a visit strays from its item
    outings_an_hour: float = 0.0
    outing_minutes: tuple[float, float] = (3.0, 35.0)
    lost: float = 0.0  # the share of outings from which nobody comes back
    told: float = 1.0  # the share before which the clerk stands up
    moves: float = 0.0  # the share that ends at another window
    slow_start: float = 1.0  # how many times as long a visit takes in a clerk's first 40 minutes
    everybody_does_more: bool = False

    def outings(self, chance: Random, begins: float, ends: float) -> tuple[Outing, ...]:
        """Those of one clerk in one span."""
        found: list[Outing] = []
        moment = begins
        while self.outings_an_hour:
            moment += chance.expovariate(self.outings_an_hour / 60)
            if moment > ends - 15:
                break
            minutes = chance.uniform(*self.outing_minutes)
            back = None if chance.random() < self.lost else minutes
            told, moves = chance.random() < self.told, chance.random() < self.moves
            found.append(Outing(moment, back, told, moves))
            moment += minutes
        return tuple(found)


def _township(chance: Random, day: float) -> float:
    """Most come in the morning, some before the door opens, few at noon."""
    part = chance.random()
    if part < 0.6:
        return chance.triangular(MORNING_BEGINS - 15, MORNING_ENDS - 10, MORNING_BEGINS + 45)
    if part < 0.65:
        return chance.uniform(MORNING_ENDS, AFTERNOON_BEGINS)
    return chance.triangular(AFTERNOON_BEGINS, AFTERNOON_ENDS - 20, AFTERNOON_BEGINS + 40)


def _evenly(chance: Random, day: float) -> float:
    """All day long, a queue at the door, and few in the last half hour."""
    if chance.random() < 0.15:
        return chance.uniform(MORNING_BEGINS - 20, MORNING_BEGINS)
    return chance.choice((
        chance.uniform(MORNING_BEGINS, MORNING_ENDS - 15),
        chance.uniform(AFTERNOON_BEGINS, AFTERNOON_ENDS - 30),
    ))  # fmt: skip


def _by_bus(chance: Random, day: float) -> float:
    """Five buses a day, each of them a few minutes off; one in four comes on foot."""
    if chance.random() < 0.25:
        return _evenly(chance, day)
    bus = chance.choices((545.0, 590.0, 650.0, 825.0, 900.0), (4, 3, 2, 2, 1))[0]
    return bus + 12 * ((day * 7 + bus) % 1) + chance.expovariate(1 / 4)


def _two_peaks(chance: Random, day: float) -> float:
    middle = chance.choice((605.0 + 40 * day, 880.0 + 30 * day))
    moment = chance.gauss(middle, 35)
    return min(max(moment, MORNING_BEGINS - 10), AFTERNOON_ENDS - 30)


def _quick_or_long(chance: Random) -> float:
    """A question at the window, or the whole thing."""
    return 0.3 if chance.random() < 0.35 else 1.3


def _heavy(chance: Random) -> float:
    return exp(abs(chance.gauss(0, 0.5))) / 1.3


TOWNSHIP = Family("township", _township)
OUTINGS = Family("outings", _evenly, outings_an_hour=0.5, lost=0.08)
BUSES = Family(
    "buses", _by_bus, _quick_or_long, outings_an_hour=0.35, outing_minutes=(2.0, 8.0), moves=0.7,
    slow_start=1.6,
)  # fmt: skip
SILENT = Family(
    "silent", _two_peaks, _heavy, outings_an_hour=0.35, outing_minutes=(8.0, 50.0), lost=0.05,
    told=0.3, everybody_does_more=True,
)  # fmt: skip
FAMILIES = {family.name: family for family in (TOWNSHIP, OUTINGS, BUSES, SILENT)}
