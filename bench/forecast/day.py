"""One day of a made-up hall, before anybody is served: who comes, and who really works when."""

from dataclasses import dataclass
from math import exp
from random import Random

from bench.forecast.families import Outing
from bench.forecast.world import AFTERNOON, MARKET_DAYS, Worker, World, WorldItem
from hall.wait_forecast.rules.values import MinuteSpan


@dataclass(frozen=True, slots=True)
class Visitor:
    ticket: int
    comes: float
    item: WorldItem
    minutes: float  # what the visit takes an officer of ordinary pace
    stays: bool  # comes when called


@dataclass(frozen=True, slots=True)
class Shift:
    """A span of the timetable and what the officer made of it; None: did not come."""

    worker: Worker
    span: MinuteSpan
    first: bool
    really: MinuteSpan | None
    outings: tuple[Outing, ...] = ()


@dataclass(frozen=True, slots=True)
class SimulatedDay:
    world: World
    chance: Random  # for what happens while it goes on
    visitors: tuple[Visitor, ...]  # as they come
    shifts: tuple[Shift, ...]


def day(world: World, seed: int, number: int) -> SimulatedDay:
    chance = Random(f"day {seed} {number}")
    outings = Random(f"errands {seed} {number}")
    shifts = tuple(
        Shift(
            worker,
            span,
            place == 0,
            _really(chance, worker, span),
            world.family.outings(outings, span.begins, span.ends),
        )
        for worker in world.workers
        for place, span in enumerate(worker.spans)
    )
    return SimulatedDay(world, chance, tuple(_visitors(chance, world, number)), shifts)


def _visitors(chance: Random, world: World, number: int) -> list[Visitor]:
    usual = world.visitors * (world.market if number % MARKET_DAYS == 4 else 1)
    count = max(1, round(chance.gauss(usual, usual**0.5)))
    moments = sorted(world.family.comes(chance, number * 0.618 % 1) for _ in range(count))
    weights = [item.share for item in world.items]
    return [
        Visitor(
            ticket=number * 1000 + place,
            comes=moment,
            item=(item := chance.choices(world.items, weights)[0]),
            minutes=_minutes(chance, item) * world.family.stretched(chance),
            stays=chance.random() >= world.no_shows,
        )
        for place, moment in enumerate(moments)
    ]


def _minutes(chance: Random, item: WorldItem) -> float:
    minutes = item.minutes * exp(chance.gauss(0, item.spread))
    return max(0.5, minutes * (4 if chance.random() < 0.01 else 1))


def _really(chance: Random, worker: Worker, span: MinuteSpan) -> MinuteSpan | None:
    back = span.begins >= AFTERNOON.begins
    if chance.random() < (0.2 if worker.part_time and back else 0.01):
        return None
    late = chance.uniform(0, 30) if chance.random() < worker.tardy else 0.0
    early = chance.uniform(0, 15) if chance.random() < worker.tardy / 2 else 0.0
    return MinuteSpan(span.begins + late, span.ends - early)
