"""Letters in the text: initials, whole syllables and any mixture, every reading counting.

The text is kept as one large number for each beginning of a syllable, with a bit for every
place where a character may be read that way. Matching moves all places along at once: a place
stays as long as the next letters can be read there. So no spelling is ever written out, and a
query costs the same whatever the readings.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from hall.catalogue.search.readings import readings

LONGEST_SYLLABLE = 6
#: Beginnings whose places stay in memory, at 10,000 items 60 KB each; the oldest goes first.
MOST_KEPT = 300


class Readable:
    """A text that can be searched by its readings, except in ``skip`` (codes are no words)."""

    def __init__(self, text: str, starts: list[int], *, skip: tuple[int, int]) -> None:
        self._size = len(text)
        self._starts = _bits(starts, self._size)
        self._places: dict[str, array[int]] = defaultdict(lambda: array("L"))
        for place, character in enumerate(text):
            if character != "\n" and not skip[0] <= place < skip[1]:
                self._places[character].append(place)
        self._beginnings: dict[str, int] = {}

    @cached_property
    def _read_as(self) -> dict[str, list[str]]:
        """Which characters can be read with this beginning."""
        found: dict[str, list[str]] = defaultdict(list)
        for character in self._places:
            read = {r[:n] for r in readings(character) for n in range(1, len(r) + 1)}
            for beginning in {character, *read}:
                found[beginning].append(character)
        return dict(found)

    def _where(self, beginning: str) -> int:
        """A bit for every place that can be read with this beginning."""
        if beginning not in self._beginnings:
            if len(self._beginnings) >= MOST_KEPT:
                del self._beginnings[next(iter(self._beginnings))]
            places = (p for c in self._read_as[beginning] for p in self._places[c])
            self._beginnings[beginning] = _bits(places, self._size)
        return self._beginnings[beginning]

    def initials(self, letters: str, *, at_start: bool) -> Iterator[int]:
        """Places behind characters whose readings begin with these letters, one by one."""
        reached = self._starts if at_start else self._everywhere
        for letter in letters:
            if letter not in self._read_as:
                return iter(())
            reached = (reached & self._where(letter)) << 1
        return _places_in(reached)

    def syllables(self, letters: str, *, at_start: bool) -> Iterator[int]:
        """Places behind what reads so: syllables, beginnings of them, characters, all mixed."""
        reached = [0] * (len(letters) + 1)
        reached[0] = self._starts if at_start else self._everywhere
        for done in range(len(letters)):
            for size in range(1, LONGEST_SYLLABLE + 1):
                piece = letters[done : done + size]
                if len(piece) == size and piece in self._read_as and reached[done]:
                    reached[done + size] |= (reached[done] & self._where(piece)) << 1
        return _places_in(reached[-1])

    @cached_property
    def _everywhere(self) -> int:
        return (1 << self._size) - 1


def _bits(places: "Iterator[int] | list[int]", size: int) -> int:
    raw = bytearray(size // 8 + 1)
    for place in places:
        raw[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(raw, "little")


def _places_in(bits: int) -> Iterator[int]:
    raw = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    for some in re.finditer(rb"[^\x00]", raw, re.DOTALL):
        byte, base = some[0][0], some.start() * 8
        yield from (base + bit for bit in range(8) if byte >> bit & 1)
