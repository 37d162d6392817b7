"""Names of anything, found as items are: by characters, whole pinyin, initials, any mixture.

For short lists that are put together when somebody asks; of whole questions it knows nothing.
"""

from collections.abc import Iterable, Iterator

from hall.catalogue.search.folding import asked
from hall.catalogue.search.index import SearchIndex, first
from hall.catalogue.search.index_entry import IndexEntry


class NameIndex:
    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        self._index = SearchIndex(entries)

    def find(self, typed: str, most: int) -> list[int]:
        """The keys of at most so many: what is called so, begins so, says so, is read so."""
        wanted = asked(typed)
        return first(self._ways(wanted), most) if wanted else []

    def _ways(self, wanted: str) -> Iterator[int]:
        index, readable = self._index, self._index.readable
        yield from index.whole.get(wanted, ())
        yield from index.beginning_with(wanted)
        yield from index.saying(wanted)
        if len(wanted) > 1 and any(letter.isascii() for letter in wanted):
            if wanted.isascii():
                yield from self._behind(readable.initials(wanted, at_start=True))
            yield from self._behind(readable.syllables(wanted, at_start=True))
            yield from self._behind(readable.syllables(wanted, at_start=False))

    def _behind(self, places: Iterator[int]) -> Iterator[int]:
        return (self._index.key_at(place - 1) for place in places)
