"""All names, codes and everyday words of a catalogue as one long text.

One line each, names before codes before everyday words, short before long: so the first places
found are the best ones. Where lines end, nothing matches, so no match spans two of them.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from hall.catalogue.search.folding import folded
from hall.catalogue.search.index_entry import IndexEntry
from hall.catalogue.search.pinyin import Readable

END = "\n"

Texts = Callable[[IndexEntry], Sequence[str]]


class SearchIndex:
    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        self.entries = tuple(entries)
        names = sorted(_lines(self.entries, lambda entry: [entry.name]), key=_shortest_first)
        codes = sorted(_lines(self.entries, lambda entry: entry.codes), key=_shortest_first)
        words = sorted(_lines(self.entries, lambda entry: entry.aliases), key=_shortest_first)
        self.lines = [*names, *codes, *words]
        self.text = END + END.join(line for line, _ in self.lines) + END
        self._starts = array("L")
        at = 1
        for line, _ in self.lines:
            self._starts.append(at)
            at += len(line) + 1
        self.whole: dict[str, list[int]] = defaultdict(list)
        for line, key in self.lines:
            self.whole[line].append(key)
        codes_span = len(names), len(names) + len(codes)
        self.readable = Readable(self.text, list(self._starts), skip=self._span(*codes_span))

    def _span(self, first: int, last: int) -> tuple[int, int]:
        starts = [*self._starts, len(self.text)]
        return starts[first], starts[last]

    def key_at(self, place: int) -> int:
        """The item whose line covers this place of the text."""
        return self.lines[bisect_right(self._starts, place) - 1][1]

    def beginning_with(self, wanted: str) -> Iterator[int]:
        """Items one of whose lines begins so, the best first; one may come twice."""
        return map(self.key_at, (place + 1 for place in self._places(END + wanted)))

    def saying(self, wanted: str) -> Iterator[int]:
        """Items one of whose lines holds it anywhere, the best first; one may come twice."""
        return map(self.key_at, self._places(wanted))

    def _places(self, wanted: str) -> Iterator[int]:
        place = self.text.find(wanted)
        while place >= 0:
            yield place
            # On to the next line: another place in this one would be the same item.
            following = self.text.find(END, place + 1)
            place = self.text.find(wanted, following) if following >= 0 else -1


def _lines(entries: Iterable[IndexEntry], texts: Texts) -> Iterator[tuple[str, int]]:
    for entry in entries:
        for text in texts(entry):
            if line := folded(text):
                yield line, entry.key


def _shortest_first(line: tuple[str, int]) -> int:
    return len(line[0])  # the sort keeps the catalogue's order among equals


def first(keys: Iterable[int], most: int) -> list[int]:
    """The first ``most`` different ones; no more are looked for."""
    found: dict[int, None] = {}
    for key in keys:
        found[key] = None
        if len(found) == most:
            break
    return list(found)
