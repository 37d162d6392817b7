"""Chance that repeats itself: the same seed and the same person, the same luck."""

from collections.abc import Sequence
from functools import lru_cache
from random import Random
from zlib import crc32

#: A prime, so that numbers given out in a rhythm still get unrelated luck.
LUCKS = 1021


class RandomStreams:
    """Deals equally likely values out to runs, in an order that belongs to one person.

    Everybody meets every value equally often; who meets which in the same run is chance.
    """

    def __init__(self, seed: int, count: int) -> None:
        self.count = count
        self._order, self._turns = _dealt(seed, count)

    def mixed(self, values: Sequence[float]) -> list[float]:
        """The values in this seed's order; the same for everybody."""
        return [values[index] for index in self._order]

    def turned(self, mixed: list[float], person: int) -> list[float]:
        """The mixed values, begun where this person begins."""
        turn = self._turns[person % LUCKS]
        return mixed[turn:] + mixed[:turn]

    def of(self, name: str, occasion: int, values: Sequence[float]) -> list[float]:
        """The values in the order that this person meets on this occasion."""
        return self.turned(self.mixed(values), crc32(name.encode()) + occasion)


@lru_cache(maxsize=64)
def _dealt(seed: int, count: int) -> tuple[list[int], list[int]]:
    chance = Random(seed)
    order = list(range(count))
    chance.shuffle(order)
    return order, [chance.randrange(count) for _ in range(LUCKS)]
