"""In which order what is found is shown."""

import re
from collections.abc import Iterable, Iterator

from hall.catalogue.search.everyday import rewritten
from hall.catalogue.search.folding import asked
from hall.catalogue.search.index import IndexEntry, SearchIndex, first
from hall.catalogue.search.questions import Questions

LETTER = re.compile("[a-z]")


class Catalogue:
    """All that can be found, as it was at one moment."""

    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        known = tuple(entries)
        self._index = SearchIndex(known)
        self._questions = Questions(known)

    def find(self, typed: str, most: int) -> list[int]:
        """The best first: what is called just so, what begins so, what says so, what may be meant.

        Each way of looking is tried only while the ways before it have not found enough.
        """
        wanted = asked(typed)
        return first(self._ways(wanted), most) if wanted else []

    def _ways(self, wanted: str) -> Iterator[int]:
        index = self._index
        yield from index.whole.get(wanted, ())
        if wanted.isascii():
            yield from self._by_letters(wanted)
        yield from index.beginning_with(wanted)
        yield from index.saying(wanted)
        for other in rewritten(wanted):
            yield from index.beginning_with(other)
            yield from index.saying(other)
        if not wanted.isascii():
            if LETTER.search(wanted):  # mixed, as it stands while somebody is still typing
                yield from self._by_readings(wanted)
            yield from self._questions.answers(wanted)

    def _by_letters(self, wanted: str) -> Iterator[int]:
        readable = self._index.readable
        if len(wanted) > 1:
            yield from self._behind(readable.initials(wanted, at_start=True))
            yield from self._index.beginning_with(wanted)
            yield from self._behind(readable.initials(wanted, at_start=False))
        yield from self._by_readings(wanted)

    def _by_readings(self, wanted: str) -> Iterator[int]:
        readable = self._index.readable
        yield from self._behind(readable.syllables(wanted, at_start=True))
        yield from self._behind(readable.syllables(wanted, at_start=False))

    def _behind(self, places: Iterator[int]) -> Iterator[int]:
        return (self._index.key_at(place - 1) for place in places)
