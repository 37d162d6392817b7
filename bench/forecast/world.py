"""One made-up hall: what it does, who works there when, and how visits really go.

Nothing here is shared with the forecast: visits follow their own law (log-normal with slow
and quick officers and a few that take four times as long), the office's promises are wrong,
and officers keep the timetable badly.
"""

from dataclasses import dataclass, replace
from math import exp
from random import Random

from bench.forecast.families import TOWNSHIP, Family
from hall.wait_forecast.rules.values import MinuteSpan

MORNING = MinuteSpan(9 * 60, 12 * 60)
AFTERNOON = MinuteSpan(13 * 60 + 30, 17 * 60)
#: What an officer may have of the day who is also needed elsewhere.
PART_TIMES = (
    (MinuteSpan(9 * 60, 10 * 60 + 30), MinuteSpan(15 * 60 + 30, 17 * 60)),
    (MinuteSpan(9 * 60, 11 * 60), MinuteSpan(14 * 60 + 30, 16 * 60 + 30)),
    (MORNING, MinuteSpan(15 * 60, 16 * 60 + 30)),
    (MinuteSpan(10 * 60, 12 * 60), AFTERNOON),
    (AFTERNOON,),
    (MORNING,),
)
MARKET_DAYS = 5
#: Visitors a day; a township sees 30 to 100.
BUSIEST = 130.0


@dataclass(frozen=True, slots=True)
class WorldItem:
    service: str
    code: str | None
    minutes: float  # median of its visits
    spread: float  # on the logarithm
    promised: float | None  # what the office entered, often wrongly
    share: float  # of all visitors


@dataclass(frozen=True, slots=True)
class Worker:
    name: str
    skills: frozenset[str]
    spans: tuple[MinuteSpan, ...]
    pace: float  # 1.2 takes a fifth longer
    tardy: float  # chance of being late at all
    part_time: bool


@dataclass(frozen=True, slots=True)
class World:
    items: tuple[WorldItem, ...]
    workers: tuple[Worker, ...]
    visitors: float  # on an ordinary day
    market: float  # how many times as many on a market day
    no_shows: float
    forgets: float  # chance that "finish" is pressed only when the next one is called
    family: Family = TOWNSHIP


def world(seed: int, family: Family = TOWNSHIP) -> World:
    chance = Random(f"world {seed}")
    services = "ABCDEF"[: chance.randint(3, 6)]
    items = _items(chance, services)
    workers = _workers(chance, services)
    if family.everybody_does_more:
        workers = tuple(_does_more(chance, worker, services) for worker in workers)
    return World(
        items=items,
        workers=workers,
        visitors=_bearable(items, workers) * chance.uniform(0.45, 0.75),
        market=chance.uniform(1.3, 1.7),
        no_shows=chance.uniform(0.01, 0.08),
        forgets=chance.uniform(0.0, 0.04),
        family=family,
    )


def _does_more(chance: Random, worker: Worker, services: str) -> Worker:
    return replace(worker, skills=worker.skills | {chance.choice(services)})


def _items(chance: Random, services: str) -> tuple[WorldItem, ...]:
    items: list[WorldItem] = []
    for place, service in enumerate(services):
        usual = exp(chance.uniform(1.2, 3.1))  # 3 to 22 minutes
        share = 1 / (place + 1)  # the first service is an everyday one
        codes = [f"{service}{number}" for number in range(chance.randint(1, 4))]
        for code in codes:
            minutes = usual * exp(chance.gauss(0, 0.3))
            told = 5 * max(1, round(minutes * exp(chance.gauss(0, 0.4)) / 5))
            promised = float(told) if chance.random() < 0.9 else None
            spread = chance.uniform(0.4, 0.8)
            items.append(WorldItem(service, code, minutes, spread, promised, share / len(codes)))
    total = sum(item.share for item in items)
    return tuple(
        WorldItem(
            item.service, item.code, item.minutes, item.spread, item.promised, item.share / total
        )
        for item in items
    )


def _workers(chance: Random, services: str) -> tuple[Worker, ...]:
    """The last service has only a part-time specialist; everyday ones have two or more."""
    names = [f"officer {number}" for number in range(1, chance.randint(3, 6) + 1)]
    workers: list[Worker] = []
    for place, name in enumerate(names):
        part_time = place == 0 or (place >= 3 and chance.random() < 0.5)
        skills = {services[-1]} if place == 0 else set(services[:-1])
        if place >= 2:
            skills = set(chance.sample(services[:-1], chance.randint(1, len(services) - 1)))
        spans = chance.choice(PART_TIMES) if part_time else (MORNING, AFTERNOON)
        if place == 0 and chance.random() < 0.5:
            skills |= {chance.choice(services[:-1])}
        workers.append(
            Worker(
                name=name,
                skills=frozenset(skills),
                spans=spans,
                pace=chance.uniform(0.85, 1.2),
                tardy=chance.uniform(0.2, 0.8),
                part_time=part_time,
            )
        )
    return tuple(workers)


def _bearable(items: tuple[WorldItem, ...], workers: tuple[Worker, ...]) -> float:
    """Visitors a day that the hall, and the specialist, could just serve."""
    everybody = sum(_hours(worker) for worker in workers)
    work = sum(item.share * _mean(item) for item in items)
    last = items[-1].service
    specialist = sum(_hours(worker) for worker in workers if last in worker.skills)
    special = sum(item.share * _mean(item) for item in items if item.service == last)
    return min(everybody / work, specialist / special, BUSIEST)


def _mean(item: WorldItem) -> float:
    return item.minutes * exp(item.spread**2 / 2) + 1


def _hours(worker: Worker) -> float:
    return sum(span.ends - span.begins for span in worker.spans)
