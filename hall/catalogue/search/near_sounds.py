"""Lines that sound somewhat like what was typed: the last thing to offer before a person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from hall.catalogue.search.folding import folded
from hall.catalogue.search.index_entry import IndexEntry
from hall.catalogue.search.readings import usual_reading
from hall.catalogue.search.sound_book import blurred


class NearSounds:
    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        self._entries = tuple(entries)

    @cached_property
    def _lines(self) -> list[tuple[int, str]]:
        return [(entry.key, _sound(text)) for entry in self._entries for text in entry.names]

    @cached_property
    def _having(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, (_, sound) in enumerate(self._lines):
            for pair in set(_pairs(sound)):
                found[pair].append(number)
        return found

    def like(self, typed: str) -> Iterator[int]:
        """Items, the most alike first, by how many letters in a row they have in common."""
        wanted = set(_pairs(_sound(typed)))
        shared: Counter[int] = Counter()
        for pair in wanted & self._having.keys():
            shared.update(self._having[pair])

        def likeness(number: int) -> float:
            return shared[number] / (len(wanted) + len(self._lines[number][1]))

        return (self._lines[number][0] for number in sorted(shared, key=likeness, reverse=True))


def _sound(text: str) -> str:
    return blurred("".join(map(usual_reading, folded(text))))


def _pairs(sound: str) -> Iterator[str]:
    return (sound[at : at + 2] for at in range(len(sound) - 1))
