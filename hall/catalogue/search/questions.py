"""Whole questions: 孩子刚出生怎么上户口. What is asked is told from how it is asked.

What is meant counts most (``matters.py``). Beside it pairs of characters are compared, rare pairs
counting more; a name or everyday word that lies whole within the question counts most of them.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from hall.catalogue.search.asking import told
from hall.catalogue.search.folding import folded
from hall.catalogue.search.index_entry import IndexEntry
from hall.catalogue.search.matters import MattersOfItems

#: More lines are not looked at: what so many have in common says nothing, and takes long.
MOST_LINES = 600
#: How much of a question in unknown words must be known.
LEAST_KNOWN = 0.4
#: Other lines of the same item count a little beside its best one.
BESIDE = 0.2
#: A word that is only the field or the life event of an item says less than its name.
TOPIC = 0.5
#: A single character, compared with a pair.
ALONE = 0.3
#: A whole word within the question, compared with pairs that lie here and there.
PIECES = 0.35
#: What has so little of the best one's score is not what was asked for.
LEAST_OF_BEST = 0.25


class Questions:
    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        known = tuple(entries)
        self._matters = MattersOfItems(known)
        self._lines: list[tuple[int, str, float]] = []  # whose, what it says, how much it counts
        self._having: dict[str, array[int]] = defaultdict(lambda: array("L"))
        for entry in known:
            for text, weight in _texts(entry):
                self._add(entry.key, folded(text), weight)
        count = len(self._lines) + 1
        self._rarity = {
            pair: (ALONE if len(pair) == 1 else 1.0) * log(1 + count / (len(lines) + 1))
            for pair, lines in self._having.items()
        }
        self._unknown = log(1 + count)
        self._whole = [sum(self._rarity[pair] for pair in pairs(t)) for _, t, _ in self._lines]

    def _add(self, key: int, line: str, weight: float) -> None:
        for pair in pairs(line):
            self._having[pair].append(len(self._lines))
        self._lines.append((key, line, weight))

    def answers(self, question: str) -> list[int]:
        """Items that are meant, the likeliest first; none where it is not understood."""
        meant = self._matters.meant(question)
        wanted = wanted_pairs(question)
        known = {pair: self._rarity[pair] for pair in wanted if pair in self._rarity}
        unknown = sum(len(pair) > 1 for pair in wanted - known.keys()) * self._unknown
        least = LEAST_KNOWN * (sum(known.values()) + unknown)
        alike = self._alike(known, 0 if meant.is_told else least)
        if meant.is_told:
            scores = {key: score + alike.get(key, 0) for key, score in meant.of_items.items()}
        else:
            scores = {key: score + meant.beside.get(key, 0) for key, score in alike.items()}
        return _best_first(scores)

    def is_understood(self, question: str) -> bool:
        return self._matters.is_understood(question)

    def hinted(self, question: str) -> list[int]:
        return self._matters.hinted(question)

    def nearest(self, question: str) -> list[int]:
        return self._matters.nearest(question)

    def _alike(self, known: Mapping[str, float], least: float) -> dict[int, float]:
        """How much of an item's lines lies within the question."""
        best: dict[int, float] = defaultdict(float)
        every: dict[int, float] = defaultdict(float)
        for line in self._candidates(known):
            key, text, weight = self._lines[line]
            shared = sum(rarity for pair, rarity in known.items() if pair in text)
            if shared < least:
                continue
            score = weight * shared * (PIECES + (1 - PIECES) * shared / self._whole[line])
            best[key] = max(best[key], score)
            every[key] += score
        return {key: best[key] + BESIDE * (every[key] - best[key]) for key in best}

    def _candidates(self, known: Iterable[str]) -> set[int]:
        """Lines that share a pair, rare pairs first; single characters only weigh."""
        shared = sorted((self._having[pair] for pair in known if len(pair) > 1), key=len)
        found: set[int] = set()
        for lines in shared:
            if len(found) + len(lines) > MOST_LINES:
                break
            found.update(lines)
        return found


def _best_first(scores: Mapping[int, float]) -> list[int]:
    least = LEAST_OF_BEST * max(scores.values(), default=0)
    kept = [key for key, score in scores.items() if score >= least]
    return sorted(kept, key=lambda key: (-scores[key], key))


def _texts(entry: IndexEntry) -> Iterator[tuple[str, float]]:
    yield entry.name, 1.0
    yield from ((alias, 1.0) for alias in entry.aliases)
    yield from ((topic, TOPIC) for topic in (*entry.fields, *entry.events))


def pairs(line: str) -> Sequence[str]:
    """Single characters too, for words of one: they count less."""
    return [*line, *(line[at : at + 2] for at in range(len(line) - 1))]


def wanted_pairs(question: str) -> set[str]:
    """Of what is left without the ways of asking."""
    return {pair for part in told(question) for pair in pairs(part)}
